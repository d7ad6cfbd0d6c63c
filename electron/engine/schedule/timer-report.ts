/** What is known of a timer: its schedule and its next runs. */
import { pairFaults } from '../../core/schedule/faults/pair-faults.ts';
import type { TimerReport } from '../../core/schedule/timer-report.ts';
import { isUp } from '../../core/units/unit.ts';
import type { CalendarReader } from '../../system/schedule/calendar-reader.ts';
import { triggersOf, type ReadTimer, type Timer } from './timer-reading.ts';

interface Deps {
  readTimer: ReadTimer;
  calendarReader: Pick<CalendarReader, 'nextRuns'>;
}

const nextCount = 10;
const limitMs = 10_000;

export const createTimerReport = ({ readTimer, calendarReader }: Deps) => {
  const nextOf = async (timer: Timer): Promise<TimerReport['next']> => {
    const { nextAt: at, times } = timer;
    const calendars = triggersOf(timer).filter(({ key }) => key === 'OnCalendar');
    const countsSpans = calendars.length < times.length;
    const signal = AbortSignal.timeout(limitMs);
    const asked = { from: Date.now(), count: nextCount, signal };
    const runs = await calendarReader.nextRuns(calendars, asked);
    // A random delay may put off a time that is over by now.
    const isPutOff = at !== null && at > asked.from && at < (runs.times[0] ?? Infinity);
    const planned = at !== null && (countsSpans || isPutOff) ? [at] : [];
    const all = [...new Set([...planned, ...runs.times])].sort((one, other) => one - other);
    return { at, times: all.slice(0, nextCount), countsSpans, changes: runs.changes };
  };

  /** @throws no-such-unit for what is no timer; as the inventory and systemd-analyze. */
  return async ({ unit }: { unit: string }): Promise<TimerReport> => {
    const { timer, service, loadState, schedule, own, ofService } = await readTimer(unit);
    return {
      schedule,
      isOn: isUp(timer),
      next: await nextOf(timer),
      lastAt: timer.lastAt,
      faults:
        service === null
          ? []
          : pairFaults(
              { timerName: timer.name, service, loadState },
              { timer: own, service: ofService },
            ),
    };
  };
};
