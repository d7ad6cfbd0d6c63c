/** Reads of the journal by number: their parts find the one who asked. */
import type { Problem } from '../../../electron/core/problems/problem.ts';
import { unpackEntries, type JournalEntry } from '../../../electron/core/logs/entry.ts';
import type { LogDirection, LogPlace, LogQuery } from '../../../electron/core/logs/query.ts';
import { toProblem } from '../../../electron/core/problems/problem.ts';
import type { PageClient } from '../../client.svelte.ts';

interface ReadOptions {
  onEntries: (entries: JournalEntry[]) => void;
  /** `end` when the log has no more in that direction. */
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
      // What has ended has nothing to stop.
      // A read that is gone already needs no stopping.
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

  /** Finds the one line that a read gives first, null when there is none or it failed. Once stopped, nothing is told. */
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

/** What crosses to the main process is plain data, whatever watches it here. */
export const plain = (query: LogQuery): LogQuery & { units: string[] } => ({
  ...query,
  units: [...query.units],
});
