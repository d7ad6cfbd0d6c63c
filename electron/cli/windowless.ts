/**
 * `hearth status`, and all else that needs no window: a program for plain Node. The launcher of a package runs it in
 * Electron’s own program.
 */
import manifest from '../../package.json' with { type: 'json' };
import { problem } from '../core/problems/problem.ts';
import { parseWords, type Telling } from './parse-words.ts';
import { runCommand } from './run-command.ts';
import { tellAtOnce } from './tell-at-once.ts';

// Meant for this process, not for programs that it starts.
delete process.env['ELECTRON_RUN_AS_NODE'];

const output = {
  // Unlike console.log, it doesn’t hide that a disk is full.
  print: (line: string): void => {
    process.stdout.write(`${line}\n`);
  },
  tell: console.error,
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Nobody reads on, as in `hearth status | head`.
  if (error.code === 'EPIPE') return;
  output.tell(`hearth: ${error.message}`);
  process.exit(2);
});

process.on('uncaughtException', (bug) => {
  output.tell(`hearth: ${bug.stack ?? bug.message}`);
  process.exit(2);
});

const asked = parseWords(process.argv.slice(2));
if (asked.kind === 'print') {
  const caller = { environment: process.env, folder: process.cwd() };
  void runCommand(asked, caller, output).then((code) => {
    process.exitCode = code;
  });
} else {
  // Only root’s words come here with a window to open.
  const answer: Telling =
    asked.kind === 'open'
      ? { kind: 'fault', problem: problem('run-as-root', { through: 'root' }) }
      : asked;
  process.exitCode = tellAtOnce(answer, manifest.version, output);
}
