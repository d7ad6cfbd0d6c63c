/**
 * Checks files as the editor does, without a window: `npm run --silent check-unit -- [--json] FILE…`
 *
 * Findings go to stdout, everything else to stderr.
 */
import { checkCommand } from '../electron/engine/files/check-command.ts';
import { readPerson } from '../electron/host/account.ts';
import { openLocalHost } from '../electron/host/local.ts';
import { tellAndExit } from './problem.ts';

/** npm runs scripts in the project’s folder, and says where it was called. */
const here = (): string =>
  (process.env['npm_lifecycle_event'] === 'check-unit' ? process.env['INIT_CWD'] : undefined) ??
  process.cwd();

const main = async (): Promise<void> => {
  const host = openLocalHost({ environment: process.env, account: readPerson(process.env) });
  process.exitCode = await checkCommand(
    process.argv.slice(2),
    { host, folder: here() },
    { print: console.log, tell: console.error },
  );
  await host.close();
};

await main().catch(tellAndExit);
