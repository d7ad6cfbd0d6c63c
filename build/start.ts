/**
 * `npm start`: opens Hearth on this desktop. Without a desktop or a user manager, shows the main job in the throwaway
 * machine instead: Hearth walks through S1 to S13 there, in its real window.
 * `npm start -- --once` ends after that, with exit code 0 or 1.
 */
import path from 'node:path';
import { bundle } from './bundle.ts';
import { whyNotHere } from './desktop.ts';
import { openHere } from './open-here.ts';
import { tellAndExit } from './problem.ts';
import { resolveElectron } from './runtime.ts';

const walkInMachine = async (once: boolean): Promise<number> => {
  // Imported only here: a desktop needs nothing from the test machine.
  const { ensurePackages } = await import('../test/machine/packages.ts');
  const { requireRoot, withMachine } = await import('../test/machine/machine.ts');
  const { desktop } = await import('../test/machine/session.ts');
  const { inside } = await import('../test/machine/paths.ts');
  await ensurePackages();
  requireRoot('npm start');
  const electron = await resolveElectron();
  console.log(electron.note);
  await bundle();
  return withMachine(electron.dist, async () => {
    const stopped = new AbortController();
    const stop = (): void => {
      stopped.abort();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const code = await desktop(
      [
        path.join(inside.project, 'node_modules/.bin/node'),
        path.join(inside.project, 'test/walk/walk.ts'),
        inside.out,
        ...(once ? ['--once'] : []),
      ],
      {
        env: { HEARTH_TEST_ELECTRON: path.join(inside.electron, 'electron') },
        signal: stopped.signal,
      },
    );
    console.log('The pictures are in out/.');
    return stopped.signal.aborted ? 0 : code;
  });
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const why = await whyNotHere();
  if (why === null) {
    process.exitCode = await openHere(words);
    return;
  }
  console.log(`${why} Hearth’s main job runs in a throwaway machine with a desktop instead.`);
  process.exitCode = await walkInMachine(words.includes('--once'));
};

await main().catch(tellAndExit);
