/** Runs commands on a host and records each with its unit, for users to see, copy and learn from. */
import type { CommandRecord } from '../core/app/command-record.ts';
import { shellLine, type Command } from '../core/commands.ts';
import { fail } from '../core/problems/problem.ts';
import type {
  Host,
  Outcome,
  RunOptions as HostRunOptions,
  StreamOptions as HostStreamOptions,
} from './host.ts';

/** The unit to list the command under; null, the default, for none: a command about the manager. */
interface Purpose {
  unit?: string | null;
}

/** @param onRecord called for every program once it ends. */
export const createRunner = (
  host: Pick<Host, 'run' | 'stream' | 'has' | 'pathOf'>,
  onRecord: (record: CommandRecord) => void,
) => {
  let lastId = 0;

  const record = async (
    command: Command,
    unit: string | null,
    running: Promise<Outcome>,
  ): Promise<CommandRecord> => {
    const id = (lastId += 1);
    const made: CommandRecord = {
      id,
      unit,
      line: shellLine(command),
      ...(await running),
    };
    onRecord(made);
    return made;
  };

  return {
    /** Resolves on any exit code. @throws program-missing, descriptors-used-up. */
    run: (
      command: Command,
      { unit = null, ...options }: HostRunOptions & Purpose = {},
    ): Promise<CommandRecord> => record(command, unit, host.run(command, options)),
    /** Runs until it exits or is aborted; its record has an empty stdout. @throws as `run`. */
    stream: (
      command: Command,
      { unit = null, ...options }: HostStreamOptions & Purpose,
    ): Promise<CommandRecord> => record(command, unit, host.stream(command, options)),
    /** Records a program that the host ran for a check. @param line as it would be typed. */
    noteRun: (unit: string, line: string, outcome: Outcome): void => {
      onRecord({ id: (lastId += 1), unit, line, ...outcome });
    },
    /** Records Hearth's own action as the equivalent command line. */
    note: (unit: string, line: string, startedAt: number): void => {
      onRecord({
        id: (lastId += 1),
        unit,
        line,
        startedAt,
        durationMs: Date.now() - startedAt,
        exitCode: 0,
        failure: null,
        stdout: '',
        stderr: '',
      });
    },
    has: host.has,
    /** A program's absolute path, to pass to another command. @throws program-missing. */
    pathOf: host.pathOf,
  };
};

export type Runner = ReturnType<typeof createRunner>;

/** A program's output, stderr first; null if empty. */
export const wordsOf = (record: CommandRecord): string | null => {
  const words = [record.stderr, record.stdout]
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return words.length === 0 ? null : words.join('\n');
};

/** @throws program-timed-out, program-failed, with the program's output. */
export const expectSuccess = (record: CommandRecord): CommandRecord => {
  if (record.exitCode === 0) return record;
  const { line, exitCode, durationMs } = record;
  if (record.failure === 'timed-out') {
    const seconds = Math.round(durationMs / 1000);
    throw fail('program-timed-out', { line, seconds }, wordsOf(record));
  }
  const started = record.failure !== 'not-started';
  throw fail('program-failed', { line, exitCode, started }, wordsOf(record));
};
