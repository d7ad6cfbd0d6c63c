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
  processWords,
  readWords,
  runWords,
  type JournalBoot,
  type JournalScope,
  type LogDirection,
  type LogPlace,
  type LogProcess,
  type LogQuery,
  type UnassignedLines,
  type UnitRun,
} from '../../core/logs/query.ts';
import { acceptor, unassignedProcess } from './accept.ts';
import { createJournalFiles } from './access.ts';
import { createBatch } from './batch.ts';
import { decodeBytes, recordReader } from './record-reader.ts';
import type { EndedProcess } from '../../core/units/unit.ts';
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

const unreadable = 'insufficient permissions';
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
  let grep: Promise<boolean> | undefined;
  const canGrep = (): Promise<boolean> => {
    return (grep ??= runner.run(journalVersion()).then(({ stdout }) => stdout.includes('+PCRE2')));
  };
  const scopeOf = async ({ text }: Pick<LogQuery, 'text'>): Promise<JournalScope> => ({
    uid,
    system: await readsSystem(),
    grep: text === '' || (await canGrep()),
  });

  /** Runs until it ends, is aborted, or `onRecord` returns false; the last two give `stopped`. */
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
    // Once stopped, don't wait for the program to end.
    const stopped = new Promise<null>((resolve) => {
      enough.signal.addEventListener('abort', () => {
        resolve(null);
      });
    });
    const record = await Promise.race([running, stopped]);
    signal.removeEventListener('abort', stop);
    if (record === null || record.failure === 'cancelled') {
      // Nobody awaits the program any more, so ignore its errors.
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
    /** Those of the processes that left lines without a unit, and how many lines. */
    unassigned: async (processes: readonly EndedProcess[]): Promise<UnassignedLines> => {
      const found = new Map<number, LogProcess>();
      let lines = 0;
      if (processes.length === 0) return { processes: [], lines };
      const limit = AbortSignal.timeout(recordLimitMs);
      const words = processWords(processes, await scopeOf({ text: '' }));
      await stream({ text: '' }, words, limit, (record) => {
        const process = unassignedProcess(record, processes);
        if (process === null) return true;
        found.set(process.pid, process);
        lines += 1;
        return true;
      });
      return { processes: [...found.values()], lines };
    },
    boots: async (): Promise<JournalBoot[]> => {
      const { stdout } = await runner.run(listBoots());
      return stdout.split('\n').flatMap((line) => bootOf(line) ?? []);
    },
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

/** Parses ` -1 ID Sun 2026-11-22 21:49:46 UTC Sun 2026-11-22 22:12:31 UTC`; some versions put an em dash between. */
const bootOf = (line: string): JournalBoot | null => {
  const id = /\b[0-9a-f]{32}\b/.exec(line)?.[0];
  const times = line.match(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/g);
  if (id === undefined || times === null) return null;
  const ms = (text: string | undefined): number => Date.parse((text ?? '').replace(' ', 'T'));
  return { id, from: ms(times[0]), to: ms(times[1]) };
};
