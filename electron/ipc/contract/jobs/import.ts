/** Jobs from a crontab, and services from autostart entries. */
import * as v from 'valibot';
import { versionPattern } from '../../../core/files/unit-files.ts';
import type { AutostartView } from '../../../core/import/autostart-choices.ts';
import type { CronView } from '../../../core/import/cron-import.ts';
import { list, method, nothing, text } from '../method.ts';

const lineNumber = v.pipe(v.number(), v.integer(), v.minValue(1));
const version = v.pipe(v.string(), v.regex(versionPattern));

export const importMethods = {
  /** The lines of the person’s crontab that run something, and what each would become. */
  crontab: method<CronView>()(nothing),
  /** Makes jobs of these lines of the crontab that was read; returns how many. */
  importCron: method<number>()(
    v.strictObject({
      version,
      lines: list(lineNumber, 10_000),
      commentsOut: v.boolean(),
    }),
  ),
  /** The person’s autostart entries, and what each would become. */
  autostartEntries: method<AutostartView>()(nothing),
  /** Makes services of these entries, by their file names; returns how many. */
  importAutostart: method<number>()(
    v.strictObject({
      version,
      files: list(text(255), 10_000),
      switchesOff: v.boolean(),
      needsScreen: v.boolean(),
    }),
  ),
};
