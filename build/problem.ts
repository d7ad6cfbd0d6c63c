/** What people read when a script in this folder or in `test/` cannot continue. */
import { ExecaError } from 'execa';

export interface Problem {
  /** What happened, as one sentence. */
  what: string;
  /** Why, in the original words. */
  why: string;
  /** What to do next. */
  remedy: string;
  /** A command to copy that does it, or shows more. */
  command: string;
}

/** An error shown as four lines; only those lines are for people, not the stack. */
export class ProblemError extends Error {
  constructor({ what, why, remedy, command }: Problem) {
    super(`${what}\n  Why:  ${why}\n  Do:   ${remedy}\n  Try:  ${command}`);
    this.name = 'ProblemError';
  }
}

/** Ends a command line program: shows a problem without its stack, a bug with it; exit code 1 either way. */
export const tellAndExit = (error: unknown): never => {
  console.error(error instanceof ProblemError ? error.message : error);
  process.exit(1);
};

/** The first lines of a failed program's own error, without a stack; execa's message if it printed nothing. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof ExecaError)) return error instanceof Error ? error.message : String(error);
  if (error.timedOut) return error.shortMessage;
  const stderr: unknown = error.stderr;
  const lines = (typeof stderr === 'string' ? stderr : '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return lines.length > 0 ? lines.slice(0, 4).join('; ') : error.shortMessage;
};
