/**
 * journalctl: reads a log from any place in either direction, and follows it (S12). For its arguments see
 * core/logs/query.ts, for the format record-reader.ts.
 *
 * journalctl 252, measured:
 * - It buffers output in blocks of 4096 bytes, so with --grep a first hit may show only after the whole journal was
 *   searched. stdbuf(1) makes it flush every line; --follow already does.
 * - An unreadable journal gives exit code 1 with "insufficient permissions" on stderr; no journal gives exit code 0
 *   with "No journal files were found."; no lines give "-- No entries --" on stdout, except with `-o export`.
 * - --grep without a match exits with code 1 and no output.
 * - journald reads a process's unit from /proc when its first line arrives. If the process has exited by then, the unit
 *   is unknown: under load `-u` missed the lines of 35 of 150 services that print a line and exit (systemd#2913). User
 *   and process ID are still recorded.
 * - --follow keeps running while journald restarts, rotates and vacuums.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  journalVersion,
  lastJournalLines,
  listBoots,
  type ManagerScope,
} from '../../core/commands.ts';
import {
  entryOf,
  fieldOf,
  journalFields,
  type JournalEntry,
  type RawRecord,
} from '../../core/logs/entry.ts';
import { followNamedWords } from '../../core/logs/follow-named.ts';
import {
  followWords,
  lastRunWords,
  readWords,
  runWords,
  type JournalBoot,
  type JournalScope,
  type LogDirection,
  type LogPlace,
  type LogQuery,
  type UnitRun,
} from '../../core/logs/query.ts';
import { acceptor } from './accept.ts';
import { createJournalFiles } from './access.ts';
import { createAwayReader } from './away-reader.ts';
import { createBatch } from './batch.ts';
import { bootOf } from './boots.ts';
import { createFailedRuns } from './failed-runs.ts';
import { decodeBytes } from './record-reader.ts';
import { createRecordSearch, createRecordStream } from './record-stream.ts';
import { createUnassigned } from './unassigned.ts';
import { createRunReader } from './unit-runs.ts';
import { once } from '../../host/async/once.ts';
import type { Flow } from '../../host/host.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';

interface ReadOptions {
  /** Maximum lines. */
  count: number;
  signal: AbortSignal;
  /** In the order of the direction. */
  onEntries: (entries: JournalEntry[]) => void;
}

const recordLimitMs = 15_000;
/** Longest pause between attempts to follow a journal. */
const longestWaitMs = 60_000;

interface Deps {
  runner: Runner;
  uid: number;
  /** Whether the system journal may be read; see access.ts. */
  readsSystem: () => Promise<boolean>;
}

export const createJournalctl = ({ runner, uid, readsSystem }: Deps) => {
  const canGrep = once(async () =>
    expectSuccess(await runner.run(journalVersion())).stdout.includes('+PCRE2'),
  );
  const scopeOf = async ({ text }: Pick<LogQuery, 'text'>): Promise<JournalScope> => ({
    uid,
    system: await readsSystem(),
    grep: text === '' || (await canGrep()),
  });

  const stream = createRecordStream(runner);
  const search = createRecordSearch(stream, scopeOf);
  const bootsOf = async (scope: ManagerScope): Promise<JournalBoot[]> => {
    const { stdout } = await runner.run(listBoots(scope));
    return stdout.split('\n').flatMap((line) => bootOf(line) ?? []);
  };
  const fields = `--output-fields=${journalFields.join(',')}`;

  return {
    /**
     * Resolves to true if the log ended in that direction, to false after `count` lines or an abort.
     * @throws program-missing, program-failed, log-pattern.
     */
    read: async (
      query: LogQuery,
      place: LogPlace,
      direction: LogDirection,
      { count, signal, onEntries }: ReadOptions,
    ): Promise<boolean> => {
      const scope = await scopeOf(query);
      const accepts = acceptor(query, scope);
      const batch = createBatch(onEntries);
      const since = direction === 'older' && 'cursor' in place ? query.since : null;
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
    /** Sends everything after a cursor, or all for null. Resolves once aborted. @throws as `read`. */
    follow: async (
      query: LogQuery,
      after: string | null,
      { signal, onEntries }: Pick<ReadOptions, 'signal' | 'onEntries'>,
    ): Promise<void> => {
      const scope = await scopeOf(query);
      const accepts = acceptor(query, scope);
      const batch = createBatch(onEntries);
      let newest = after;
      try {
        // It exits only when killed or when there is no journal it can watch.
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
    /** Sends the lines of a unit that logs under its own name, one by one. Resolves once aborted. @throws as `read`. */
    followNamed: async (
      unit: string,
      since: number,
      { signal, onEntry }: { signal: AbortSignal; onEntry: (entry: JournalEntry) => void },
    ): Promise<void> => {
      const words = followNamedWords(unit, since, await scopeOf({ text: '' }));
      await stream({ text: '' }, words, signal, (record) => {
        const entry = entryOf(record, decodeBytes);
        if (entry !== null) onEntry(entry);
        return true;
      });
    },
    /** All fields of all records or of a range, oldest first. Resolves once done or aborted. */
    records: async (
      query: LogQuery,
      range: { from: string; to: string } | null,
      {
        signal,
        onRecord,
      }: { signal: AbortSignal; onRecord: (record: RawRecord, flow: Flow) => void },
    ): Promise<void> => {
      const scope = await scopeOf(query);
      const accepts = acceptor(query, scope);
      const place: LogPlace =
        range === null ? { kind: 'start' } : { kind: 'cursor', cursor: range.from };
      await stream(query, readWords(query, scope, place, 'newer'), signal, (record, flow) => {
        if (accepts(record)) onRecord(record, flow);
        return range === null || fieldOf(record, '__CURSOR') !== range.to;
      });
    },
    /**
     * Records of a query, newest first, with these fields, until `onRecord` returns false.
     * Returns false if the journal can't be read.
     */
    newest: async (
      query: LogQuery,
      wanted: readonly string[],
      signal: AbortSignal,
      onRecord: (record: RawRecord) => boolean,
    ): Promise<boolean> => {
      const scope = await scopeOf(query);
      const accepts = acceptor(query, scope);
      const words = [
        `--output-fields=${wanted.join(',')}`,
        ...readWords(query, scope, { kind: 'end' }, 'older'),
      ];
      const ended = await stream(
        query,
        words,
        signal,
        (record) => !accepts(record) || onRecord(record),
      );
      return ended !== 'unreadable';
    },
    /** All fields of one record; null if it is gone. */
    record: async (cursor: string): Promise<RawRecord | null> => {
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
    /** The invocation ID of the unit's last run in the journal; null for none. */
    lastRun: async (unit: string): Promise<string | null> => {
      let found: string | undefined;
      const scope = await scopeOf({ text: '' });
      const limit = AbortSignal.timeout(recordLimitMs);
      await stream({ text: '' }, lastRunWords(unit, scope), limit, (record) => {
        // The manager's messages about the unit file belong to no run.
        found = fieldOf(record, 'USER_INVOCATION_ID') ?? fieldOf(record, '_SYSTEMD_INVOCATION_ID');
        return found === undefined;
      });
      return found ?? null;
    },
    ...createUnassigned(search),
    ...createFailedRuns(search),
    ...createRunReader(search),
    ...createAwayReader(search),
    boots: (): Promise<JournalBoot[]> => bootsOf('user'),
    /** From its first record to its last; none if the person may not read the system’s journal. */
    systemBoots: async (): Promise<JournalBoot[]> =>
      (await readsSystem()) ? bootsOf('system') : [],
    /**
     * The last `count` lines in journalctl's short format, oldest first; empty if nothing was logged.
     * @param run limits them to one run, including lines that journald couldn't assign to the unit.
     */
    lastLines: async (unit: string, count: number, run?: UnitRun): Promise<string[]> => {
      const which = run === undefined ? ['-u', unit] : runWords(unit, run);
      const record = expectSuccess(await runner.run(lastJournalLines(count, which), { unit }));
      return record.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('-- '));
    },
  };
};

export type Journalctl = ReturnType<typeof createJournalctl>;

/** A user's journal: its files, and journalctl. */
export const openJournal = (runner: Runner, hostFiles: HostFiles, uid: number) => {
  const files = createJournalFiles(hostFiles, uid);
  return { files, journalctl: createJournalctl({ runner, uid, readsSystem: files.readsSystem }) };
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  // The signal ends it early, as intended.
  sleep(ms, undefined, { signal }).catch(() => undefined);
