import { fail } from '../../core/problems/problem.ts';
import { triggersOf } from '../../core/schedule/timer-settings.ts';
import type { Runner } from '../../host/runner.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { scheduleMethods } from '../../ipc/contract/schedule.ts';
import type { Loginctl } from '../../system/login/loginctl.ts';
import { createCalendarReader } from '../../system/schedule/calendar-reader.ts';
import type { Bugs } from '../app/bugs.ts';
import { createAgenda, type AgendaDeps } from './jobs-agenda.ts';
import { createMissedLook, type MissedLookDeps } from './missed-look.ts';
import { createTimerReading, type TimerReadingDeps } from './timer-reading.ts';
import { createTimerReport } from './timer-report.ts';

const count = 10;

interface Deps extends TimerReadingDeps, Pick<MissedLookDeps, 'runs' | 'files'> {
  store: AgendaDeps['store'];
  journal: {
    files: AgendaDeps['journalFiles'];
    journalctl: MissedLookDeps['journalctl'] & AgendaDeps['journalctl'];
  };
  runner: Runner;
  loginctl: Pick<Loginctl, 'lingersSince'>;
  bugs: Pick<Bugs, 'toProblem'>;
}

export const scheduleHandlers = ({
  runner,
  loginctl: { lingersSince },
  bugs,
  journal: { files: journalFiles, journalctl },
  ...deps
}: Deps): HandlersOf<typeof scheduleMethods> => {
  const calendarReader = createCalendarReader(runner);
  const readTimer = createTimerReading(deps);
  /** What is being asked; a person types in one form at a time. */
  let current = new AbortController();
  return {
    nextRuns: async ({ when }) => {
      current.abort();
      const own = new AbortController();
      current = own;
      const from = Date.now();
      const triggers = triggersOf(when);
      try {
        // No program can be given it.
        const unsent = triggers.find(({ value }) => value.includes('\0'));
        if (unsent !== undefined) throw fail('calendar-refused', { text: unsent.value });
        const runs = await calendarReader.nextRuns(triggers, { from, count, signal: own.signal });
        return { kind: 'runs', from, runs };
      } catch (thrown) {
        return own.signal.aborted
          ? { kind: 'overtaken' }
          : { kind: 'refused', problem: bugs.toProblem(thrown) };
      }
    },
    timerReport: createTimerReport({ readTimer, calendarReader }),
    agenda: createAgenda({ ...deps, journalFiles, journalctl, calendarReader }),
    missedRuns: createMissedLook({ ...deps, journalctl, readTimer, calendarReader, lingersSince }),
  };
};
