/** The journal: read, follow, copy, export. */
import * as v from 'valibot';
import type { EmptyLog, JournalAccess } from '../../core/logs/empty-reason.ts';
import { exportFormats, type LogExport } from '../../core/logs/export.ts';
import type { LogField, LogReading } from '../../core/logs/messages.ts';
import type { JournalBoot, UnassignedLines } from '../../core/logs/query.ts';
import { byName, event, list, method, nothing, unitName } from './method.ts';

/** The format of sd_journal_get_cursor(3); nothing else reaches journalctl. */
const cursor = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^[a-z]=[0-9a-f]+(;[a-z]=[0-9a-f]+)*$/),
);
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const number = v.pipe(v.number(), v.integer(), v.minValue(0));

const byCursor = v.strictObject({ cursor });

const logQuery = v.strictObject({
  units: list(unitName, 50),
  priority: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7)),
  boot: v.nullable(id),
  since: v.nullable(time),
  until: v.nullable(time),
  // A NUL would end the argument.
  text: v.pipe(v.string(), v.maxLength(1000), v.excludes('\0')),
  regex: v.boolean(),
  caseSensitive: v.boolean(),
  invocation: v.nullable(id),
  manager: v.boolean(),
  processes: list(v.strictObject({ pid: number, boot: id, from: time, to: time }), 50),
});

const place = v.variant('kind', [
  v.strictObject({ kind: v.literal('end') }),
  v.strictObject({ kind: v.literal('start') }),
  v.strictObject({ kind: v.literal('cursor'), cursor }),
  v.strictObject({ kind: v.literal('line'), cursor }),
  v.strictObject({ kind: v.literal('time'), at: time }),
]);

export const logsMethods = {
  /** Starts sending `log` events for a read; stops an earlier read with the same number. */
  readLog: method<void>()(
    v.strictObject({
      read: number,
      query: logQuery,
      place,
      direction: v.picklist(['older', 'newer']),
      /** Maximum lines. */
      count: v.pipe(number, v.minValue(1), v.maxValue(2_000_000)),
    }),
  ),
  /** The same for new lines after a cursor, until stopped. */
  followLog: method<void>()(
    v.strictObject({ read: number, query: logQuery, after: v.nullable(cursor) }),
  ),
  stopLog: method<void>()(v.strictObject({ read: number })),
  closeLog: method<void>()(nothing),
  logBoots: method<JournalBoot[]>()(nothing),
  /** The invocation ID of the unit's last run; null if the journal has none. */
  logRun: method<string | null>()(byName),
  /** Whether the person may read their journal. */
  journalAccess: method<JournalAccess>()(nothing),
  /** Lines of the unit’s last run that have no unit. */
  unassignedLog: method<UnassignedLines>()(byName),
  logFields: method<LogField[]>()(byCursor),
  whyLogEmpty: method<EmptyLog>()(logQuery),
  /** Returns how many lines were copied. */
  copyLog: method<number>()(v.strictObject({ query: logQuery, from: cursor, to: cursor })),
  /** `printf` if the message isn't text: copies a command that prints its bytes. */
  copyLogMessage: method<'text' | 'printf'>()(byCursor),
  /** Asks the user for a file; `logExport` events report progress. */
  exportLog: method<void>()(
    v.strictObject({
      query: logQuery,
      format: v.picklist(exportFormats),
      range: v.nullable(v.strictObject({ from: cursor, to: cursor })),
    }),
  ),
  stopExport: method<void>()(nothing),
  dismissExport: method<void>()(nothing),
  currentExport: method<LogExport | null>()(nothing),
};

export const logsEvents = {
  log: event<LogReading>(),
  logExport: event<LogExport | null>(),
};
