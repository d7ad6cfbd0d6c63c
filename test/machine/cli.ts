import { parseArgs } from 'node:util';
import { resolveElectron } from '../../build/runtime.ts';
import { tellAndExit } from '../../build/problem.ts';
import { down, reboot, requireRoot, up } from './machine.ts';
import { ensurePackages } from './packages.ts';
import { desktop, hold, release, root, user } from './session.ts';

const usage = `A throwaway machine with a real systemd, for tests. Needs root.

  up [--owner PID] [--electron DIR]   boots it; it goes down when process PID ends
  user [--env NAME=VALUE]… CMD…       runs CMD as alice, in a fresh login session
  root [--env NAME=VALUE]… CMD…       runs CMD as root
  desktop [--env NAME=VALUE]… CMD…    runs CMD as alice, in a session with a screen, a tray and a polkit prompt
  hold, release                       opens and ends the session of alice that keeps her user manager running
  reboot                              boots it again, with what is on its disk, and nobody logged in
  down                                removes it

CMD is a program and its arguments, or a single argument with spaces: a line for sh. Inside, this project is at /opt/hearth,
Electron at /opt/electron (both read-only), and /out is the project's own folder out/.
Alice's password is "secret", root's is "rootsecret".`;

const options = {
  owner: { type: 'string' },
  electron: { type: 'string' },
  env: { type: 'string', multiple: true },
} as const;

/** Our own options come before CMD's first word; everything after it belongs to CMD. */
const splitWords = (words: string[]) => {
  let i = 0;
  while (words[i]?.startsWith('--') && words[i] !== '--')
    i += words[i]?.includes('=') && words[i] !== '--env' ? 1 : 2;
  return { own: words.slice(0, i), program: words.slice(words[i] === '--' ? i + 1 : i) };
};

const readEnvironment = (settings: string[] = []) =>
  Object.fromEntries(
    settings.map((it): [string, string] => {
      const at = it.indexOf('=');
      return at < 1
        ? fail(`--env needs NAME=VALUE, not "${it}".`)
        : [it.slice(0, at), it.slice(at + 1)];
    }),
  );

const fail = (complaint: string): never => {
  console.error(`${complaint}\n\n${usage}`);
  process.exit(2);
};

const bringUp = async (electron: string | undefined, owner: string | undefined) => {
  const began = performance.now();
  if (owner !== undefined && !/^\d+$/.test(owner))
    fail(`--owner needs a process id, not "${owner}".`);
  await up({
    electronDist: electron ?? (await resolveElectron()).dist,
    owner: owner === undefined ? undefined : Number(owner),
  });
  console.error(`The test machine is up (${((performance.now() - began) / 1000).toFixed(1)} s).`);
};

const main = async (): Promise<number> => {
  const [verb = '', ...words] = process.argv.slice(2);
  const { own, program } = splitWords(words);
  const { values } = parseArgs({ args: own, options });
  const runners = { user, root, desktop };
  const isRunner = verb in runners;
  if (!isRunner && !['up', 'hold', 'release', 'reboot', 'down'].includes(verb))
    fail(verb === '' ? 'Name a command.' : `Unknown command "${verb}".`);
  if (isRunner && program.length === 0) fail(`${verb} needs a program to run.`);
  if (verb === 'up') await ensurePackages();
  requireRoot('npm run machine');
  if (isRunner) {
    const line =
      program.length === 1 && /\s/.test(program[0] ?? '') ? ['sh', '-c', ...program] : program;
    return runners[verb as keyof typeof runners](line, { env: readEnvironment(values.env) });
  }
  if (verb === 'up') await bringUp(values.electron, values.owner);
  else if (verb === 'hold') await hold();
  else if (verb === 'release') await release();
  else if (verb === 'reboot') await reboot();
  else await down();
  return 0;
};

// Not process.exit: output that a program wrote to our pipe must get out first.
process.exitCode = await main().catch(tellAndExit);
