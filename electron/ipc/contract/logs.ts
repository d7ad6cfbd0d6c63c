/** Inputs of the log's methods. */
import * as v from 'valibot';
import { exportFormats } from '../../core/logs/export.ts';
import { isUnitName } from '../../core/names/unit-name.ts';

/** As sd_journal_get_cursor(3) makes them; anything else never reaches journalctl. */
const cursor = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^[a-z]=[0-9a-f]+(;[a-z]=[0-9a-f]+)*$/),
);
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
export const unitName = v.pipe(
  v.string(),
  v.maxLength(255),
  v.check(isUnitName, 'not a unit name'),
);
const number = v.pipe(v.number(), v.integer(), v.minValue(0));

export const logQuery = v.strictObject({
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

export const logRead = v.strictObject({
  read: number,
  query: logQuery,
  place,
  direction: v.picklist(['older', 'newer']),
  /** Lines at most. */
  count: v.pipe(number, v.minValue(1), v.maxValue(2_000_000)),
});
export const logFollow = v.strictObject({
  read: number,
  query: logQuery,
  after: v.nullable(cursor),
});
export const logStop = v.strictObject({ read: number });
export const logByCursor = v.strictObject({ cursor });
export const logCopy = v.strictObject({ query: logQuery, from: cursor, to: cursor });
export const logExport = v.strictObject({
  query: logQuery,
  format: v.picklist(exportFormats),
  range: v.nullable(v.strictObject({ from: cursor, to: cursor })),
});
