/** Commands run on a host, each recorded with the unit it was run for: what people see, copy and learn from. */
import type { CommandRecord } from '../../core/app/command-record.ts';
import { shellLine, type Command, type ProgramName } from '../../core/commands.ts';
import { fail } from '../../core/problems/problem.ts';
import type {
  Host,
  Outcome,
  RunOptions as HostRunOptions,
  StreamOptions as HostStreamOptions,
} from '../../host/host.ts';

/** The unit it is run for; null, the default, for the manager's own business: those are not shown with any unit. */
interface Purpose {
  unit?: string | null;
}

export interface Runner {
  /** Resolves for any exit code. @throws program-missing. */
  run(command: Command, options?: HostRunOptions & Purpose): Promise<CommandRecord>;
  /** Runs until it ends by itself or is aborted; its record has an empty stdout. @throws program-missing. */
  stream(command: Command, options: HostStreamOptions & Purpose): Promise<CommandRecord>;
  /** Records what Hearth did itself, as the line that does it by hand. */
  note(unit: string, line: string, startedAt: number): void;
  has(program: ProgramName): Promise<boolean>;
  /** The absolute path of a program, for those that hand it on. @throws program-missing. */
  pathOf(program: ProgramName): Promise<string>;
}

/** @param onRecord called for every program that was run, once it has ended. */
export const createRunner = (
  host: Pick<Host, 'run' | 'stream' | 'has' | 'pathOf'>,
  onRecord: (record: CommandRecord) => void,
): Runner => {
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
    run: (command, { unit = null, ...options } = {}) =>
      record(command, unit, host.run(command, options)),
    stream: (command, { unit = null, ...options }) =>
      record(command, unit, host.stream(command, options)),
    note: (unit, line, startedAt) => {
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
    pathOf: host.pathOf,
  };
};

/** What a program said, errors first; null when it said nothing. */
export const wordsOf = (record: CommandRecord): string | null => {
  const words = [record.stderr, record.stdout]
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return words.length === 0 ? null : words.join('\n');
};

/** @throws program-missing, program-timed-out, program-failed, with what the program said. */
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
