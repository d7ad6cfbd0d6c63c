/** When systemd stops trying, in words. */
import { readTimeSpan } from '../syntax/time-span.ts';
import { fieldsFormTexts } from '../texts/fields/form.ts';
import type { SettingItems } from './registry.ts';

/** The defaults of systemd-user.conf(5). */
const usual = { starts: '5', within: '10s' };

export const giveUpText = (items: SettingItems): string => {
  const starts = items.StartLimitBurst?.at(-1)?.trim() ?? usual.starts;
  const within = items.StartLimitIntervalSec?.at(-1)?.trim() ?? usual.within;
  if (readTimeSpan(within) === 0 || Number(starts) === 0) return fieldsFormTexts.neverGivesUp;
  return fieldsFormTexts.giveUp({ starts, within: /^\d+$/.test(within) ? `${within}s` : within });
};
