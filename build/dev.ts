/**
 * `npm run dev`: Hearth from its sources, in a window that follows each change of a component at once and restarts when
 * the main process changes. Runs on this desktop as you, or, if there is none, in the throwaway machine’s desktop, with
 * a picture in out/dev.png after each start and each change.
 * `npm run dev -- --fake`: the renderer alone, in any browser, on a fake engine with scenes to choose from.
 */
import path from 'node:path';
import { watch } from 'node:fs';
import { execa } from 'execa';
import { whyNotHere } from './desktop.ts';
import { runDev } from './dev/run.ts';
import { serveFake } from './fake.ts';
import { tellAndExit } from './problem.ts';

const root = path.resolve(import.meta.dirname, '..');

const untilStopped = (): AbortSignal => {
  const stopped = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => {
      stopped.abort();
    });
  return stopped.signal;
};

const showFake = async (stopped: AbortSignal): Promise<void> => {
  const start = performance.now();
  const { url, close } = await serveFake();
  console.log(`${url} after ${((performance.now() - start) / 1000).toFixed(1)} s. Ctrl+C ends.`);
  await new Promise((resolve) => {
    stopped.addEventListener('abort', resolve);
  });
  await close();
};

/** When to look at the screen after a change, in milliseconds: at once, and when everything has loaded. */
const looks = [500, 2000, 6000, 15_000];

/** Nobody sees the machine’s screen: saves it after anything that may have changed it. Returns how to save it. */
const keepPicture = (out: string): (() => void) => {
  const file = path.join(out, 'dev.png');
  let due: NodeJS.Timeout[] = [];
  const soon = (): void => {
    due.forEach(clearTimeout);
    due = looks.map((wait) =>
      setTimeout(() => {
        void execa('import', ['-window', 'root', file], { reject: false });
      }, wait),
    );
  };
  watch(path.join(root, 'renderer'), { recursive: true }, soon);
  return soon;
};

const runInMachine = async (words: readonly string[], stopped: AbortSignal): Promise<number> => {
  // Imported only here: a desktop needs nothing from the test machine.
  const { ensurePackages } = await import('../test/machine/packages.ts');
  const { requireRoot, withMachine } = await import('../test/machine/machine.ts');
  const { desktop } = await import('../test/machine/session.ts');
  const { inside } = await import('../test/machine/paths.ts');
  const { resolveElectron } = await import('./runtime.ts');
  await ensurePackages();
  requireRoot('npm run dev');
  const electron = await resolveElectron();
  const node = path.join(inside.project, 'node_modules/.bin/node');
  const dev = path.join(inside.project, 'build/dev.ts');
  const env = { HEARTH_DEV_OUT: inside.out };
  const code = await withMachine(electron.dist, () =>
    desktop([node, dev, ...words], { env, signal: stopped }),
  );
  return stopped.aborted ? 0 : code;
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const stopped = untilStopped();
  if (words.includes('--fake')) return showFake(stopped);
  const why = await whyNotHere();
  if (why !== null) {
    console.log(`${why} Hearth runs in the throwaway machine instead; see out/dev.png.`);
    process.exitCode = await runInMachine(words, stopped);
    return;
  }
  const machine = process.env['HEARTH_DEV_OUT'];
  const folder = path.join(machine ?? path.join(root, 'out'), 'dev');
  const onStarted = machine === undefined ? () => undefined : keepPicture(machine);
  console.log(`Hearth runs as ${process.env['USER'] ?? 'you'}, with your own services.`);
  process.exitCode = await runDev({ folder, words, onStarted }, stopped);
  process.exit();
};

await main().catch(tellAndExit);
