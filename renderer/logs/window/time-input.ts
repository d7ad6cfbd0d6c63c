/** Milliseconds ↔ the value of an input of type datetime-local, which is without a zone: the one here. */

import { localTime } from '../../../electron/core/text/local-time.ts';

export const localInput = (ms: number | null): string => (ms === null ? '' : localTime(ms, 'T'));

/** null for an empty or half-typed one. */
export const msOfInput = (value: string): number | null => {
  const ms = new Date(value).getTime();
  return Number.isNaN(ms) || ms < 0 ? null : ms;
};

export const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);
