/**
 * Steps with an end: `00..21/7` for `00/7`.
 *
 * systemd 252, measured in ten time zones: a step without an end runs past its field, and systemd continues from there.
 * Where clocks change in between, it leaves out a run, or gives up with “Infinite loop in calendar calculation”: the timer is then
 * `elapsed`, and never fires again. A step that ends where the next hour begins is safe (`*:00/15`), and one that ends with the
 * day, too, but for zones that skip midnight, such as Chile’s; with an end, all are.
 */
import { two } from '../../text/local-time.ts';
import { readCalendarTime } from './calendar-time.ts';

/** @param first is where the steps begin. @param max the largest value of the field. */
export const steps = (first: number, every: number, max: number): string => {
  const last = first + Math.floor((max - first) / every) * every;
  return `${two(first)}..${two(last)}/${String(every)}`;
};

const isEven = (first: number, every: number, max: number): boolean =>
  (max + 1 - first) % every === 0;

const openStep = /(^|,)(\d+)\/(\d+)(?=,|$)/g;

const bounded = (component: string, max: number): string =>
  component.replace(openStep, (all, before: string, first: string, every: string) =>
    isEven(Number(first), Number(every), max)
      ? all
      : before + steps(Number(first), Number(every), max),
  );

const inDate = (word: string): string => {
  const parts = word.split('-');
  const month = parts.length - 2;
  return parts
    .map((part, at) => (at < month ? part : bounded(part, at === month ? 12 : 31)))
    .join('-');
};

const inTime = (word: string): string =>
  word
    .split(':')
    .map((part, at) => bounded(part, at === 0 ? 23 : 59))
    .join(':');

/** The same calendar time with an end for each step that needs one; null if none does. */
export const withBoundedSteps = (text: string): string | null => {
  if (readCalendarTime(text) === null) return null;
  const safe = text.replace(/[^ ]+/g, (word) => {
    if (word.includes(':')) return inTime(word);
    // A `~` counts from the end, where nothing runs past.
    return /^[\d*][^~]*-/.test(word) && !word.includes('~') ? inDate(word) : word;
  });
  return safe === text ? null : safe;
};
