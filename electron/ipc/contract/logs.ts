/** The journal: read, followed, copied, exported. */
import * as v from 'valibot';
import type { EmptyLog } from '../../core/logs/empty-reason.ts';
import { exportFormats, type LogExport } from '../../core/logs/export.ts';
import type { LogField, LogReading } from '../../core/logs/messages.ts';
import type { JournalBoot } from '../../core/logs/query.ts';
import { byName, event, method, nothing, unitName } from './method.ts';

/** As sd_journal_get_cursor(3) makes them; anything else never reaches journalctl. */
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
  units: v.pipe(v.array(unitName), v.maxLength(50)),
  priority: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7)),
  boot: v.nullable(id),
  since: v.nullable(time),
  until: v.nullable(time),
  // A NUL would end an argument.
  text: v.pipe(v.string(), v.maxLength(1000), v.excludes('\0')),
  regex: v.boolean(),
  caseSensitive: v.boolean(),
  invocation: v.nullable(id),
  manager: v.boolean(),
});

const place = v.variant('kind', [
  v.strictObject({ kind: v.literal('end') }),
  v.strictObject({ kind: v.literal('start') }),
  v.strictObject({ kind: v.literal('cursor'), cursor }),
  v.strictObject({ kind: v.literal('time'), at: time }),
]);

export const logsMethods = {
  /** Starts to send `log` events for a read; a read of the same number before it ends. */
  readLog: method<void>()(
    v.strictObject({
      read: number,
      query: logQuery,
      place,
      direction: v.picklist(['older', 'newer']),
      /** Lines at most. */
      count: v.pipe(number, v.minValue(1), v.maxValue(2_000_000)),
    }),
  ),
  /** The same for what comes after a line, until it is stopped. */
  followLog: method<void>()(
    v.strictObject({ read: number, query: logQuery, after: v.nullable(cursor) }),
  ),
  stopLog: method<void>()(v.strictObject({ read: number })),
  closeLog: method<void>()(nothing),
  logBoots: method<JournalBoot[]>()(nothing),
  /** The id of the unit's last run; null when the journal knows none. */
  logRun: method<string | null>()(byName),
  logFields: method<LogField[]>()(byCursor),
  whyLogEmpty: method<EmptyLog>()(logQuery),
  /** Answers how many lines are in the clipboard. */
  copyLog: method<number>()(v.strictObject({ query: logQuery, from: cursor, to: cursor })),
  /** `printf` when the message is no text: a line that prints its bytes was copied. */
  copyLogMessage: method<'text' | 'printf'>()(byCursor),
  /** Asks the person for a file; `logExport` events say what becomes of it. */
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
