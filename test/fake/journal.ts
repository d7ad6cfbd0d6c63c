/** The fake's journal: lines in memory, read with the window's real queries. */
import { packEntries, type JournalEntry } from '../../electron/core/logs/entry.ts';
import {
  patternOf,
  type LogDirection,
  type LogPlace,
  type LogQuery,
} from '../../electron/core/logs/query.ts';
import type { LogReading } from '../../electron/core/logs/messages.ts';
import { minutes } from './makers.ts';

export const entry = (
  at: number,
  message: string,
  differs: Partial<JournalEntry> = {},
): JournalEntry => ({
  cursor: `s=0123456789abcdef;i=${Math.round(at).toString(16)}${message.length.toString(16)}`,
  at,
  priority: 6,
  message,
  size: message.length,
  whole: true,
  isText: true,
  from: 'service',
  identifier: 'worker',
  pid: 4711,
  unit: 'worker.service',
  dropped: null,
  ...differs,
});

/** `count` lines of a service that ticks, two seconds apart; every fiftieth is an error. */
export const ticks = (count: number, unit: string): JournalEntry[] =>
  Array.from({ length: count }, (_, index) =>
    entry(minutes(1) - (count - index) * 2000, `tick ${String(index + 1)}`, {
      unit,
      ...(index % 50 === 49 ? { priority: 3, message: `tick ${String(index + 1)} failed` } : {}),
    }),
  );

const fits = (query: LogQuery) => {
  const pattern =
    query.text === '' ? null : new RegExp(patternOf(query), query.caseSensitive ? 'u' : 'iu');
  return (line: JournalEntry): boolean =>
    (query.units.length === 0 ||
      (line.unit === null
        ? query.processes.some(({ pid }) => pid === line.pid)
        : query.units.includes(line.unit))) &&
    line.priority <= query.priority &&
    (query.since === null || line.at >= query.since) &&
    (query.until === null || line.at <= query.until) &&
    (query.manager || line.from !== 'manager') &&
    (pattern === null || pattern.test(line.message));
};

/** The lines from a place on, in the order of the read. */
const readFrom = (
  lines: readonly JournalEntry[],
  place: LogPlace,
  direction: LogDirection,
): JournalEntry[] => {
  const at = (): number => {
    switch (place.kind) {
      case 'start':
        return 0;
      case 'end':
        return lines.length;
      case 'cursor':
        return lines.findIndex(({ cursor }) => cursor === place.cursor);
      case 'line': {
        const line = lines.findIndex(({ cursor }) => cursor === place.cursor);
        return line < 0 ? lines.length : line;
      }
      case 'time': {
        const first = lines.findIndex((line) => line.at >= place.at);
        return first < 0 ? lines.length : first;
      }
    }
  };
  if (direction === 'older') return lines.slice(0, at()).reverse();
  return lines.slice(place.kind === 'cursor' ? at() + 1 : at());
};

export const createJournal = (
  all: readonly JournalEntry[],
  emit: (reading: LogReading) => void,
) => {
  let lines = [...all];
  const following = new Map<number, LogQuery>();
  return {
    read: (
      read: number,
      query: LogQuery,
      place: LogPlace,
      direction: LogDirection,
      count: number,
    ): void => {
      const found = readFrom(lines, place, direction).filter(fits(query));
      const packed = packEntries(found.slice(0, count));
      setTimeout(() => {
        emit({ read, packed, done: { end: found.length <= count, problem: null } });
      });
    },
    follow: (read: number, query: LogQuery): void => {
      following.set(read, query);
    },
    stop: (read: number): void => {
      following.delete(read);
    },
    close: (): void => {
      following.clear();
    },
    /** A line arrives. */
    add: (line: JournalEntry): void => {
      lines = [...lines, line];
      for (const [read, query] of following)
        if (fits(query)(line)) emit({ read, packed: packEntries([line]), done: null });
    },
    at: (cursor: string): JournalEntry | undefined => lines.find((line) => line.cursor === cursor),
    isEmpty: (): boolean => lines.length === 0,
    between: (query: LogQuery, from: string, to: string): number => {
      const found = lines.filter(fits(query));
      const place = (cursor: string) => found.findIndex((line) => line.cursor === cursor);
      return place(to) - place(from) + 1;
    },
  };
};

export type Journal = ReturnType<typeof createJournal>;
