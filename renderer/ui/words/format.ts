/** Numbers and times as people read them, in the displayed language. */
import { languageTag } from '../../../electron/core/texts/texts.ts';
import { uiTexts } from '../../../electron/core/texts/ui.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** The displayed language with the person's region: `en-GB`. */
const locale = (): string =>
  navigator.languages.find((each) => each.split('-')[0] === languageTag()) ?? languageTag();

const madeOnce = <Formatter>(make: (locale: string) => Formatter): (() => Formatter) => {
  let made: Formatter | undefined;
  return () => (made ??= make(locale()));
};

const decimals = [0, 1, 2].map((digits) =>
  madeOnce(
    (language) =>
      new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      }),
  ),
);
const decimal = (value: number, digits: 0 | 1 | 2): string =>
  decimals[digits]?.().format(value) ?? '';

const inUnit = (unit: 'day' | 'byte'): (() => Intl.NumberFormat) =>
  madeOnce(
    (language) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'long',
        useGrouping: false,
      }),
  );
const inDays = inUnit('day');
const inBytes = inUnit('byte');

/** `12 s`, `5 min`, `3 h 5 min`, `2 days`: seconds → a duration no more exact than needed. */
export const span = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < minute) return `${String(whole)} s`;
  if (whole < hour) return `${String(Math.floor(whole / minute))} min`;
  if (whole < day) {
    const minutes = Math.floor((whole % hour) / minute);
    return `${String(Math.floor(whole / hour))} h${minutes === 0 ? '' : ` ${String(minutes)} min`}`;
  }
  return inDays().format(Math.floor(whole / day));
};

export const ago = (at: number, now: number): string => uiTexts.ago(span((now - at) / 1000));

/** How long a command took. */
export const duration = (ms: number): string =>
  ms < 1000 ? `${decimal(ms, 0)} ms` : `${decimal(ms / 1000, 1)} s`;

const units = ['KiB', 'MiB', 'GiB', 'TiB'];

export const bytes = (count: number): string => {
  const power = count < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(count) / 10));
  return power === 0
    ? inBytes().format(count)
    : `${decimal(count / 1024 ** power, 1)} ${units[power - 1] ?? ''}`;
};

/** Of one core, so several cores give more than 100 %. */
export const percent = (value: number): string =>
  `${decimal(value, value === 0 || value >= 10 ? 0 : 1)} %`;

/** The round number that ends a percent scale: 1, 2, 5, 10, … */
export const percentTop = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return ([1, 2, 5].find((step) => step * power >= most) ?? 10) * power;
};

/** The same for bytes: powers of two, from 1 MiB. */
export const bytesTop = (most: number): number =>
  2 ** Math.max(20, Math.ceil(Math.log2(Math.max(most, 1))));

/** Total CPU time. */
export const cpuTime = (nanoseconds: number): string => {
  const seconds = nanoseconds / 1e9;
  return seconds < minute ? `${decimal(seconds, seconds < 10 ? 2 : 1)} s` : span(seconds);
};

const moments = madeOnce(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }),
);
const clocks = madeOnce(
  (language) => new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }),
);

/** @param at milliseconds since the epoch, here and below. */
export const dateTime = (at: number): string => moments().format(at);
export const clockTime = (at: number): string => clocks().format(at);
