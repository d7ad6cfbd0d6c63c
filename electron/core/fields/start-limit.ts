/** When systemd stops trying, in words. */
import { readTimeSpan } from '../syntax/time-span.ts';
import { fieldsFormTexts } from '../texts/fields/form.ts';
import { readWhole } from './number-faults.ts';
import type { SettingItems } from './registry.ts';

/** The defaults of systemd-user.conf(5). */
const usual = { starts: '5', within: '10s' };

export const giveUpText = (items: SettingItems): string => {
  const typed = items.StartLimitBurst?.at(-1)?.trim() ?? usual.starts;
  const burst = readWhole(typed);
  const starts = burst === null ? typed : String(burst);
  const within = items.StartLimitIntervalSec?.at(-1)?.trim() ?? usual.within;
  if (readTimeSpan(within) === 0 || burst === 0) return fieldsFormTexts.neverGivesUp;
  return fieldsFormTexts.giveUp({ starts, within: /^\d+$/.test(within) ? `${within}s` : within });
};
