/** Lengths of time, and times of day, as people read them. */
import { number } from '../texts/counting.ts';
import { uiTexts } from '../texts/ui.ts';
import { two } from './local-time.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const inUnit = (seconds: number, unit: number): string => String(Math.floor(seconds / unit));

/** `12 s`, `5 min`, `3 h 5 min`, `2 days`: seconds → a duration no more exact than needed. */
export const span = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= day) return uiTexts.days(Math.floor(whole / day));
  if (whole < hour) return shortSpan(whole);
  const minutes = inUnit(whole % hour, minute);
  return minutes === '0' ? shortSpan(whole) : `${inUnit(whole, hour)} h ${minutes} min`;
};

/** `12 s`, `5 min`, `3 h`, `2 d`: for a row, in its largest unit only. */
export const shortSpan = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < minute) return `${String(whole)} s`;
  if (whole < hour) return `${inUnit(whole, minute)} min`;
  return whole < day ? `${inUnit(whole, hour)} h` : `${number(Math.floor(whole / day))} d`;
};

/** @param at milliseconds since the epoch, as `now`. */
export const ago = (at: number, now: number): string => uiTexts.ago(span((now - at) / 1000));

/** `03:00`, in this computer's time zone. @param at milliseconds since the epoch. */
export const timeOfDay = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** How many midnights lie between two moments: 0 for the same day, 1 for the next. */
export const daysUntil = (at: number, now: number): number => {
  const midnight = (of: number): number => new Date(of).setHours(0, 0, 0, 0);
  // A day with a change of the clock has 23 or 25 hours.
  return Math.round((midnight(at) - midnight(now)) / (day * 1000));
};
