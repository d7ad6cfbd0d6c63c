/**
 * Turns the user manager's signals into batched "these units changed" events.
 *
 * systemd 252, measured:
 * - A start sends UnitNew, JobNew, two PropertiesChanged per step (Unit and Service) and JobRemoved: up to ten
 *   signals within a few milliseconds.
 * - daemon-reload sends Reloading true, then UnitRemoved and UnitNew for every unit, then Reloading false.
 * - A stop that leaves a service `failed`, because its program returned an error, sends PropertiesChanged and then
 *   JobRemoved with `done`. No other job is done on a failed unit: a failing start is `failed`, and a failure by itself
 *   has no job.
 * - Reading properties of an unloaded unit loads it: UnitNew, then UnitRemoved at once. Reading again in response would
 *   loop forever, so loading alone is no change, nor is unloading after our own query.
 */
import { isRestarting, type ActiveState, type EndedProcess } from '../../core/units/unit.ts';
import { unitNameOfPath } from '../../core/names/unit-name.ts';
import { readProperties } from './bus/bus-values.ts';
import { endedMainProcess, skippedAt } from './unit-details.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import type { Signal } from './bus/bus-connection.ts';

/** The state in a signal; null for a unit no longer in memory. */
type SignalState = { activeState: ActiveState; subState: string } | null;

export interface Change {
  units: ReadonlySet<string>;
  /** New states, for units with a state in their signal. */
  states: ReadonlyMap<string, SignalState>;
  /** When units last changed state, in milliseconds since the epoch, even if no longer in memory. */
  times: ReadonlyMap<string, number>;
  /** Units that systemd is about to restart, even if it has done so since. */
  restarts: ReadonlySet<string>;
  /** When a condition or an assertion kept a unit from starting, in milliseconds since the epoch; null if none did. */
  skips: ReadonlyMap<string, number | null>;
  /** Units that failed while they were stopped on request. */
  stopped: ReadonlySet<string>;
  /** Main processes of services that ended, oldest first. */
  ended: ReadonlyMap<string, readonly EndedProcess[]>;
  /** Unit files may have changed, too: list and read everything again. */
  everything: boolean;
}

/** A stop takes under a millisecond. Don't wait for systemctl's own queries after it. */
const soonMs = 4;
const soon = { quietMs: soonMs, maxMs: soonMs };
/** In a storm, ten updates a second keep the window responsive, however its signals are spread. */
const stormMs = 100;
const inStorm = { quietMs: stormMs, maxMs: stormMs };
/** A reload of 1,000 units takes half a second; one that never ends mutes nothing any longer. */
const reloadMaxMs = 5000;
/** More units than this at once, or a third event within twice `stormMs`, is a storm. */
const few = 8;

const managerInterface = 'org.freedesktop.systemd1.Manager';
const unitInterface = 'org.freedesktop.systemd1.Unit';
const serviceInterface = 'org.freedesktop.systemd1.Service';

/** The state in a unit's PropertiesChanged and when it changed; undefined if it has none. */
const stateIn = ([of, entries]: readonly unknown[]) => {
  if (of !== unitInterface) return undefined;
  const properties = readProperties(entries);
  const activeState = properties.text('ActiveState') as ActiveState | '';
  if (activeState === '') return undefined;
  const at = Math.floor((properties.number('StateChangeTimestamp') ?? 0) / 1000);
  const skipped = skippedAt(properties);
  return { state: { activeState, subState: properties.text('SubState') }, at, skipped };
};

/** The main process in a service's PropertiesChanged, if it has ended. */
const endedIn = ([of, entries]: readonly unknown[]): EndedProcess | null =>
  of === serviceInterface ? endedMainProcess(readProperties(entries)) : null;

export const gatherChanges = (onChange: (change: Change) => void) => {
  const inspected = new Set<string>();
  let units = new Set<string>();
  let states = new Map<string, SignalState>();
  let times = new Map<string, number>();
  let restarts = new Set<string>();
  let skips = new Map<string, number | null>();
  let stopped = new Set<string>();
  /** Units whose last state was `failed`. */
  const failed = new Set<string>();
  let ended = new Map<string, EndedProcess[]>();
  let everything = false;
  let reloading = false;
  let reloadEnds: NodeJS.Timeout | undefined;
  /** Times of the last two events. */
  let [lastAt, lastButOneAt] = [-Infinity, -Infinity];
  const notify = coalesce(
    () => {
      [lastAt, lastButOneAt] = [Date.now(), lastAt];
      const change = { units, states, times, restarts, skips, stopped, ended, everything };
      units = new Set();
      states = new Map();
      times = new Map();
      restarts = new Set();
      skips = new Map();
      stopped = new Set();
      ended = new Map();
      everything = false;
      onChange(change);
    },
    { quietMs: soonMs, maxMs: stormMs },
  );

  const unitChanged = (name: unknown, state?: SignalState): void => {
    if (typeof name !== 'string' || reloading) return;
    units.add(name);
    if (state !== undefined) states.set(name, state);
    const storm = units.size > few || Date.now() - lastButOneAt < 2 * stormMs;
    notify.call(storm ? inStorm : soon);
  };
  const allChanged = (): void => {
    everything = true;
    notify.call();
  };
  const setReloading = (now: boolean): void => {
    reloading = now;
    clearTimeout(reloadEnds);
    // Units are listed after the reload, so drop earlier states.
    states.clear();
    if (!now) allChanged();
    else
      reloadEnds = setTimeout(() => {
        setReloading(false);
      }, reloadMaxMs);
  };
  const onManager = ({ member, body }: Signal): void => {
    switch (member) {
      case 'Reloading':
        setReloading(body[0] === true);
        break;
      case 'UnitFilesChanged':
        if (!reloading) allChanged();
        break;
      case 'UnitRemoved':
        failed.delete(String(body[0]));
        if (!inspected.has(String(body[0]))) unitChanged(body[0], null);
        break;
      case 'JobNew':
      case 'JobRemoved':
        // From now on it's loaded for others, too.
        inspected.delete(String(body[2]));
        if (body[3] === 'done' && failed.has(String(body[2]))) stopped.add(String(body[2]));
        unitChanged(body[2]);
        break;
    }
  };
  return {
    onSignal: (signal: Signal): void => {
      if (signal.interface === managerInterface) onManager(signal);
      else if (signal.member === 'PropertiesChanged') {
        const name = unitNameOfPath(signal.path);
        const found = stateIn(signal.body);
        unitChanged(name, found?.state);
        if (name === null) return;
        const process = endedIn(signal.body);
        if (process !== null) ended.set(name, [...(ended.get(name) ?? []), process]);
        // 0 means the unit never changed.
        if (found === undefined) return;
        if (found.state.activeState === 'failed') failed.add(name);
        else failed.delete(name);
        if (found.at > 0) times.set(name, found.at);
        if (isRestarting(found.state)) restarts.add(name);
        skips.set(name, found.skipped);
      }
    },
    /** Announces that our own query is about to load this unit. */
    inspecting: (unit: string): void => {
      inspected.add(unit);
    },
    close: (): void => {
      clearTimeout(reloadEnds);
      notify.cancel();
    },
  };
};

export type Changes = ReturnType<typeof gatherChanges>;
