/** Times as people write them where systemd wants a calendar time of systemd.time(7) → what they mean. */
import { lookUp } from '../../text/look-up.ts';
import { readCalendarTime } from '../calendar/calendar-time.ts';
import { calendarsOf } from './cron-calendar.ts';
import { readCronTimes } from './cron-fields.ts';

const words: Record<string, string> = {
  '@hourly': 'hourly',
  '@daily': 'daily',
  '@midnight': 'daily',
  '@weekly': 'weekly',
  '@monthly': 'monthly',
  '@yearly': 'yearly',
  '@annually': 'yearly',
  midnight: 'daily',
  'every minute': 'minutely',
  'every hour': 'hourly',
  'every day': 'daily',
  'every week': 'weekly',
  'every month': 'monthly',
  'every year': 'yearly',
};

/** The five fields of cron as one calendar time; null for other texts, and for what takes two. */
const ofCron = (text: string): string | null => {
  const fields = text.trim().split(/\s+/);
  const times = fields.length === 5 ? readCronTimes(fields) : null;
  if (times === null || 'why' in times) return null;
  const [calendar, ...more] = calendarsOf(times);
  return calendar === undefined || more.length > 0 ? null : calendar;
};

/** null if it isn’t certain what was meant. */
export const meantCalendarTime = (text: string): string | null => {
  const meant = lookUp(words, text.trim().toLowerCase()) ?? ofCron(text);
  return meant !== null && readCalendarTime(meant) !== null ? meant : null;
};
