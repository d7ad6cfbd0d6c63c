/** Times as people write them for cron(8) → calendar times of systemd.time(7). */
import { lookUp } from '../../../text/look-up.ts';
import { readCalendarTime } from '../../../syntax/calendar-time.ts';

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

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A step, `1-5`, or `1,2` → the same for systemd. Ranges with steps stay out: cron’s are written differently. */
const field = (text: string, start: string): string | null => {
  if (text === '*') return '*';
  const step = /^\*\/(\d+)$/.exec(text)?.[1];
  if (step !== undefined) return `${start}/${step}`;
  return /^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(text) ? text.replaceAll('-', '..') : null;
};

const weekdays = (text: string): string | null => {
  if (text === '*') return '';
  const named = text.replace(/\d+/g, (digit) => dayNames[Number(digit)] ?? '?');
  return /^[A-Za-z]{3}(?:-[A-Za-z]{3})?(?:,[A-Za-z]{3}(?:-[A-Za-z]{3})?)*$/.test(named)
    ? `${named.replaceAll('-', '..')} `
    : null;
};

const ofCron = (text: string): string | null => {
  const [minute = '', hour = '', day = '', month = '', weekday, ...more] = text.trim().split(/\s+/);
  if (weekday === undefined || more.length > 0) return null;
  // Given both, cron runs on days that match either, systemd on days that match both.
  if (day !== '*' && weekday !== '*') return null;
  const parts = [field(minute, '0'), field(hour, '0'), field(day, '1'), field(month, '1')];
  const days = weekdays(weekday);
  if (days === null || parts.includes(null)) return null;
  const [minutes, hours, dates, months] = parts;
  return `${days}*-${months ?? '*'}-${dates ?? '*'} ${hours ?? '*'}:${minutes ?? '*'}:00`;
};

/** null if it isn’t certain what was meant. */
export const meantCalendarTime = (text: string): string | null => {
  const word = text.trim().toLowerCase();
  const meant = lookUp(words, word) ?? ofCron(text);
  return meant !== null && readCalendarTime(meant) !== null ? meant : null;
};
