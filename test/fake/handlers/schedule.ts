/** A timer of the fake runs each night at three, unless the scene says otherwise; the next runs of a form: each day at nine for what is by the calendar, else counted from the start of the timer. */
import { clockChanges } from '../../../electron/core/schedule/calendar/clock-changes.ts';
import { triggersOf } from '../../../electron/core/schedule/timer-settings.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { scheduleMethods } from '../../../electron/ipc/contract/schedule.ts';
import { missedReport, timerReport } from '../makers.ts';
import type { Scene } from '../scene.ts';

const dayMs = 86_400_000;
const count = 10;

export const scheduleHandlers = (scene: Scene): HandlersOf<typeof scheduleMethods> => ({
  timerReport: () => timerReport(scene.timer),
  agenda: ({ from, to }) => ({
    from,
    to,
    now: Date.now(),
    jobs: (scene.jobs ?? []).map((job) => ({
      ...job,
      runs: job.runs.filter((run) => run.to >= from && run.from < to),
      next: job.next.filter((at) => at >= from && at < to),
      // Like the engine, which tells of it only where it isn’t known to the end.
      everyMs: (job.next.at(-1) ?? 0) < to ? job.everyMs : null,
    })),
    knownSince: scene.pastUnknown === true ? null : from,
  }),
  missedRuns: () => scene.missed ?? missedReport(),
  nextRuns: ({ when }) => {
    const from = Date.now();
    const normalized = triggersOf(when)
      .filter(({ key }) => key === 'OnCalendar')
      .map(({ value }) => value);
    const first = new Date(from + dayMs).setHours(9, 0, 0, 0);
    const each = Array.from({ length: count }, (_, at) => at * dayMs);
    return {
      kind: 'runs',
      from,
      runs: {
        normalized,
        times: normalized.length === 0 ? [] : each.map((offset) => first + offset),
        relative: normalized.length === 0 ? [{ from: 'timer', offsets: each }] : [],
        changes: clockChanges(from, first, []),
      },
    };
  },
});
