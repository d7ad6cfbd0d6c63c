/** What a transaction log may say of an import: new unit files, timers, and lines of the crontab. */
import * as v from 'valibot';
import { managerUnit } from '../../core/transactions/transaction.ts';
import { bytes, unit, version, type Below } from './record-values.ts';

const linesMax = 10_000;
const numbers = v.pipe(v.array(v.number()), v.maxLength(linesMax));
const lines = v.pipe(v.array(bytes), v.maxLength(linesMax));

/** Only brings lines back that are there, commented out. */
export const crontabSchema = v.object({
  do: v.literal('put-back-crontab'),
  numbers: v.optional(numbers, []),
  lines,
});

export const importSchema = (units: Below) =>
  v.object({
    kind: v.literal('import'),
    unit: v.literal(managerUnit),
    files: v.pipe(v.array(v.object({ path: units, bytes })), v.maxLength(2 * linesMax)),
    timers: v.pipe(v.array(v.object({ unit, now: v.boolean() })), v.maxLength(linesMax)),
    crontab: v.nullable(
      v.object({
        before: version,
        numbers,
        lines,
      }),
    ),
  });
