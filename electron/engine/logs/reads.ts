/** What a window reads of the journal: every read has a name of the window's own, and ends when it wants no more. */
import { fail } from '../../core/problems/problem.ts';
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
} from '../../core/logs/query.ts';
import { emptyLog, type EmptyLog } from '../../core/logs/empty-reason.ts';
import type { JournalFiles } from '../../system/journal/access.ts';
import { decodeBytes } from '../../system/journal/record-reader.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import type { Emit } from '../../ipc/contract/index.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Inventory } from '../units/inventory.ts';

/** What the clipboard is given at most, in characters. */
const copyLimit = 16 * 1024 * 1024;

export interface Logs {
  read(
    read: number,
    query: LogQuery,
    place: LogPlace,
    direction: LogDirection,
    count: number,
  ): void;
  follow(read: number, query: LogQuery, after: string | null): void;
  stop(read: number): void;
  /** Ends all of them; for when the window is gone. */
  close(): void;
  boots(): Promise<JournalBoot[]>;
  /** The id of the run under way, or of the last one that systemd or the journal knows; null for none. */
  invocation(unit: string): Promise<string | null>;
  /** All fields of a line. @throws log-line-gone. */
  fields(cursor: string): Promise<LogField[]>;
  why(query: LogQuery): Promise<EmptyLog>;
  /** Copies lines as text, as they are stored. @throws log-too-much. */
  copyLines(query: LogQuery, from: string, to: string): Promise<number>;
  /** Copies a message as it is stored: its text, or where it is none a line that prints its bytes. @throws log-line-gone. */
  copyMessage(cursor: string): Promise<'text' | 'printf'>;
}

interface Deps {
  journalctl: Journalctl;
  files: Pick<JournalFiles, 'access'>;
  inventory: Pick<Inventory, 'details'>;
  copy(text: string): void | Promise<void>;
  emit: Emit;
  bugs: Bugs;
}

export const createLogs = ({ journalctl, files, inventory, copy, emit, bugs }: Deps): Logs => {
  const reads = new Map<number, AbortController>();

  const begin = (
    read: number,
    work: (options: {
      signal: AbortSignal;
      onEntries: (entries: JournalEntry[]) => void;
    }) => Promise<boolean>,
  ): void => {
    reads.get(read)?.abort();
    const mine = new AbortController();
    reads.set(read, mine);
    const { signal } = mine;
    const tell = (part: Pick<LogReading, 'packed' | 'done'>): void => {
      if (!signal.aborted) emit('log', { read, ...part });
    };
    work({
      signal,
      onEntries: (entries) => {
        tell({ packed: packEntries(entries), done: null });
      },
    })
      .then(
        (end) => {
          tell({ packed: '[]', done: { end, problem: null } });
        },
        (thrown: unknown) => {
          tell({ packed: '[]', done: { end: false, problem: bugs.toProblem(thrown) } });
        },
      )
      .finally(() => {
        if (reads.get(read) === mine) reads.delete(read);
      });
  };

  /** The first line that a read would give; null when there is none. */
  const first = async (query: LogQuery, direction: LogDirection): Promise<JournalEntry | null> => {
    let found: JournalEntry | null = null;
    await journalctl.read(query, { kind: direction === 'older' ? 'end' : 'start' }, direction, {
      count: 1,
      signal: AbortSignal.timeout(10_000),
      onEntries: ([entry]) => (found = entry ?? null),
    });
    return found;
  };

  /** null of a unit that systemd does not know, or while nobody can be asked. */
  const details = (unit: string) => inventory.details(unit).catch(() => null);

  const lineOf = async (cursor: string): Promise<RawRecord> => {
    const record = await journalctl.record(cursor);
    if (record === null) throw fail('log-line-gone', { cursor });
    return record;
  };

  return {
    read: (read, query, place, direction, count) => {
      begin(read, (options) => journalctl.read(query, place, direction, { ...options, count }));
    },
    follow: (read, query, after) => {
      begin(read, async (options) => {
        await journalctl.follow(query, after, options);
        return true;
      });
    },
    stop: (read) => reads.get(read)?.abort(),
    close: () => {
      for (const read of reads.values()) read.abort();
    },
    boots: () => journalctl.boots(),
    invocation: async (unit) => {
      // systemd forgets a unit that nothing needs any more, and with it the run.
      const loaded = await details(unit);
      return loaded?.invocation ?? (await journalctl.lastRun(unit));
    },
    fields: async (cursor) => {
      const record = await lineOf(cursor);
      return Array.from({ length: record.length / 2 }, (_, index) => {
        const value = record[2 * index + 1] ?? '';
        const { text, exact } = decodeBytes(value);
        return { name: record[2 * index] ?? '', text, size: value.length, isText: exact };
      });
    },
    why: async (query) => {
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
    copyLines: async (query, from, to) => {
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
    copyMessage: async (cursor) => {
      const bytes = fieldOf(await lineOf(cursor), 'MESSAGE') ?? '';
      const { text, exact } = decodeBytes(bytes);
      // A clipboard ends a text at its first NUL.
      const asText = exact && !text.includes('\0');
      await copy(asText ? text : printfLine(bytes));
      return asText ? 'text' : 'printf';
    },
  };
};
