/** The runs of a unit. */
import * as v from 'valibot';
import type { RunHistory } from '../../core/runs/run.ts';
import { method, unitName } from './method.ts';

export const runsMethods = {
  /** The last `count` runs, newest first. */
  runs: method<RunHistory>()(
    v.strictObject({
      unit: unitName,
      count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
    }),
  ),
};
