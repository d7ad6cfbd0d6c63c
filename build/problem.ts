/** What a person reads when a script of this folder or of `test/` cannot go on. */
import { ExecaError } from 'execa';

export interface Problem {
  /** What happened, as one sentence. */
  what: string;
  /** Why, in the words of whoever refused. */
  why: string;
  /** What to do next. */
  remedy: string;
  /** A command to copy that does it, or shows more. */
  command: string;
}

/** An error told in four lines; only those lines are for people, the stack is not. */
export class ProblemError extends Error {
  constructor({ what, why, remedy, command }: Problem) {
    super(`${what}\n  Why:  ${why}\n  Do:   ${remedy}\n  Try:  ${command}`);
    this.name = 'ProblemError';
  }
}

/** The end of a command line program: a problem is told without its stack, a bug with it; exit code 1 either way. */
export const tellAndExit = (error: unknown): never => {
  console.error(error instanceof ProblemError ? error.message : error);
  process.exit(1);
};

/** The first lines of a failed program's own error, without a stack; execa's message where it printed none. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof ExecaError)) return error instanceof Error ? error.message : String(error);
  if (error.timedOut) return error.shortMessage;
  const stderr: unknown = error.stderr;
  const lines = (typeof stderr === 'string' ? stderr : '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return lines.length > 0 ? lines.slice(0, 4).join('; ') : error.shortMessage;
};
