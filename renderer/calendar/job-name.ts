import { readableName } from '../../electron/core/names/unit-escape.ts';
import { prefixOf } from '../../electron/core/names/unit-name.ts';

/** A job by its timer, without the suffix. */
export const jobName = (timer: string): string => readableName(prefixOf(timer));
