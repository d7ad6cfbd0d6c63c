/** What a transaction log may say of an import: new unit files, timers, lines of the crontab, and autostart entries. */
import path from 'node:path';
import * as v from 'valibot';
import type { ImportPlan } from '../../core/transactions/import-plan.ts';
import { managerUnit } from '../../core/transactions/transaction.ts';
import { bytes, text, unit, version, type Below, type UndoSchemas } from './record-values.ts';

const linesMax = 10_000;
const numbers = v.pipe(v.array(v.number()), v.maxLength(linesMax));
const lines = v.pipe(v.array(bytes), v.maxLength(linesMax));

/** Only brings lines back that are there, commented out. */
export const crontabSchema = v.object({
  do: v.literal('put-back-crontab'),
  numbers: v.optional(numbers, []),
  lines,
});

/** A file of the folder itself, as desktops read no others. */
const entrySchema = (folder: string) =>
  v.object({
    path: v.pipe(
      v.string(),
      v.maxLength(4096),
      v.check(
        (at) =>
          /^[^/\0]+\.desktop$/.test(path.basename(at)) &&
          at === path.join(folder, path.basename(at)),
        'no autostart entry',
      ),
    ),
    bytes,
    link: v.nullable(text),
  });

/** @param autostart the person’s folder of autostart entries. */
export const importSchema = (units: Below, autostart: string) =>
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
    autostart: v.exactOptional(
      v.object({
        services: v.pipe(v.array(unit), v.maxLength(linesMax)),
        entries: v.pipe(v.array(entrySchema(autostart)), v.maxLength(linesMax)),
      }),
    ),
  });

/** Of what somebody else wrote, only the entries that the plan names. @param schemasIn for files in these places. */
export const importUndoSchemas = (
  { autostart }: ImportPlan,
  ofUnits: UndoSchemas,
  schemasIn: (places: Below) => UndoSchemas,
): UndoSchemas => {
  const entries = schemasIn(v.picklist((autostart?.entries ?? []).map((entry) => entry.path)));
  return { ...ofUnits, 'restore-file': entries['restore-file'], 'put-link': entries['put-link'] };
};
