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
import { unitNameOfPath } from '../core/unit-name.ts';
import { coalesce } from './coalesce.ts';
import type { Signal } from './dbus.ts';

export interface Change {
  units: ReadonlySet<string>;
  /** Unit files may have changed as well: list and read anew. */
  everything: boolean;
}

const quietMs = 20;
const maxMs = 100;

const managerInterface = 'org.freedesktop.systemd1.Manager';

export interface Changes {
  onSignal(signal: Signal): void;
  /** Says that this unloaded unit is about to be loaded by a question of our own. */
  inspecting(unit: string): void;
  close(): void;
}

export const gatherChanges = (onChange: (change: Change) => void): Changes => {
  const inspected = new Set<string>();
  let units = new Set<string>();
  let everything = false;
  let reloading = false;
  const told = coalesce(
    () => {
      const change = { units, everything };
      units = new Set();
      everything = false;
      onChange(change);
    },
    { quietMs, maxMs },
  );

  const unitChanged = (name: unknown): void => {
    if (typeof name !== 'string' || reloading) return;
    units.add(name);
    told.call();
  };
  const allChanged = (): void => {
    everything = true;
    told.call();
  };
  const onManager = ({ member, body }: Signal): void => {
    switch (member) {
      case 'Reloading':
        reloading = body[0] === true;
        if (!reloading) allChanged();
        break;
      case 'UnitFilesChanged':
        if (!reloading) allChanged();
        break;
      case 'UnitRemoved':
        if (!inspected.has(String(body[0]))) unitChanged(body[0]);
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
      else if (signal.member === 'PropertiesChanged') unitChanged(unitNameOfPath(signal.path));
    },
    inspecting: (unit) => {
      inspected.add(unit);
    },
    close: told.cancel,
  };
};
