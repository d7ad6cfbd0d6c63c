/** Which records that journalctl prints belong to a log: what its arguments can't say. */
import { fieldOf, type RawRecord } from '../../core/logs/entry.ts';
import { messageIds } from '../../core/logs/message-ids.ts';
import {
  managerFitsAnyway,
  patternOf,
  wrote,
  type JournalScope,
  type LogProcess,
  type LogQuery,
} from '../../core/logs/query.ts';
import { fail } from '../../core/problems/problem.ts';
import type { EndedProcess } from '../../core/units/unit.ts';
import { decodeBytes } from './record-reader.ts';

const unitFields = [
  '_SYSTEMD_USER_UNIT',
  'USER_UNIT',
  'COREDUMP_USER_UNIT',
  'OBJECT_SYSTEMD_USER_UNIT',
] as const;

export const unitsIn = (record: RawRecord): string[] =>
  unitFields.flatMap((field) => fieldOf(record, field) ?? []);

/** Milliseconds since the epoch. */
export const timeOf = (record: RawRecord): number =>
  Number(fieldOf(record, '__REALTIME_TIMESTAMP') ?? 0) / 1000;

export const bootIn = (record: RawRecord): string | null =>
  /\bb=([0-9a-f]{32})\b/.exec(fieldOf(record, '__CURSOR') ?? '')?.[1] ?? null;

/** Which of the processes wrote a record without a unit; null for none, or if the record has one. */
export const unassignedProcess = (
  record: RawRecord,
  processes: readonly EndedProcess[],
): LogProcess | null => {
  if (unitsIn(record).length > 0) return null;
  const pid = Number(fieldOf(record, '_PID') ?? 0);
  const process = processes.find((one) => wrote(one, pid, timeOf(record)));
  const boot = bootIn(record);
  return process === undefined || boot === null ? null : { ...process, boot };
};

/** A process ID may be another process's, too, which the matches can't exclude. */
const belongs = ({ units, processes }: LogQuery, record: RawRecord): boolean =>
  processes.length === 0 ||
  unitsIn(record).some((unit) => units.includes(unit)) ||
  fieldOf(record, 'MESSAGE_ID') === messageIds.dropped ||
  unassignedProcess(record, processes) !== null;

/** Filters records by what journalctl can't filter. */
const acceptorOf = (query: LogQuery, scope: JournalScope): ((record: RawRecord) => boolean) => {
  const managerOut = managerFitsAnyway(query);
  const pattern =
    query.text === '' || scope.grep
      ? null
      : new RegExp(patternOf(query), query.caseSensitive ? '' : 'i');
  return (record) => {
    const isOfManager = ['USER_UNIT', 'USER_INVOCATION_ID'].some(
      (name) => fieldOf(record, name) !== undefined,
    );
    if (managerOut && isOfManager) return false;
    if (!belongs(query, record)) return false;
    return pattern === null || pattern.test(decodeBytes(fieldOf(record, 'MESSAGE') ?? '').text);
  };
};

/** @throws log-pattern for a pattern that JavaScript refuses. */
export const acceptor = (
  query: LogQuery,
  scope: JournalScope,
): ((record: RawRecord) => boolean) => {
  try {
    return acceptorOf(query, scope);
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw fail('log-pattern', { pattern: query.text, detail });
  }
};
