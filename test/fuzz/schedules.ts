/**
 * Schedules in words → a timer’s file → the same words. The machine’s systemd-analyze must accept a sample of them, and
 * their next runs must be those that the words mean, also where the clocks change.
 */
import { isDeepStrictEqual } from 'node:util';
import { calendarRuns, timeSpan } from '../../electron/core/commands.ts';
import { clockChanges } from '../../electron/core/schedule/calendar/clock-changes.ts';
import {
  readCalendarRuns,
  readSpanMs,
  type CalendarRuns,
} from '../../electron/core/schedule/next-runs.ts';
import { intervalOf, readSchedule, whenOf } from '../../electron/core/schedule/read-timer.ts';
import type { Schedule, When } from '../../electron/core/schedule/schedule.ts';
import { setSchedule } from '../../electron/core/schedule/timer-edit.ts';
import { timerSettings, triggersOf } from '../../electron/core/schedule/timer-settings.ts';
import { readCalendarTime } from '../../electron/core/schedule/calendar/calendar-time.ts';
import { readTimeSpan } from '../../electron/core/syntax/time-span.ts';
import { parseText, type UnitFile } from '../../electron/core/syntax/unit-file.ts';
import { analyzed } from './analyzed.ts';
import { compareCrontab } from './crontab-runs.ts';
import { randomOfRun, type Random } from './random.ts';
import { comingTimes, randomSchedule } from './random-schedule.ts';
import type { Failure, Outcome } from './report.ts';

const fileOf = (random: Random, schedule: Schedule): UnitFile => {
  const lines = timerSettings(schedule).flatMap(({ key, value }) => [
    ...(random.chance(4) ? [random.pick(['# a', '; b', '', 'Unit=a.service', 'OnBadSec=1'])] : []),
    `${key}${random.pick(['=', ' = '])}${value}`,
  ]);
  return parseText(['[Unit]', 'Description=a', '[Timer]', ...lines, '[Install]', ''].join('\n'));
};

const withoutTriggers = (file: UnitFile): string[] =>
  file.assignments
    .filter(({ section }) => section !== 'Timer')
    .map(({ section, key, value }) => `[${section}] ${key}=${value}`);

/** The order of what starts a job means nothing. */
const sorted = ({ when, ...options }: Schedule): unknown => ({
  ...options,
  when:
    when.kind === 'by-hand'
      ? when.triggers.map(({ key, value }) => `${key}=${value}`).sort()
      : when,
});

const compareWords = (seed: number, run: number): Failure[] => {
  const random = randomOfRun(seed, run);
  const [schedule, other] = [randomSchedule(random), randomSchedule(random)];
  const file = fileOf(random, schedule);
  const read = readSchedule(file.assignments);
  const failure = (what: string, details: Record<string, unknown>): Failure[] => [
    { run, what, details },
  ];
  if (!isDeepStrictEqual(read, schedule))
    return failure('the words of a file', { schedule, read, text: Buffer.from(file.bytes) });
  if (!Buffer.from(setSchedule(file, schedule).bytes).equals(file.bytes))
    return failure('the same schedule changes a file', { schedule });
  const changed = setSchedule(file, other);
  const reread = readSchedule(changed.assignments);
  if (!isDeepStrictEqual(sorted(reread), sorted(other)))
    return failure('the words of a changed file', { schedule, other, reread });
  return isDeepStrictEqual(withoutTriggers(changed), withoutTriggers(file))
    ? []
    : failure('another section of a changed file', { schedule, other });
};

const count = 10;

const readRuns = async (
  text: string,
  after: number,
  { times = count, zone = 'UTC' } = {},
): Promise<CalendarRuns | null> =>
  readCalendarRuns(await analyzed(calendarRuns([text], times, after), zone));

const zone = 'Europe/Berlin';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** When summer time begins and ends: at 1:00 UTC. Hours ahead of UTC. */
const changes = [
  { at: Date.UTC(2027, 2, 28, 1), before: 1, later: 2 },
  { at: Date.UTC(2027, 9, 31, 1), before: 2, later: 1 },
];
type Change = (typeof changes)[number];

/** From a day before a change until a day after it: none in the hour that is missing, one in the hour that comes twice. */
const timesInBerlin = (when: When, { at, before, later }: Change) => {
  const wall = (comingTimes(when, at + before * hourMs - dayMs, 5000) ?? []).filter(
    (time) => time <= at + later * hourMs + dayMs,
  );
  const inHour = (time: number): boolean =>
    time >= at + Math.min(before, later) * hourMs && time < at + Math.max(before, later) * hourMs;
  const times = wall
    .filter((time) => !(later > before && inHour(time)))
    .map((time) => time - (time < at + before * hourMs ? before : later) * hourMs);
  return { times, isInHour: wall.some(inHour) };
};

const compareZone = async (run: number, when: When, text: string): Promise<Failure[]> => {
  const change = changes[run % 2] ?? { at: 0, before: 0, later: 0 };
  const expected = timesInBerlin(when, change);
  const [from, to] = [change.at - dayMs, change.at + dayMs];
  const runs = await readRuns(text, from, { times: 5000, zone });
  const theirs = runs?.times.filter((at) => at <= to);
  const time = readCalendarTime(`${text} ${zone}`);
  const [said] = time === null ? [] : clockChanges(from, to, [time]);
  return isDeepStrictEqual(theirs, expected.times) &&
    said?.at === change.at &&
    (said.effect !== null) === expected.isInHour
    ? []
    : [
        {
          run,
          what: 'the runs where clocks change',
          details: { when, text, change, said, theirs, expected },
        },
      ];
};

/** What the machine’s systemd says about the schedule of a run. */
const compareSystemd = async (seed: number, run: number): Promise<Failure[]> => {
  const random = randomOfRun(seed, run);
  const { when } = randomSchedule(random);
  if (when.kind === 'by-hand') return [];
  const failures: Failure[] = [];
  for (const { key, value } of triggersOf(when)) {
    if (key !== 'OnCalendar') {
      const theirs = readSpanMs(await analyzed(timeSpan(value)));
      if (theirs === (readTimeSpan(value) ?? NaN) / 1000 && intervalOf(value) !== null) continue;
      failures.push({ run, what: 'a span', details: { value, theirs } });
      continue;
    }
    const after = Date.UTC(2026, random.number(24), 1 + random.number(28), random.number(24), 1);
    const runs = await readRuns(value, after);
    const expected = comingTimes(when, after, count);
    if (!isDeepStrictEqual(runs?.times, expected))
      failures.push({
        run,
        what: 'the next runs',
        details: { when, value, after, runs, expected },
      });
    const normal = whenOf([{ key, value: runs?.normalized ?? '' }]);
    // systemd writes neighbouring days as a range, and all days as none.
    if (!isDeepStrictEqual(normal, when) && when.kind !== 'weekly')
      failures.push({ run, what: 'the normalized form', details: { when, normal } });
    failures.push(...(await compareZone(run, when, value)));
  }
  return failures;
};

/** Of so many schedules, one is compared with systemd, and one line of a crontab. */
const [perSystemd, perCron] = [50, 40];
/** They wait for systemd-analyze most of the time. */
const atOnce = 4;

const inBatches = async (
  runs: number,
  compare: (run: number) => Promise<Failure[]>,
): Promise<Failure[]> => {
  const failures: Failure[] = [];
  for (let first = 0; first < runs; first += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, runs - first) }, (_, at) => first + at);
    failures.push(...(await Promise.all(batch.map(compare))).flat());
  }
  return failures;
};

/** A run is a schedule in words; some are also compared with systemd, and others with lines of a crontab. */
export const fuzzSchedules = async (seed: number, runs: number): Promise<Outcome> => {
  const failures: Failure[] = [];
  for (let run = 0; run < runs; run += 1) failures.push(...compareWords(seed, run));
  const [samples, lines] = [Math.ceil(runs / perSystemd), Math.ceil(runs / perCron)];
  failures.push(...(await inBatches(samples, (run) => compareSystemd(seed, run))));
  const compared = { times: 0 };
  failures.push(...(await inBatches(lines, (run) => compareCrontab(seed, run, compared))));
  console.log(
    `${samples} schedules compared with systemd-analyze, and ${lines} lines of crontabs: ${compared.times} runs`,
  );
  return { runs, failures };
};
