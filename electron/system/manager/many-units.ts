/** Questions about many units in memory, asked in one go. */
import { propertyOfEach, type Caller } from './bus/bus-values.ts';

/** The processes of a service. */
export interface RunningGroup {
  /** Below the root of the control groups; starts with a slash. */
  controlGroup: string;
  /** When it became active, in milliseconds since the epoch; null if it isn’t. */
  since: number | null;
}

export const needReload = async (bus: Caller, units: readonly string[]): Promise<Set<string>> => {
  const answers = await propertyOfEach(bus, units, 'NeedDaemonReload');
  return new Set(answers.flatMap(([unit, needs]) => (needs === true ? [unit] : [])));
};

export const changeTimes = async (
  bus: Caller,
  units: readonly string[],
): Promise<Map<string, number>> => {
  const answers = await propertyOfEach(bus, units, 'StateChangeTimestamp');
  return new Map(answers.map(([unit, at]) => [unit, Math.floor(Number(at ?? 0) / 1000)]));
};

export const running = async (
  bus: Caller,
  services: readonly string[],
): Promise<Map<string, RunningGroup>> => {
  const [groups, times] = await Promise.all([
    propertyOfEach(bus, services, 'ControlGroup', 'Service'),
    propertyOfEach(bus, services, 'ActiveEnterTimestamp'),
  ]);
  const since = new Map(times);
  return new Map(
    groups.flatMap(([unit, controlGroup]) => {
      if (typeof controlGroup !== 'string' || controlGroup === '') return [];
      const at = Math.floor(Number(since.get(unit) ?? 0) / 1000);
      return [[unit, { controlGroup, since: at === 0 ? null : at }] as const];
    }),
  );
};
