/**
 * The five fields of a line of a crontab. Source: get_list() and get_range() in entry.c of Debian’s cron 3.0pl1 and of
 * cronie, crontab(5). What the two read differently is refused here.
 */
import { lookUp } from '../../text/look-up.ts';
import { scheduleCronTexts } from '../../texts/schedule/cron.ts';

export type CronFieldName = 'minute' | 'hour' | 'day' | 'month' | 'weekday';

interface CronField {
  /** Sorted. Of the weekdays, 0 is Sunday, and 7 is, too. */
  values: readonly number[];
  /** Begins with `*`: as a day, it then restricts the other day instead of adding to it, even as a step. */
  isStar: boolean;
}

export type CronTimes = Record<CronFieldName, CronField>;

interface Limits {
  min: number;
  max: number;
  /** The first is `min`. */
  names: readonly string[];
}

export const cronLimits: Record<CronFieldName, Limits> = {
  minute: { min: 0, max: 59, names: [] },
  hour: { min: 0, max: 23, names: [] },
  day: { min: 1, max: 31, names: [] },
  month: {
    min: 1,
    max: 12,
    names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  },
  weekday: { min: 0, max: 7, names: 'sun mon tue wed thu fri sat sun'.split(' ') },
};

const cronFieldNames = Object.keys(cronLimits) as CronFieldName[];

const element = /^(?:\*|(\d+|[a-z]+)(?:-(\d+|[a-z]+))?)(?:\/(\d+))?$/i;

type Fault = 'unreadable' | 'outside' | 'backwards' | 'stepAlone' | 'stepZero';

const readElement = (text: string, { min, max, names }: Limits): number[] | Fault => {
  const [all, first, last, step] = element.exec(text) ?? [];
  if (all === undefined) return 'unreadable';
  const numberOf = (word: string): number =>
    /^\d/.test(word) ? Number(word) : names.indexOf(word.toLowerCase()) + min;
  const isUnknown = (word: string | undefined): boolean =>
    word !== undefined && /^[a-z]/i.test(word) && !names.includes(word.toLowerCase());
  if (isUnknown(first) || isUnknown(last)) return 'unreadable';
  if (step !== undefined && first !== undefined && last === undefined) return 'stepAlone';
  const from = first === undefined ? min : numberOf(first);
  const to = last !== undefined ? numberOf(last) : first === undefined ? max : from;
  const every = Number(step ?? 1);
  if (from < min || from > max || to < min || to > max) return 'outside';
  if (every === 0) return 'stepZero';
  if (from > to) return 'backwards';
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, at) => from + at * every);
};

/** A field may be as long as the line. */
const shownMax = 40;

export const shownField = (text: string): string =>
  text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;

const sorted = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** The field, or why cron doesn’t read it. */
const readCronField = (name: CronFieldName, text: string): CronField | { why: string } => {
  const limits = cronLimits[name];
  const values: number[] = [];
  for (const part of text.split(',')) {
    const read = readElement(part, limits);
    if (typeof read === 'string') {
      const { min, max } = limits;
      const field = scheduleCronTexts.fields[name];
      return { why: scheduleCronTexts.faults[read]({ field, text: shownField(part), min, max }) };
    }
    values.push(...read);
  }
  return {
    values: sorted(name === 'weekday' ? values.map((day) => day % 7) : values),
    isStar: text.startsWith('*'),
  };
};

/** The shorthands that Debian’s cron and cronie know, as five fields. */
const shorthands: Record<string, string> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

export const cronShorthands: readonly string[] = [...Object.keys(shorthands), '@reboot'];

/** The five fields of a shorthand. */
export const fieldsOfShorthand = (word: string): string[] | null =>
  lookUp(shorthands, word)?.split(' ') ?? null;

/** @param fields five of them. */
export const readCronTimes = (fields: readonly string[]): CronTimes | { why: string } => {
  const times: Partial<CronTimes> = {};
  for (const [at, name] of cronFieldNames.entries()) {
    const field = readCronField(name, fields[at] ?? '');
    if ('why' in field) return field;
    times[name] = field;
  }
  return times as CronTimes;
};
