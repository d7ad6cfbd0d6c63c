/** Jobs from a crontab. */
import * as v from 'valibot';
import { versionPattern } from '../../../core/files/unit-files.ts';
import type { CronView } from '../../../core/import/cron-import.ts';
import { list, method, nothing } from '../method.ts';

const lineNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

export const importMethods = {
  /** The lines of the person’s crontab that run something, and what each would become. */
  crontab: method<CronView>()(nothing),
  /** Makes jobs of these lines of the crontab that was read; returns how many. */
  importCron: method<number>()(
    v.strictObject({
      version: v.pipe(v.string(), v.regex(versionPattern)),
      lines: list(lineNumber, 10_000),
      commentsOut: v.boolean(),
    }),
  ),
};
