/**
 * journalctl: reads of a log from any place in either direction, and what follows (S12). What its words mean stands in
 * core/logs/query.ts, the format in journal-records.ts.
 *
 * What journalctl 252 really does, measured:
 * - It gathers its output in blocks of 4096 bytes: with --grep a first hit would be seen when the whole journal has
 *   been searched. stdbuf(1) makes it speak line by line; --follow does so by itself.
 * - A journal that nobody lets us read is exit code 1 with "insufficient permissions" on stderr; no journal at all is
 *   exit code 0 with "No journal files were found."; no lines are "-- No entries --" on stdout, but not in `-o export`.
 * - --grep that finds nothing is exit code 1, without a word.
 * - journald learns a process's unit from /proc when its first line comes. Of one that has ended by then it knows no
 *   unit: under load 35 of 150 services that print a line and exit lost theirs to `-u` (systemd#2913). User and
 *   process id are there all the same.
 * - --follow goes on while journald restarts, rotates and vacuums.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  exportJournal,
  journalVersion,
  lastJournalLines,
  lineByLine,
  listBoots,
} from '../../core/commands.ts';
import { fail } from '../../core/problems/problem.ts';
import {
  entryOf,
  fieldOf,
  journalFields,
  type JournalEntry,
  type RawRecord,
} from '../../core/logs/entry.ts';
import {
  followWords,
  lastRunWords,
  managerFitsAnyway,
  patternOf,
  readWords,
  type JournalBoot,
  type JournalScope,
  type LogDirection,
  type LogPlace,
  type LogQuery,
} from '../../core/logs/query.ts';
import { runWords, type UnitRun } from '../../core/logs/unit-run.ts';
import { createBatch } from './batch.ts';
import { decodeBytes, recordReader } from './record-reader.ts';
import type { Flow } from '../../host/host.ts';
import { expectSuccess, type Runner } from '../programs/runner.ts';

interface ReadOptions {
  /** How many lines are wanted at most. */
  count: number;
  signal: AbortSignal;
  /** In the order of the direction. */
  onEntries: (entries: JournalEntry[]) => void;
}

export interface Journalctl {
  /**
   * Resolves with true when the log ended in that direction, with false when `count` lines were read or it was aborted.
   * @throws program-missing, program-failed, log-pattern.
   */
  read(
    query: LogQuery,
    place: LogPlace,
    direction: LogDirection,
    options: ReadOptions,
  ): Promise<boolean>;
  /** What comes after a line, or everything for null. Resolves once aborted. @throws as `read` does. */
  follow(
    query: LogQuery,
    after: string | null,
    options: Pick<ReadOptions, 'signal' | 'onEntries'>,
  ): Promise<void>;
  /** All fields of every record, oldest first, from a line to a line or of all. Resolves once aborted or done. */
  records(
    query: LogQuery,
    range: { from: string; to: string } | null,
    options: { signal: AbortSignal; onRecord: (record: RawRecord, flow: Flow) => void },
  ): Promise<void>;
  /** All fields of one record; null when it is no longer there. */
  record(cursor: string): Promise<RawRecord | null>;
  /** The id of the last run that the journal knows of a unit; null for none. */
  lastRun(unit: string): Promise<string | null>;
  boots(): Promise<JournalBoot[]>;
  /**
   * The last `count` lines in journalctl's short format, oldest first; none when nothing was logged.
   * @param run one run of the unit alone, with the lines that journald could not tell it wrote.
   */
  lastLines(unit: string, count: number, run?: UnitRun): Promise<string[]>;
}

const unreadable = 'insufficient permissions';
const recordLimitMs = 15_000;
/** Between asking a journal that cannot be followed. */
const longestWaitMs = 60_000;

/** What journalctl cannot be asked, asked of each record. */
const acceptor = (query: LogQuery, scope: JournalScope): ((record: RawRecord) => boolean) => {
  const managerOut = managerFitsAnyway(query);
  const pattern =
    query.text === '' || scope.grep
      ? null
      : new RegExp(patternOf(query), query.caseSensitive ? '' : 'i');
  return (record) => {
    if (managerOut && fieldOf(record, 'USER_UNIT') !== undefined) return false;
    return pattern === null || pattern.test(decodeBytes(fieldOf(record, 'MESSAGE') ?? '').text);
  };
};

interface Deps {
  runner: Runner;
  uid: number;
  /** Whether the system's journal may be read; see journal-files.ts. */
  readsSystem: () => Promise<boolean>;
}

export const createJournalctl = ({ runner, uid, readsSystem }: Deps): Journalctl => {
  let grep: Promise<boolean> | undefined;
  const canGrep = (): Promise<boolean> => {
    return (grep ??= runner.run(journalVersion()).then(({ stdout }) => stdout.includes('+PCRE2')));
  };
  const scopeOf = async ({ text }: Pick<LogQuery, 'text'>): Promise<JournalScope> => ({
    uid,
    system: await readsSystem(),
    grep: text === '' || (await canGrep()),
  });

  /** Runs until it ends, is aborted, or `onRecord` answers false: `stopped` for the latter two. */
  const stream = async (
    query: Pick<LogQuery, 'text'>,
    words: readonly string[],
    signal: AbortSignal,
    onRecord: (record: RawRecord, flow: Flow) => boolean,
  ): Promise<'ended' | 'stopped' | 'unreadable'> => {
    const enough = new AbortController();
    const stop = (): void => {
      enough.abort();
    };
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    let flow: Flow | undefined;
    const reader = recordReader((record) => {
      if (enough.signal.aborted || flow === undefined) return;
      if (!onRecord(record, flow)) stop();
    });
    const asked = exportJournal(words);
    const byLine = query.text !== '' && (await runner.has('stdbuf'));
    const running = runner.stream(
      byLine ? lineByLine(await runner.pathOf(asked.program), asked) : asked,
      {
        signal: enough.signal,
        onChunk: (chunk, held) => {
          flow = held;
          reader.add(chunk);
        },
      },
    );
    // Whoever has enough does not wait for the program's end.
    const stopped = new Promise<null>((resolve) => {
      enough.signal.addEventListener('abort', () => {
        resolve(null);
      });
    });
    const record = await Promise.race([running, stopped]);
    signal.removeEventListener('abort', stop);
    if (record === null || record.failure === 'cancelled') {
      // It is awaited below, unless the reader has had enough by then.
      running.catch(() => undefined);
      return 'stopped';
    }
    if (record.exitCode !== 0 && record.stderr.includes(unreadable)) return 'unreadable';
    if (record.exitCode !== 0 && record.stderr.includes('Bad pattern'))
      throw fail('log-pattern', { pattern: query.text, detail: record.stderr.trim() });
    const foundNothing = query.text !== '' && record.exitCode === 1 && record.stderr === '';
    if (record.failure !== 'signal' && !foundNothing) expectSuccess(record);
    return 'ended';
  };

  const fields = `--output-fields=${journalFields.join(',')}`;

  const checkPattern = (query: LogQuery, scope: JournalScope): ((r: RawRecord) => boolean) => {
    try {
      return acceptor(query, scope);
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      throw fail('log-pattern', { pattern: query.text, detail });
    }
  };

  return {
    read: async (query, place, direction, { count, signal, onEntries }) => {
      const scope = await scopeOf(query);
      const accepts = checkPattern(query, scope);
      const batch = createBatch(onEntries);
      const since = direction === 'older' && place.kind === 'cursor' ? query.since : null;
      let left = count;
      let passed = false;
      try {
        const words = [fields, ...readWords(query, scope, place, direction)];
        const ended = await stream(query, words, signal, (record) => {
          if (!accepts(record)) return true;
          const entry = entryOf(record, decodeBytes);
          if (entry === null) return true;
          if (place.kind === 'cursor' && entry.cursor === place.cursor) return true;
          passed = since !== null && entry.at < since;
          if (passed) return false;
          batch.add(entry);
          left -= 1;
          return left > 0;
        });
        if (!signal.aborted) batch.flush();
        return ended !== 'stopped' || passed;
      } finally {
        batch.stop();
      }
    },
    follow: async (query, after, { signal, onEntries }) => {
      const scope = await scopeOf(query);
      const accepts = checkPattern(query, scope);
      const batch = createBatch(onEntries);
      let newest = after;
      try {
        // It ends by itself only when it was killed, or found no journal that it could watch.
        for (let wait = 1000; !signal.aborted; wait = Math.min(2 * wait, longestWaitMs)) {
          const words = [fields, ...followWords(query, scope, newest)];
          const from = newest;
          const end = await stream(query, words, signal, (record) => {
            wait = 500;
            if (!accepts(record)) return true;
            const entry = entryOf(record, decodeBytes);
            if (entry === null || entry.cursor === from) return true;
            newest = entry.cursor;
            batch.add(entry);
            return true;
          });
          if (end === 'unreadable') return;
          await pause(wait, signal);
        }
      } finally {
        batch.stop();
      }
    },
    records: async (query, range, { signal, onRecord }) => {
      const scope = await scopeOf(query);
      const accepts = checkPattern(query, scope);
      const place: LogPlace =
        range === null ? { kind: 'start' } : { kind: 'cursor', cursor: range.from };
      await stream(query, readWords(query, scope, place, 'newer'), signal, (record, flow) => {
        if (accepts(record)) onRecord(record, flow);
        return range === null || fieldOf(record, '__CURSOR') !== range.to;
      });
    },
    record: async (cursor) => {
      let found: RawRecord | null = null;
      const scope = await scopeOf({ text: '' });
      const words = scope.system ? [] : ['--user'];
      const limit = AbortSignal.timeout(recordLimitMs);
      await stream({ text: '' }, [...words, `--cursor=${cursor}`, '--lines=1'], limit, (record) => {
        found = fieldOf(record, '__CURSOR') === cursor ? record : null;
        return false;
      });
      return found;
    },
    lastRun: async (unit) => {
      let found: string | undefined;
      const scope = await scopeOf({ text: '' });
      const limit = AbortSignal.timeout(recordLimitMs);
      await stream({ text: '' }, lastRunWords(unit, scope), limit, (record) => {
        // What the manager says of the unit’s file belongs to no run.
        found = fieldOf(record, 'USER_INVOCATION_ID') ?? fieldOf(record, '_SYSTEMD_INVOCATION_ID');
        return found === undefined;
      });
      return found ?? null;
    },
    boots: async () => {
      const { stdout } = await runner.run(listBoots());
      return stdout.split('\n').flatMap((line) => bootOf(line) ?? []);
    },
    lastLines: async (unit, count, run) => {
      const which = run === undefined ? ['-u', unit] : runWords(unit, run);
      const record = expectSuccess(await runner.run(lastJournalLines(count, which), { unit }));
      return record.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('-- '));
    },
  };
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  // Ended early by the signal, as it is meant to be.
  sleep(ms, undefined, { signal }).catch(() => undefined);

/** A line of --list-boots: ` -1 ID Sun 2026-11-22 21:49:46 UTC Sun 2026-11-22 22:12:31 UTC`, an em dash between in some versions. */
const bootOf = (line: string): JournalBoot | null => {
  const id = /\b[0-9a-f]{32}\b/.exec(line)?.[0];
  const times = line.match(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/g);
  if (id === undefined || times === null) return null;
  const ms = (text: string | undefined): number => Date.parse((text ?? '').replace(' ', 'T'));
  return { id, from: ms(times[0]), to: ms(times[1]) };
};
