/**
 * journalctl --user -u NAME, followed or its last lines (S12).
 *
 * What journalctl 252 really does, measured:
 * - `--user -u` matches what the service's processes wrote, what the manager wrote about it, and its core dumps.
 * - With --output-fields it is a third faster, and still gives cursor and time stamps.
 * - `-o json` gives MESSAGE as text, as an array of bytes when it is not UTF-8 or holds control characters, and
 *   as null when it is longer than 4096 bytes, unless --all is given.
 * - journald learns a process's unit from /proc when its first line comes. Of one that has ended by then it knows no
 *   unit: under load 35 of 150 services that print a line and exit lost theirs to `-u` (systemd#2913). User and
 *   process id are there all the same.
 * - "-- No entries --" is said on stdout by `-o short`, and exits 0: "nothing" is not an error.
 */
import { expectSuccess, type Runner } from './run.ts';
import { journalFields, parseJournalLine, type JournalEntry } from '../core/journal-entry.ts';

/** How long entries gather before they are handed on together, in milliseconds. */
const batchMs = 30;

interface FollowOptions {
  /** How many of the entries before now come first. */
  lines: number;
  /** The way to end it. */
  signal: AbortSignal;
  onEntries: (entries: JournalEntry[]) => void;
}

interface UnitRun {
  mainPid: number;
  uid: number;
  /** Milliseconds since the epoch. */
  since: number;
}

/** What `-u` stands for in journalctl --user, and the process by its id. */
const runMatches = (unit: string, { mainPid, uid, since }: UnitRun): string[] => {
  const whose = `_UID=${String(uid)}`;
  const fields = ['_SYSTEMD_USER_UNIT', 'USER_UNIT', 'COREDUMP_USER_UNIT'];
  return [
    `--since=@${String(Math.floor(since / 1000))}`,
    ...fields.flatMap((field) => [`${field}=${unit}`, whose, '+']),
    ...[`_PID=${String(mainPid)}`, whose],
  ];
};

export interface Journalctl {
  /** Resolves once aborted or ended. @throws program-missing, program-failed when journalctl fails. */
  follow(unit: string, options: FollowOptions): Promise<void>;
  /**
   * The last `count` lines in journalctl's short format, oldest first; none when nothing was logged.
   * @param run one run of the unit alone, with the lines that journald could not tell it wrote.
   */
  lastLines(unit: string, count: number, run?: UnitRun): Promise<string[]>;
}

const decodeBytes = (bytes: number[]): string => Buffer.from(bytes).toString('utf8');

/** Hands values on in batches, so that 10,000 lines a second are not 10,000 messages. */
const batcher = <Value>(
  onBatch: (batch: Value[]) => void,
): { add: (value: Value) => void; stop: () => void } => {
  let batch: Value[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const full = batch;
    batch = [];
    onBatch(full);
  };
  return {
    add: (value) => {
      batch.push(value);
      timer ??= setTimeout(flush, batchMs);
    },
    stop: () => {
      clearTimeout(timer);
      batch = [];
    },
  };
};

export const createJournalctl = (runner: Runner): Journalctl => ({
  follow: async (unit, { lines, signal, onEntries }) => {
    const batch = batcher(onEntries);
    const args = [
      '--user',
      `--unit=${unit}`,
      `--lines=${String(lines)}`,
      '--follow',
      '--no-pager',
      '--all',
      '--output=json',
      `--output-fields=${journalFields.join(',')}`,
    ];
    const record = await runner.lines('journalctl', args, {
      unit,
      signal,
      onLine: (line) => {
        const entry = parseJournalLine(line, decodeBytes);
        if (entry !== null) batch.add(entry);
      },
    });
    if (record.failure === 'cancelled') {
      batch.stop();
      return;
    }
    expectSuccess(record);
  },
  lastLines: async (unit, count, run) => {
    const which = run === undefined ? ['-u', unit] : runMatches(unit, run);
    const args = ['--user', '-n', String(count), '--no-pager', ...which];
    const record = expectSuccess(await runner.run('journalctl', args, { unit }));
    return record.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('-- '));
  },
});
