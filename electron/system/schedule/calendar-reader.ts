/**
 * When a schedule comes next, as the systemd at hand says: `systemd-analyze calendar` and `timespan`, which need no manager
 * and take 10 to 20 ms. core/schedule/next-runs.ts says what they print.
 */
import { calendarRuns, timeSpan, type Command } from '../../core/commands.ts';
import { fail, type ProblemError } from '../../core/problems/problem.ts';
import { clockChanges } from '../../core/schedule/calendar/clock-changes.ts';
import {
  readAllCalendarRuns,
  readCalendarRuns,
  readSpanMs,
  relativeRuns,
  soonest,
  type CalendarRuns,
  type NextRuns,
  type TriggerSpan,
} from '../../core/schedule/next-runs.ts';
import type { Trigger } from '../../core/schedule/schedule.ts';
import { readCalendarTime } from '../../core/schedule/calendar/calendar-time.ts';
import { createFew } from '../../host/async/few.ts';
import { expectSuccess, wordsOf, type Runner } from '../../host/runner.ts';

/** An expression may keep it busy; people wait for it while they type. */
const limitMs = 5_000;
/** A run takes up to 200 bytes, and 1 MiB of what a program prints is kept. */
const mostRunsAtOnce = 4000;

interface Asked {
  /** In milliseconds since the epoch. */
  from: number;
  count: number;
  /** Aborted when the person types on. */
  signal: AbortSignal;
}

/** @throws what `refused` makes if systemd can’t read it; the signal’s reason once aborted; program-missing. */
const ask = async <Answer>(
  runner: Runner,
  command: Command,
  { signal }: Pick<Asked, 'signal'>,
  {
    read,
    refused,
  }: {
    read: (output: string) => Answer | null;
    refused: (words: string | null) => ProblemError;
  },
): Promise<Answer> => {
  const record = await runner.run(command, { signal, timeoutMs: limitMs });
  signal.throwIfAborted();
  if (record.failure !== null) expectSuccess(record);
  const answer = record.exitCode === 0 ? read(record.stdout) : null;
  if (answer === null) throw refused(wordsOf(record));
  return answer;
};

export const createCalendarReader = (runner: Runner) => {
  /** Of one expression of OnCalendar=, with its specifiers expanded. @throws calendar-refused, as `nextRuns`. */
  const runsOf = (text: string, asked: Asked): Promise<CalendarRuns> =>
    ask(runner, calendarRuns([text], asked.count, asked.from), asked, {
      read: readCalendarRuns,
      refused: (words) => fail('calendar-refused', { text }, words),
    });

  /** In milliseconds. @throws span-refused, as `nextRuns`. */
  const spanOf = (text: string, asked: Pick<Asked, 'signal'>): Promise<number> =>
    ask(runner, timeSpan(text), asked, {
      read: readSpanMs,
      refused: (words) => fail('span-refused', { text }, words),
    });

  const few = createFew(2, 'oldest');
  const runsOfSome = async (
    texts: readonly string[],
    { count, from, signal }: Asked,
  ): Promise<Map<string, CalendarRuns>> => {
    const record = await runner.run(calendarRuns(texts, count, from), {
      signal,
      timeoutMs: limitMs,
    });
    signal.throwIfAborted();
    // One that it can’t read makes it fail, after it has printed the others.
    if (record.failure !== null) expectSuccess(record);
    return readAllCalendarRuns(record.stdout);
  };

  return {
    runsOf,
    /** Of several in one call, by their text; those that systemd can’t read are missing. @throws as `nextRuns`. */
    runsOfAll: async (
      texts: readonly string[],
      asked: Asked,
    ): Promise<Map<string, CalendarRuns>> => {
      const each = Math.max(1, Math.floor(mostRunsAtOnce / asked.count));
      const found = await Promise.all(
        Array.from({ length: Math.ceil(texts.length / each) }, (_, part) =>
          few(() => runsOfSome(texts.slice(part * each, (part + 1) * each), asked)),
        ),
      );
      return new Map(found.flatMap((runs) => [...runs]));
    },
    /**
     * Of all triggers of a timer together.
     * @throws calendar-refused, span-refused, program-missing, program-timed-out; the signal’s reason once aborted.
     */
    nextRuns: async (triggers: readonly Trigger[], asked: Asked): Promise<NextRuns> => {
      const calendars: { text: string; runs: CalendarRuns }[] = [];
      const spans: TriggerSpan[] = [];
      for (const { key, value } of triggers) {
        if (key === 'OnCalendar') calendars.push({ text: value, runs: await runsOf(value, asked) });
        else if (key.endsWith('Sec')) spans.push({ key, ms: await spanOf(value, asked) });
      }
      const times = soonest(
        calendars.map(({ runs }) => runs),
        asked.count,
      );
      return {
        normalized: calendars.map(({ runs }) => runs.normalized),
        times,
        relative: relativeRuns(spans, asked.count),
        changes: clockChanges(
          asked.from,
          times.at(-1) ?? asked.from,
          calendars.map(({ text }) => readCalendarTime(text)).filter((time) => time !== null),
        ),
      };
    },
  };
};

export type CalendarReader = ReturnType<typeof createCalendarReader>;
