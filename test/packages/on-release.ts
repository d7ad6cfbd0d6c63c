/** Proves the deb in a machine with the release that HEARTH_MACHINE_ROOT names: two logins of alice. */
import path from 'node:path';
import { tellAndExit } from '../../build/problem.ts';
import { resolveElectron } from '../../build/runtime.ts';
import { testEnvironment } from '../environment.ts';
import { withMachine } from '../machine/machine.ts';
import { alice, inside } from '../machine/paths.ts';
import { desktop, logOut } from '../machine/session.ts';
import { prove } from './proofs.ts';

/** Runs it in a desktop session of its own. */
const logIn = async (script: string): Promise<void> => {
  const words = ['node_modules/.bin/node', `test/packages/${script}`];
  const code = await desktop(
    words.map((word) => path.join(inside.project, word)),
    { env: testEnvironment(process.env) },
  );
  if (code !== 0) process.exitCode = 1;
};

const proveLogout = (): Promise<boolean> =>
  prove('after the logout, no process of hers is left', async () => {
    await logOut();
    return `user@${alice.uid}.service has ended`;
  });

const main = async (): Promise<void> => {
  const { dist } = await resolveElectron();
  await withMachine(dist, async () => {
    await logIn('first-login.ts');
    await proveLogout();
    await logIn('second-login.ts');
  });
};

await main().catch(tellAndExit);
