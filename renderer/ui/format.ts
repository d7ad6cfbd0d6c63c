/** Numbers and times as people read them. */

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const plural = (count: number, word: string): string =>
  `${String(count)} ${word}${count === 1 ? '' : 's'}`;

/** `12 s`, `5 min`, `3 h 5 min`, `2 days`: seconds → a span no more exact than one needs. */
export const span = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < minute) return `${String(whole)} s`;
  if (whole < hour) return `${String(Math.floor(whole / minute))} min`;
  if (whole < day) {
    const minutes = Math.floor((whole % hour) / minute);
    return `${String(Math.floor(whole / hour))} h${minutes === 0 ? '' : ` ${String(minutes)} min`}`;
  }
  return plural(Math.floor(whole / day), 'day');
};

export const ago = (at: number, now: number): string => `${span((now - at) / 1000)} ago`;

/** How long a command took. */
export const duration = (ms: number): string =>
  ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

export const bytes = (count: number): string => {
  const power = count < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(count) / 10));
  const value = count / 1024 ** power;
  return `${power === 0 ? String(count) : value.toFixed(1)} ${units[power] ?? ''}`;
};

/** Of one core, so more than 100 % with several. */
export const percent = (value: number): string =>
  `${value === 0 || value >= 10 ? String(Math.round(value)) : value.toFixed(1)} %`;

/** The round number at which a scale of percents ends: 1, 2, 5, 10, … */
export const percentTop = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return ([1, 2, 5].find((step) => step * power >= most) ?? 10) * power;
};

/** The same for bytes: powers of two, from 1 MiB. */
export const bytesTop = (most: number): number =>
  2 ** Math.max(20, Math.ceil(Math.log2(Math.max(most, 1))));

/** CPU time used in all. */
export const cpuTime = (nanoseconds: number): string => {
  const seconds = nanoseconds / 1e9;
  return seconds < minute ? `${seconds.toFixed(seconds < 10 ? 2 : 1)} s` : span(seconds);
};

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });

export const dateTime = (at: number): string => moment.format(at);
export const clockTime = (at: number): string => clock.format(at);
