/** Numbered reads of the journal: the number routes each part to its caller. */
import type { Problem } from '../../../electron/core/problems/problem.ts';
import { unpackEntries, type JournalEntry } from '../../../electron/core/logs/entry.ts';
import type { LogDirection, LogPlace, LogQuery } from '../../../electron/core/logs/query.ts';
import { toProblem } from '../../../electron/core/problems/problem.ts';
import type { PageClient } from '../../client.svelte.ts';

interface ReadOptions {
  onEntries: (entries: JournalEntry[]) => void;
  /** `end` if the log has no more in that direction. */
  onDone: (end: boolean, problem: Problem | null) => void;
}

export type StopRead = () => void;

export const createJournalClient = (hearth: PageClient['hearth']) => {
  const open = new Map<number, ReadOptions>();
  let lastRead = 0;

  hearth.on('log', ({ read, packed, done }) => {
    const options = open.get(read);
    if (options === undefined) return;
    const entries = unpackEntries(packed);
    if (entries.length > 0) options.onEntries(entries);
    if (done === null) return;
    open.delete(read);
    options.onDone(done.end, done.problem);
  });

  const start = (options: ReadOptions, ask: (read: number) => Promise<void>): StopRead => {
    const read = (lastRead += 1);
    open.set(read, options);
    ask(read).catch((thrown: unknown) => {
      if (open.delete(read)) options.onDone(false, toProblem(thrown));
    });
    return () => {
      // Stop only a read that is still open; the main process may already have ended it, so ignore the error.
      if (open.delete(read)) hearth.stopLog({ read }).catch(() => undefined);
    };
  };

  const readLog = (
    query: LogQuery,
    place: LogPlace,
    direction: LogDirection,
    options: ReadOptions & { count: number },
  ): StopRead =>
    start(options, (read) =>
      hearth.readLog({ read, query: plain(query), place, direction, count: options.count }),
    );

  const followLog = (query: LogQuery, after: string | null, options: ReadOptions): StopRead =>
    start(options, (read) => hearth.followLog({ read, query: plain(query), after }));

  /** Finds the first line of a read; null if there is none or it failed. Reports nothing once stopped. */
  const firstOf = (
    query: LogQuery,
    place: LogPlace,
    direction: LogDirection,
    onFound: (entry: JournalEntry | null, problem: Problem | null) => void,
  ): StopRead => {
    let entry: JournalEntry | null = null;
    return readLog(query, place, direction, {
      count: 1,
      onEntries: ([first]) => (entry ??= first ?? null),
      onDone: (_, problem) => {
        onFound(entry, problem);
      },
    });
  };

  return { readLog, followLog, firstOf };
};

export type JournalClient = ReturnType<typeof createJournalClient>;

/** Only plain data can cross to the main process, so this removes the reactive proxy. */
export const plain = (query: LogQuery) => ({
  ...query,
  units: [...query.units],
  processes: query.processes.map((one) => ({ ...one })),
});
