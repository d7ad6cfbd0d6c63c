/**
 * Signals of the user manager → "these units changed", gathered.
 *
 * What the manager really sends, measured on systemd 252:
 * - A start gives UnitNew, JobNew, two PropertiesChanged a step (Unit and Service), JobRemoved: up to ten
 *   signals within some milliseconds.
 * - daemon-reload sends Reloading true, then UnitRemoved and UnitNew of everything, then Reloading false.
 * - Asking an unloaded unit for its properties loads it: UnitNew, and UnitRemoved at once. Who answered
 *   these with another question would go round for ever, so loading alone is no change, nor is the end of
 *   a loading of our own.
 */
import type { ActiveState } from '../../core/units/unit.ts';
import { unitNameOfPath } from '../../core/names/unit-name.ts';
import { readProperties } from './bus-values.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import type { Signal } from './bus-connection.ts';

/** The state that a signal carried; null for a unit that is not in memory any more. */
type ToldState = { activeState: ActiveState; subState: string } | null;

export interface Change {
  units: ReadonlySet<string>;
  /** Of those of them whose new state was told with the signal. */
  states: ReadonlyMap<string, ToldState>;
  /** When their state last changed, in milliseconds since the epoch, also of those that are not in memory any more. */
  times: ReadonlyMap<string, number>;
  /** Unit files may have changed as well: list and read anew. */
  everything: boolean;
}

/** A stop is over within a millisecond of its beginning. What follows it, systemctl's own questions, is not waited for. */
const soonMs = 4;
/** In a storm ten updates a second leave time for whoever clicks. */
const stormMs = 100;
/** More units than these at once, or a third telling within `stormMs`, are a storm. */
const few = 8;

const managerInterface = 'org.freedesktop.systemd1.Manager';
const unitInterface = 'org.freedesktop.systemd1.Unit';

/** What PropertiesChanged of a unit says of its state, and since when; undefined when it says nothing of it. */
const toldState = ([of, entries]: readonly unknown[]) => {
  if (of !== unitInterface) return undefined;
  const properties = readProperties(entries);
  const activeState = properties.text('ActiveState') as ActiveState | '';
  if (activeState === '') return undefined;
  const at = Math.floor((properties.number('StateChangeTimestamp') ?? 0) / 1000);
  return { state: { activeState, subState: properties.text('SubState') }, at };
};

export interface Changes {
  onSignal(signal: Signal): void;
  /** Says that this unloaded unit is about to be loaded by a question of our own. */
  inspecting(unit: string): void;
  close(): void;
}

export const gatherChanges = (onChange: (change: Change) => void): Changes => {
  const inspected = new Set<string>();
  let units = new Set<string>();
  let states = new Map<string, ToldState>();
  let times = new Map<string, number>();
  let everything = false;
  let reloading = false;
  /** When was last told, and when before that. */
  let [lastAt, lastButOneAt] = [-Infinity, -Infinity];
  const told = coalesce(
    () => {
      [lastAt, lastButOneAt] = [Date.now(), lastAt];
      const change = { units, states, times, everything };
      units = new Set();
      states = new Map();
      times = new Map();
      everything = false;
      onChange(change);
    },
    { quietMs: soonMs, maxMs: stormMs },
  );

  const unitChanged = (name: unknown, state?: ToldState): void => {
    if (typeof name !== 'string' || reloading) return;
    units.add(name);
    if (state !== undefined) states.set(name, state);
    const storm = units.size > few || Date.now() - lastButOneAt < stormMs;
    told.call(storm ? stormMs : soonMs);
  };
  const allChanged = (): void => {
    everything = true;
    told.call();
  };
  const onManager = ({ member, body }: Signal): void => {
    switch (member) {
      case 'Reloading':
        reloading = body[0] === true;
        // What came before a reload is listed after it.
        states.clear();
        if (!reloading) allChanged();
        break;
      case 'UnitFilesChanged':
        if (!reloading) allChanged();
        break;
      case 'UnitRemoved':
        if (!inspected.has(String(body[0]))) unitChanged(body[0], null);
        break;
      case 'JobNew':
      case 'JobRemoved':
        // From here on it is loaded for others' sake as well.
        inspected.delete(String(body[2]));
        unitChanged(body[2]);
        break;
    }
  };
  return {
    onSignal: (signal) => {
      if (signal.interface === managerInterface) onManager(signal);
      else if (signal.member === 'PropertiesChanged') {
        const name = unitNameOfPath(signal.path);
        const told = toldState(signal.body);
        unitChanged(name, told?.state);
        // A unit that never changed has 0.
        if (name !== null && told !== undefined && told.at > 0) times.set(name, told.at);
      }
    },
    inspecting: (unit) => {
      inspected.add(unit);
    },
    close: told.cancel,
  };
};
