/**
 * Random lines of crontabs: the next 2,000 runs within three years must be the same for croner, a cron library, and for
 * the machine’s systemd-analyze with the converted expressions.
 *
 * croner 11 has an option for what cron does if a day begins with `*`: both days must match then.
 */
import { isDeepStrictEqual } from 'node:util';
import { Cron } from 'croner';
import { calendarRuns } from '../../electron/core/commands.ts';
import { cronJobs } from '../../electron/core/schedule/cron/cron-jobs.ts';
import { readCrontab } from '../../electron/core/schedule/cron/crontab.ts';
import {
  readCalendarRuns,
  soonest,
  type CalendarRuns,
} from '../../electron/core/schedule/next-runs.ts';
import { triggersOf } from '../../electron/core/schedule/timer-settings.ts';
import { encodeUtf8 } from '../../electron/core/text/utf8.ts';
import { analyzed } from './analyzed.ts';
import { randomOfRun, type Random } from './random.ts';
import type { Failure } from './report.ts';

const count = 2000;
const yearsMs = 3 * 365.25 * 24 * 3_600_000;

const fields = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { min: 0, max: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
] as const;

type Field = (typeof fields)[number];

const valueText = (random: Random, { min, names }: Field, value: number): string => {
  const name = names[value - min];
  return name === undefined || !random.chance(4)
    ? String(value)
    : random.chance(2)
      ? name
      : name.toUpperCase();
};

const randomElement = (random: Random, field: Field): string => {
  const { min, max } = field;
  const [one, other] = [0, 0]
    .map(() => min + random.number(max - min + 1))
    .sort((a, b) => a - b) as [number, number];
  const step = 1 + random.number(max - min);
  const text = (value: number): string => valueText(random, field, value);
  const range = `${text(one)}-${text(other)}`;
  return random.pick([
    '*',
    text(one),
    text(one),
    text(other),
    range,
    `*/${step}`,
    other - one >= step ? `${range}/${step}` : range,
  ]);
};

const randomField = (random: Random, field: Field): string => {
  if (random.chance(3)) return '*';
  const elements = random.list(3, () => randomElement(random, field));
  return elements.length === 0 ? randomElement(random, field) : elements.join(',');
};

const shorthands = [
  '@hourly',
  '@daily',
  '@midnight',
  '@weekly',
  '@monthly',
  '@yearly',
  '@annually',
];

const randomLine = (random: Random): string =>
  random.chance(30)
    ? random.pick(shorthands)
    : fields.map((field) => randomField(random, field)).join(random.pick([' ', '\t', '  ']));

const runsOfCroner = (time: string, after: number): number[] => {
  const [, , day = '', , weekday = ''] = time.split(/[ \t]+/);
  const domAndDow = day.startsWith('*') || weekday.startsWith('*');
  const cron = new Cron(time.replace(/[ \t]+/g, ' '), { timezone: 'UTC', paused: true, domAndDow });
  return cron.nextRuns(count, new Date(after)).map((date) => date.getTime());
};

const runsOfSystemd = async (line: string, after: number): Promise<number[]> => {
  const [job] = cronJobs(readCrontab(encodeUtf8(line)));
  // What never comes isn’t converted.
  if (job?.conversion.kind !== 'converted') return [];
  const all: CalendarRuns[] = [];
  for (const { value } of triggersOf(job.conversion.when)) {
    const runs = readCalendarRuns(await analyzed(calendarRuns([value], count, after)));
    if (runs === null) throw new Error(`systemd refuses ${value}`);
    all.push(runs);
  }
  return soonest(all, count);
};

/** @param compared how many runs were compared so far. */
export const compareCrontab = async (
  seed: number,
  run: number,
  compared: { times: number },
): Promise<Failure[]> => {
  const random = randomOfRun(seed, run);
  const time = randomLine(random);
  const after = Date.UTC(2026, random.number(12), 1 + random.number(28), random.number(24));
  const within = (times: readonly number[]): number[] => times.filter((at) => at < after + yearsMs);
  const theirs = within(runsOfCroner(time, after));
  const ours = within(await runsOfSystemd(`${time} true\n`, after));
  compared.times += theirs.length;
  if (isDeepStrictEqual(ours, theirs)) return [];
  const at = theirs.findIndex((one, index) => one !== ours[index]);
  const [shown, other] = [theirs[at], ours[at]].map((ms) => new Date(ms ?? 0).toISOString());
  return [
    {
      run,
      what: 'a line of a crontab',
      details: { time, after, croner: shown, systemd: other, runs: [theirs.length, ours.length] },
    },
  ];
};
