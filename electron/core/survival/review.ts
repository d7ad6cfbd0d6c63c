/** What turning lingering on would start with nobody logged in, and what turning it off would stop. */
import { unitTypeOf } from '../names/unit-name.ts';
import { factsOfType } from '../units/types.ts';
import { isEnabled, isMasked, type Unit } from '../units/unit.ts';
import type { HomeNeed, Need } from './needs.ts';
import { triggeredBy } from './named-units.ts';
import { isOwnLink, wayTo, type GraphUnit, type StartGraph } from './start-graph.ts';
import { desktopTargets, type Survives, type survivalIn } from './survival.ts';

/** How much a unit used lately. */
export interface UnitLoad {
  /** Its processes now, or all of its last run, as the journal has it. */
  from: 'now' | 'last-run';
  /** CPU time in total; null if it isn’t counted. */
  cpuNanoseconds: number | null;
  /** Over which time, in seconds; null if unknown. */
  seconds: number | null;
  /** Now, or the peak of the last run. */
  memoryBytes: number | null;
}

/** When it would run: as soon as the manager does, on a schedule, on a connection, on a change of a file. */
type RunsWhen = 'boot' | 'timer' | 'socket' | 'path';

/** How to leave a unit out: `mask` where disabling would remove none of the links that start it. */
export type LeaveOut = 'disable' | 'mask' | 'desktop';

export interface ReviewedUnit {
  unit: string;
  description: string;
  own: boolean;
  when: RunsWhen;
  /** What a timer, a socket or a path starts; null for other units. */
  starts: string | null;
  /** null if nothing is known. */
  load: UnitLoad | null;
  needs: readonly Need[];
  leaveOut: readonly LeaveOut[];
}

export interface LingerReview {
  /** Those to look at first, then the person’s own, then the system’s. */
  units: readonly ReviewedUnit[];
  /** Enabled, but they keep waiting for a desktop. */
  waiting: readonly string[];
  /** The home folder itself, with the unit files in it, may not be there; null if it is. */
  home: HomeNeed | null;
}

export interface StoppingUnit {
  unit: string;
  description: string;
  own: boolean;
  /** What starts it after that. */
  again: Survives;
}

/** What the next logout stops once lingering is off. */
export interface LogoutReview {
  units: readonly StoppingUnit[];
  /** From the logout until they stop; null: they stay until shutdown. */
  stopDelaySeconds: number | null;
}

/** 300 MiB: as much as the desktop’s own services together. */
const muchMemory = 300 * 1024 ** 2;
/** Of one core, over its whole run. */
const muchCpu = 0.1;
const longCpuNanoseconds = 10 * 60 * 1e9;

/** Worth a look before it runs all day. */
export const isHeavy = (load: UnitLoad | null): boolean => {
  if (load === null) return false;
  const { cpuNanoseconds, seconds, memoryBytes } = load;
  if ((memoryBytes ?? 0) >= muchMemory) return true;
  if (cpuNanoseconds === null) return false;
  return seconds === null || seconds < 60
    ? cpuNanoseconds >= longCpuNanoseconds
    : cpuNanoseconds / 1e9 / seconds >= muchCpu;
};

/** Whether it should be looked at before lingering is turned on. */
export const asksForALook = ({ needs, load }: Pick<ReviewedUnit, 'needs' | 'load'>): boolean =>
  needs.length > 0 || isHeavy(load);

const whenOf = (unit: string): RunsWhen => {
  const type = unitTypeOf(unit);
  return type === 'timer' || type === 'socket' || type === 'path' ? type : 'boot';
};

export interface ReviewFacts {
  graph: StartGraph;
  /** As it is now; what is reached doesn’t depend on lingering. */
  survival: Pick<ReturnType<typeof survivalIn>, 'byManager'>;
  units: Readonly<Record<string, Unit>>;
  isActive(unit: string): boolean;
}

/** The units that lingering would start, each with what starts it. Chosen by a person or an administrator, not by a package. */
export const startedUnits = ({
  graph,
  survival,
  units,
  isActive,
}: ReviewFacts): Pick<
  ReviewedUnit,
  'unit' | 'description' | 'own' | 'when' | 'starts' | 'leaveOut'
>[] => {
  const hasDesktop = isActive('graphical-session.target');
  const chosen = (name: string): GraphUnit | null => {
    const unit = graph.unit(name);
    if (unit?.name !== name || !factsOfType(name).lingers) return null;
    return graph.links(name).some(({ by }) => by !== 'vendor') ? unit : null;
  };
  return [...survival.byManager.keys()].flatMap((name) => {
    const unit = chosen(name);
    if (unit === null) return [];
    const links = graph.links(name);
    const isDisabledByLink = links
      .filter(({ holder }) => survival.byManager.has(graph.unit(holder)?.name ?? holder))
      .every(isOwnLink);
    const ways: LeaveOut[] = isDisabledByLink ? ['disable'] : unit.own ? [] : ['mask'];
    return [
      {
        unit: name,
        description: units[name]?.description ?? '',
        own: unit.own,
        when: whenOf(name),
        starts: triggeredBy(unit),
        leaveOut: isDisabledByLink && hasDesktop ? [...ways, 'desktop'] : ways,
      },
    ];
  });
};

/** Enabled units that only a desktop starts. */
export const waitingUnits = ({ graph, survival }: ReviewFacts): string[] => {
  const reached = graph.reach(desktopTargets, 'for-good');
  return [...reached.keys()]
    .filter(
      (name) =>
        !survival.byManager.has(name) &&
        wayTo(reached, name).length > 0 &&
        factsOfType(name).lingers &&
        graph.links(name).some(({ by }) => by !== 'vendor'),
    )
    .sort();
};

export const inOrderOfConcern = (
  a: Pick<ReviewedUnit, 'unit' | 'own' | 'needs' | 'load'>,
  b: Pick<ReviewedUnit, 'unit' | 'own' | 'needs' | 'load'>,
): number =>
  Number(asksForALook(b)) - Number(asksForALook(a)) ||
  Number(b.own) - Number(a.own) ||
  a.unit.localeCompare(b.unit);

/**
 * What stops with the manager: services, timers, sockets and paths that are up now.
 * @param after what each survives once lingering is off.
 */
export const stoppingUnits = (
  units: Readonly<Record<string, Unit>>,
  isActive: (unit: string) => boolean,
  after: (unit: string) => Survives | null,
): StoppingUnit[] =>
  Object.values(units)
    .filter(
      (unit) =>
        unit.aliasOf === null &&
        factsOfType(unit.name).lingers &&
        isActive(unit.name) &&
        (unit.own || isEnabled(unit.unitFileState) || unit.unitFileState === 'transient') &&
        !isMasked(unit),
    )
    .flatMap(({ name, description, own }) => {
      const again = after(name);
      return again === null ? [] : [{ unit: name, description, own, again }];
    })
    .sort((a, b) => Number(b.own) - Number(a.own) || a.unit.localeCompare(b.unit));
