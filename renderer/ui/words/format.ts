/** Numbers and times as people read them, in the displayed language. */
import { languageTag } from '../../../electron/core/texts/texts.ts';
import { span } from '../../../electron/core/text/span.ts';

export { ago, span } from '../../../electron/core/text/span.ts';

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

const inBytes = madeOnce(
  (language) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: 'byte',
      unitDisplay: 'long',
      useGrouping: false,
    }),
);

/** How long a command took. */
export const duration = (ms: number): string =>
  ms < 1000 ? `${decimal(ms, 0)} ms` : `${decimal(ms / 1000, 1)} s`;

/** How long a run took, which may be days. */
export const lengthText = (ms: number): string => (ms < 60_000 ? duration(ms) : span(ms / 1000));

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
  return seconds < 60 ? `${decimal(seconds, seconds < 10 ? 2 : 1)} s` : span(seconds);
};

const moments = madeOnce(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }),
);
const clocks = madeOnce(
  (language) => new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }),
);
const weekdayTimes = madeOnce(
  (language) =>
    new Intl.DateTimeFormat(language, {
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
);

/** @param at milliseconds since the epoch, here and below. */
export const dateTime = (at: number): string => moments().format(at);
export const clockTime = (at: number): string => clocks().format(at);
export const weekdayTime = (at: number): string => weekdayTimes().format(at);
