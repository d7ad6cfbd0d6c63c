/**
 * Checks files as the editor does, without a window: `npm run --silent check-unit -- [--json] FILE…`
 *
 * Findings go to stdout, everything else to stderr.
 */
import { checkFiles } from '../electron/engine/files/check-files.ts';
import { readPerson } from '../electron/host/account.ts';
import { openLocalHost } from '../electron/host/local.ts';
import { calledIn, readNpmWords } from './cli/npm-words.ts';
import { tellAndExit } from './problem.ts';

const usage = `Usage: npm run --silent check-unit -- [--json] FILE…

Checks unit files and drop-ins as the editor does, wherever they are, without changing anything.
  --json  prints an array of findings for programs to read.
Exit code: 0 without errors, 1 if a finding is an error, 2 if a file couldn’t be checked.`;

const main = async (): Promise<void> => {
  const { operands: files, asJson, unknown } = readNpmWords(process.argv.slice(2));
  const missing = files.length === 0 ? 'Name at least one file to check.' : null;
  const fault = unknown === null ? missing : `There is no option ${unknown}.`;
  if (fault !== null) {
    console.error(`${fault}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const host = openLocalHost({ environment: process.env, account: readPerson(process.env) });
  process.exitCode = await checkFiles(
    { files, asJson },
    { host, folder: calledIn('check-unit') },
    { print: console.log, tell: console.error },
  );
  await host.close();
};

await main().catch(tellAndExit);
