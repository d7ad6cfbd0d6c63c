/** Milliseconds ↔ the value of a datetime-local input, which has no time zone: it is the local one. */

import { localTime } from '../../../electron/core/text/local-time.ts';

export const localInput = (ms: number | null): string => (ms === null ? '' : localTime(ms, 'T'));

/** null for an empty or incomplete value. */
export const msOfInput = (value: string): number | null => {
  const ms = new Date(value).getTime();
  return Number.isNaN(ms) || ms < 0 ? null : ms;
};

export const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);
