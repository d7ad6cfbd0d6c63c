/** A timer as systemd has it, with the files of it and of what it starts. */
import { fail, problemCodeOf } from '../../core/problems/problem.ts';
import { intervalOf, readSchedule, whenOf } from '../../core/schedule/read-timer.ts';
import type { Schedule, Trigger, TriggerKey } from '../../core/schedule/schedule.ts';
import { intervalText } from '../../core/schedule/timer-settings.ts';
import { parseText, type Assignment } from '../../core/syntax/unit-file.ts';
import type { ManagerDetails } from '../../core/units/unit.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Inventory } from '../units/inventory.ts';

export interface TimerReadingDeps {
  inventory: Pick<Inventory, 'details'>;
  unitStore: Pick<UnitStore, 'read'>;
}

export type Timer = Extract<ManagerDetails, { kind: 'timer' }>;

export interface TimerReading {
  timer: Timer;
  /** What it starts; null if systemd doesn’t know. */
  service: string | null;
  /** systemd’s word for whether that is loaded. */
  loadState: string | null;
  schedule: Schedule;
  /** Of all its files, and of those of what it starts. */
  own: Assignment[];
  ofService: Assignment[];
}

const spanText = (seconds: number): string => {
  const interval = intervalOf(String(seconds));
  return interval === null ? `${String(seconds)}s` : intervalText(interval);
};

/** As systemd has read them. */
export const triggersOf = ({ times }: Pick<Timer, 'times'>): Trigger[] =>
  times.map((time) => ({
    key: time.directive as TriggerKey,
    value: 'calendar' in time ? time.calendar : spanText(time.seconds),
  }));

/** The expressions of its calendar, as systemd has read them. */
export const calendarsOf = ({ times }: Pick<Timer, 'times'>): string[] =>
  times.flatMap((time) => ('calendar' in time ? [time.calendar] : []));

const scheduleOf = (timer: Timer, assignments: readonly Assignment[]): Schedule => {
  const written = readSchedule(assignments);
  return assignments.length > 0
    ? written
    : { ...written, when: whenOf(triggersOf(timer)), persistent: timer.persistent };
};

export const createTimerReading = ({ inventory, unitStore }: TimerReadingDeps) => {
  const assignmentsOf = async (unit: string): Promise<Assignment[]> => {
    // A unit without a file, as `systemd-run --on-calendar=` makes them, has none to read.
    const read = await unitStore.read(unit).catch(() => null);
    if (read === null) return [];
    return [read.text, ...read.dropIns.map(({ text }) => text)].flatMap(
      (text) => parseText(text).assignments,
    );
  };

  const loadStateOf = (unit: string): Promise<string | null> =>
    inventory.details(unit).then(
      ({ loadState }) => loadState,
      // Without an answer, nothing is said of it.
      (thrown: unknown) => (problemCodeOf(thrown) === 'no-such-unit' ? 'not-found' : null),
    );

  /** @throws no-such-unit for what is no timer; as the inventory. */
  return async (unit: string): Promise<TimerReading> => {
    const timer = await inventory.details(unit);
    if (timer.kind !== 'timer') throw fail('no-such-unit', { unit });
    const service = timer.triggers[0] ?? null;
    const [own, ofService, loadState] = await Promise.all([
      assignmentsOf(timer.name),
      service === null ? [] : assignmentsOf(service),
      service === null ? null : loadStateOf(service),
    ]);
    return { timer, service, loadState, schedule: scheduleOf(timer, own), own, ofService };
  };
};

export type ReadTimer = ReturnType<typeof createTimerReading>;
