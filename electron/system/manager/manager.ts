/**
 * The user manager over D-Bus: lists cheaply, and says *that* something changed.
 *
 * What the manager really does, measured on systemd 252:
 * - It sends signals only while a client that called Subscribe stays connected.
 * - ListUnits takes 2 ms and loads nothing. ListUnitFiles is quadratic in the number of files (3 s for 1,000).
 * - GetUnit fails for what is not loaded; LoadUnit and every property of an object path load it.
 * - MemoryCurrent and CPUUsageNSec change without a signal.
 * - It ends with the last session: first the bus closes, then its socket is gone.
 * - When it re-executes itself its name goes from one connection to the next at once, and subscriptions stay.
 */
import { fail, type ProblemError } from '../../core/problems/problem.ts';
import { factsOfType } from '../../core/units/types.ts';
import type { ActiveState, ManagerDetails } from '../../core/units/unit.ts';
import { pathOfUnit } from '../../core/names/unit-name.ts';
import type { Host } from '../../host/host.ts';
import { readProperties, variantValue, type Properties } from './bus-values.ts';
import { gatherChanges, type Change, type Changes } from './signals.ts';
import { BusError, NoAnswer, type Bus } from './bus-connection.ts';
import { keepBus } from './reconnecting-bus.ts';
import { unitDetails } from './unit-details.ts';

/** A unit in the manager's memory. */
export interface ListedUnit {
  name: string;
  description: string;
  loadState: string;
  activeState: ActiveState;
  subState: string;
}

/** All of it throws manager-lost once the manager is away, manager-silent when it does not answer in time. */
export interface ManagerConnection {
  /** Everything in memory, of all types; loads nothing. */
  listUnits(): Promise<ListedUnit[]>;
  /** Loads the unit if need be. @throws no-such-unit. */
  details(unit: string): Promise<ManagerDetails>;
  /** As systemd says it, for example `252.39-1~deb12u2`. */
  version(): Promise<string>;
  /** Where the manager looks for units, and when it last read all of them, in milliseconds since the epoch. */
  searchPath(): Promise<{ folders: string[]; loadedAt: number }>;
  /** Which of these units, all of them in memory, systemd would read anew at a daemon-reload. */
  needReload(units: readonly string[]): Promise<Set<string>>;
  /** When these units, all of them in memory, last changed their state: milliseconds since the epoch, 0 for never. */
  changeTimes(units: readonly string[]): Promise<Map<string, number>>;
}

export interface ManagerEvents {
  /** It answers, and signals come. Again after every `lost`. */
  connected(connection: ManagerConnection): void;
  /** It never answered, or has gone; once for each time. Attempts go on. */
  lost(detail: string): void;
  changed(change: Change): void;
}

const service = 'org.freedesktop.systemd1';
const manager = {
  destination: service,
  path: '/org/freedesktop/systemd1',
  interface: `${service}.Manager`,
};

const matches = [
  `type='signal',sender='${service}',interface='${service}.Manager'`,
  `type='signal',sender='${service}',interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',path_namespace='/org/freedesktop/systemd1/unit',arg0='${service}.Unit'`,
  `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${service}'`,
];

/** What LoadUnit says to a name that cannot be a unit's. */
const notAUnit = [
  'org.freedesktop.DBus.Error.InvalidArgs',
  `${service}.NoSuchUnit`,
  `${service}.LoadFailed`,
];

const lostError = (thrown: unknown): ProblemError => {
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return fail(thrown instanceof NoAnswer ? 'manager-silent' : 'manager-lost', { detail });
};

const listUnits = async (bus: Bus): Promise<ListedUnit[]> => {
  const [rows] = await bus.call({ ...manager, member: 'ListUnits' });
  return (rows as [string, string, string, ActiveState, string][]).map(
    ([name, description, loadState, activeState, subState]) => ({
      name,
      description,
      loadState,
      activeState,
      subState,
    }),
  );
};

/** The object path of a unit, which is loaded if it was not. */
const pathOf = async (bus: Bus, changes: Changes, unit: string): Promise<string> => {
  const ask = async (member: string): Promise<string> => {
    const [path] = await bus.call({ ...manager, member, signature: 's', body: [unit] });
    return String(path);
  };
  try {
    return await ask('GetUnit');
  } catch (thrown) {
    if (!(thrown instanceof BusError) || thrown.code !== `${service}.NoSuchUnit`) throw thrown;
    changes.inspecting(unit);
    return ask('LoadUnit');
  }
};

const propertiesOf = async (bus: Bus, path: string, name: string): Promise<Properties> => {
  const [entries] = await bus.call({
    destination: service,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'GetAll',
    signature: 's',
    body: [`${service}.${name}`],
  });
  return readProperties(entries);
};

const details = async (bus: Bus, changes: Changes, unit: string): Promise<ManagerDetails> => {
  try {
    const path = await pathOf(bus, changes, unit);
    const own = factsOfType(unit).interface;
    const [common, processes] = await Promise.all([
      propertiesOf(bus, path, 'Unit'),
      own === null ? readProperties([]) : propertiesOf(bus, path, own),
    ]);
    const found = unitDetails(unit, common, processes);
    // One whose file was deleted under it still runs.
    if (found.loadState === 'not-found' && found.activeState === 'inactive') {
      throw fail('no-such-unit', { unit });
    }
    return found;
  } catch (thrown) {
    if (!(thrown instanceof BusError)) throw thrown;
    if (notAUnit.includes(thrown.code)) throw fail('no-such-unit', { unit }, thrown.message);
    throw lostError(thrown);
  }
};

const propertyOf = async (
  bus: Bus,
  path: string,
  of: 'Manager' | 'Unit',
  name: string,
): Promise<unknown> => {
  const [answer] = await bus.call({
    destination: service,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [`${service}.${of}`, name],
  });
  return variantValue(answer);
};

const searchPath = async (bus: Bus): Promise<{ folders: string[]; loadedAt: number }> => {
  const ask = (name: string) => propertyOf(bus, manager.path, 'Manager', name);
  const [folders, ...times] = await Promise.all([
    ask('UnitPath'),
    ask('UnitsLoadTimestamp'),
    ask('UnitsLoadFinishTimestamp'),
  ]);
  // The first of the times is 0 until the first reload.
  return {
    folders: Array.isArray(folders) ? folders.map(String) : [],
    loadedAt: Math.max(...times.map(Number)) / 1000,
  };
};

/** One that was unloaded meanwhile is loaded for the moment of the question; undefined for one that cannot be. */
const propertyOfEach = (
  bus: Bus,
  units: readonly string[],
  name: string,
): Promise<[unit: string, value: unknown][]> =>
  Promise.all(
    units.map(async (unit) => {
      const value = propertyOf(bus, pathOfUnit(unit), 'Unit', name).catch((thrown: unknown) => {
        if (thrown instanceof BusError && thrown.code !== '') return undefined;
        throw thrown;
      });
      return [unit, await value];
    }),
  );

const needReload = async (bus: Bus, units: readonly string[]): Promise<Set<string>> => {
  const answers = await propertyOfEach(bus, units, 'NeedDaemonReload');
  return new Set(answers.flatMap(([unit, needs]) => (needs === true ? [unit] : [])));
};

const changeTimes = async (bus: Bus, units: readonly string[]): Promise<Map<string, number>> => {
  const answers = await propertyOfEach(bus, units, 'StateChangeTimestamp');
  return new Map(answers.map(([unit, at]) => [unit, Math.floor(Number(at ?? 0) / 1000)]));
};

const connectionOver = (bus: Bus, changes: Changes): ManagerConnection => {
  const orLost = <Value>(answer: Promise<Value>): Promise<Value> =>
    answer.catch((thrown: unknown) => {
      throw lostError(thrown);
    });
  return {
    listUnits: () => orLost(listUnits(bus)),
    details: (unit) => details(bus, changes, unit),
    version: async () => String(await orLost(propertyOf(bus, manager.path, 'Manager', 'Version'))),
    searchPath: () => orLost(searchPath(bus)),
    needReload: (units) => orLost(needReload(bus, units)),
    changeTimes: (units) => orLost(changeTimes(bus, units)),
  };
};

/** Stays connected to the user manager and follows it, without polling; `close` ends it without a word. */
export const keepManager = (options: {
  host: Pick<Host, 'bus'>;
  events: ManagerEvents;
}): { close(): void } => {
  const { events } = options;
  let changes: Changes | null = null;
  const kept = keepBus({
    open: () => options.host.bus('user'),
    begin: async (bus) => {
      changes?.close();
      const gathered = gatherChanges((change) => {
        events.changed(change);
      });
      changes = gathered;
      await Promise.all([
        ...matches.map((rule) => bus.addMatch(rule)),
        bus.call({ ...manager, member: 'Subscribe' }),
      ]);
      events.connected(connectionOver(bus, gathered));
    },
    onSignal: (signal, bus) => {
      if (signal.member === 'NameOwnerChanged') {
        if (signal.body[2] === '') bus.close('systemd has left the bus');
      } else {
        changes?.onSignal(signal);
      }
    },
    onLost: (why) => {
      changes?.close();
      events.lost(why);
    },
  });
  return {
    close: () => {
      kept.close();
      changes?.close();
    },
  };
};
