/** Reads the journal for a window, which numbers each read and stops it when it wants no more. */
import { fail, problem } from '../../core/problems/problem.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import type { LogField, LogReading } from '../../core/logs/messages.ts';
import { packEntries, type JournalEntry, fieldOf, type RawRecord } from '../../core/logs/entry.ts';
import { printfLine, recordText } from '../../core/logs/entry-format.ts';
import {
  isFiltered,
  wholeLog,
  type JournalBoot,
  type LogDirection,
  type LogPlace,
  type LogQuery,
  type UnassignedLines,
} from '../../core/logs/query.ts';
import { emptyLog, type EmptyLog } from '../../core/logs/empty-reason.ts';
import type { JournalFiles } from '../../system/journal/access.ts';
import { decodeBytes } from '../../system/journal/record-reader.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Emit } from '../../ipc/contract/index.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Inventory } from '../units/inventory.ts';

/** The most to put on the clipboard, in characters. */
const copyLimit = 16 * 1024 * 1024;

/** A window reads in both directions, follows, and jumps: a few reads at once. Each is a program. */
const readsMax = 12;

interface Deps {
  journalctl: Journalctl;
  files: Pick<JournalFiles, 'access'>;
  inventory: Pick<Inventory, 'details'>;
  copy(text: string): void | Promise<void>;
  emit: Emit;
  bugs: Bugs;
}

export const createLogs = ({ journalctl, files, inventory, copy, emit, bugs }: Deps) => {
  const reads = new Map<number, AbortController>();

  const begin = (
    read: number,
    work: (options: {
      signal: AbortSignal;
      onEntries: (entries: JournalEntry[]) => void;
    }) => Promise<boolean>,
  ): void => {
    reads.get(read)?.abort();
    if (!reads.has(read) && reads.size >= readsMax) {
      const why = problem('busy', { doing: transactionsTexts.underWay.request });
      emit('log', { read, packed: '[]', done: { end: false, problem: why } });
      return;
    }
    const mine = new AbortController();
    reads.set(read, mine);
    const { signal } = mine;
    const send = (part: Pick<LogReading, 'packed' | 'done'>): void => {
      if (!signal.aborted) emit('log', { read, ...part });
    };
    work({
      signal,
      onEntries: (entries) => {
        send({ packed: packEntries(entries), done: null });
      },
    })
      .then(
        (end) => {
          send({ packed: '[]', done: { end, problem: null } });
        },
        (thrown: unknown) => {
          send({ packed: '[]', done: { end: false, problem: bugs.toProblem(thrown) } });
        },
      )
      .finally(() => {
        if (reads.get(read) === mine) reads.delete(read);
      });
  };

  /** The first line a read would return; null for none. */
  const first = async (query: LogQuery, direction: LogDirection): Promise<JournalEntry | null> => {
    let found: JournalEntry | null = null;
    await journalctl.read(query, { kind: direction === 'older' ? 'end' : 'start' }, direction, {
      count: 1,
      signal: AbortSignal.timeout(10_000),
      onEntries: ([entry]) => (found = entry ?? null),
    });
    return found;
  };

  /** null for a unit systemd does not know, or while there is no manager to ask. */
  const details = (unit: string) => inventory.details(unit).catch(() => null);

  const lineOf = async (cursor: string): Promise<RawRecord> => {
    const record = await journalctl.record(cursor);
    if (record === null) throw fail('log-line-gone', { cursor });
    return record;
  };

  return {
    read: (
      read: number,
      query: LogQuery,
      place: LogPlace,
      direction: LogDirection,
      count: number,
    ): void => {
      begin(read, (options) => journalctl.read(query, place, direction, { ...options, count }));
    },
    follow: (read: number, query: LogQuery, after: string | null): void => {
      begin(read, async (options) => {
        await journalctl.follow(query, after, options);
        return true;
      });
    },
    stop: (read: number): void => reads.get(read)?.abort(),
    /** Stops all reads; for when the window is gone. */
    close: (): void => {
      for (const read of reads.values()) read.abort();
    },
    boots: (): Promise<JournalBoot[]> => journalctl.boots(),
    /** The id of the current run, or of the last run systemd or the journal knows; null for none. */
    invocation: async (unit: string): Promise<string | null> => {
      // systemd unloads a unit that nothing needs any more, and forgets its run.
      const loaded = await details(unit);
      return loaded?.invocation ?? (await journalctl.lastRun(unit));
    },
    /**
     * The lines of the unit's last run without a unit, by processes that have ended: while one runs, journald can look
     * up its unit.
     */
    unassigned: async (unit: string): Promise<UnassignedLines> => {
      const loaded = await details(unit);
      return loaded?.kind === 'service'
        ? journalctl.unassigned(loaded)
        : { processes: [], lines: 0 };
    },
    /** All fields of a line. @throws log-line-gone. */
    fields: async (cursor: string): Promise<LogField[]> => {
      const record = await lineOf(cursor);
      return Array.from({ length: record.length / 2 }, (_, index) => {
        const value = record[2 * index + 1] ?? '';
        const { text, exact } = decodeBytes(value);
        return { name: record[2 * index] ?? '', text, size: value.length, isText: exact };
      });
    },
    access: files.access,
    why: async (query: LogQuery): Promise<EmptyLog> => {
      const ofOne = query.units.length === 1 ? query.units[0] : undefined;
      const [access, unfiltered, oldest, ran] = await Promise.all([
        files.access(),
        isFiltered(query) ? first({ ...wholeLog, units: query.units }, 'older') : null,
        ofOne === undefined ? null : first(wholeLog, 'newer'),
        ofOne === undefined ? null : details(ofOne),
      ]);
      return emptyLog(query, {
        access,
        unfiltered: unfiltered !== null,
        ranAt: ran?.stateSince ?? null,
        oldest: oldest?.at ?? null,
      });
    },
    /** Copies lines as text, as stored. @throws log-too-much. */
    copyLines: async (query: LogQuery, from: string, to: string): Promise<number> => {
      const parts: string[] = [];
      let length = 0;
      const enough = new AbortController();
      await journalctl.records(
        query,
        { from, to },
        {
          signal: enough.signal,
          onRecord: (record) => {
            const text = recordText(record, decodeBytes);
            length += text.length;
            if (length > copyLimit) enough.abort();
            else parts.push(text);
          },
        },
      );
      if (length > copyLimit) throw fail('log-too-much', { limit: '16 MiB' });
      await copy(parts.join(''));
      return parts.length;
    },
    /** Copies a message as stored: as text, or else as a line that prints its bytes. @throws log-line-gone. */
    copyMessage: async (cursor: string): Promise<'text' | 'printf'> => {
      const bytes = fieldOf(await lineOf(cursor), 'MESSAGE') ?? '';
      const { text, exact } = decodeBytes(bytes);
      // A clipboard cuts text at its first NUL.
      const asText = exact && !text.includes('\0');
      await copy(asText ? text : printfLine(bytes));
      return asText ? 'text' : 'printf';
    },
  };
};

export type Logs = ReturnType<typeof createLogs>;
