/**
 * The user manager over D-Bus: cheap lists, and a notice *that* something changed.
 *
 * systemd 252, measured:
 * - It sends signals only while a client that called Subscribe stays connected.
 * - ListUnits takes 2 ms and loads nothing. ListUnitFiles is quadratic in the number of files (3 s for 1,000).
 * - GetUnit fails for an unloaded unit; LoadUnit and reading any property of its object path load it.
 * - MemoryCurrent and CPUUsageNSec change without a signal.
 * - It ends with the last session: first the bus closes, then its socket is removed.
 * - daemon-reexec: see handover.ts.
 */
import type { EffectiveLimits } from '../../core/fields/effective.ts';
import { fail, type ProblemError } from '../../core/problems/problem.ts';
import { factsOfType } from '../../core/units/types.ts';
import type { ActiveState, ManagerDetails, ServiceDetails } from '../../core/units/unit.ts';
import { isServiceName, pathOfUnit } from '../../core/names/unit-name.ts';
import type { Host } from '../../host/host.ts';
import { busSymptoms, type BusSymptoms } from '../diagnosis/bus-symptoms.ts';
import { managerSurroundings, ownerOfName } from '../diagnosis/manager-answers.ts';
import {
  manager,
  propertiesOf,
  propertyOfEach,
  searchPath,
  propertyOf,
  readProperties,
  service,
  type Caller,
  type Properties,
} from './bus/bus-values.ts';
import { gatherChanges, type Change, type Changes } from './signals.ts';
import { BusError, NoAnswer } from './bus/bus-connection.ts';
import { createHandover, type Handover } from './handover.ts';
import { readLimits } from './read-limits.ts';
import { keepBus } from './bus/reconnecting-bus.ts';
import { hasJob, letGo, startTransient } from './transient.ts';
import { changeTimes, needReload, running, type RunningGroup } from './many-units.ts';
import { unitDetails } from './unit-details.ts';

/** A unit in the manager's memory. */
export interface ListedUnit {
  name: string;
  description: string;
  loadState: string;
  activeState: ActiveState;
  subState: string;
}

export interface ManagerEvents {
  /** The manager answers and sends signals. Called again after every `lost`, and when another program took over. */
  connected(connection: ManagerConnection): void;
  /** It never answered, or is gone; called once each time. Keeps retrying. */
  lost(detail: string): void;
  changed(change: Change): void;
  /** The first message that each connection dropped: from a stranger, or one that doesn't fit. */
  dropped(what: string): void;
}

const matches = [
  `type='signal',sender='${service}',interface='${service}.Manager'`,
  `type='signal',sender='${service}',interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',path_namespace='/org/freedesktop/systemd1/unit',arg0='${service}.Unit'`,
];

/** LoadUnit's errors for an impossible unit name. */
const notAUnit = [
  'org.freedesktop.DBus.Error.InvalidArgs',
  `${service}.NoSuchUnit`,
  `${service}.LoadFailed`,
];

const lostError = (thrown: unknown): ProblemError => {
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return fail(thrown instanceof NoAnswer ? 'manager-silent' : 'manager-lost', { detail });
};

const refusedOrLost = (thrown: unknown): never => {
  if (!(thrown instanceof BusError) || thrown.code === '') throw lostError(thrown);
  throw fail('try-refused', { detail: thrown.message });
};

const listUnits = async (bus: Caller): Promise<ListedUnit[]> => {
  const [rows] = await bus.call({ ...manager, member: 'ListUnits', returns: 'a(ssssssouso)' });
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

/** A unit's object path; loads the unit if needed. */
const pathOf = async (bus: Caller, changes: Changes, unit: string): Promise<string> => {
  const ask = async (member: string): Promise<string> => {
    const [path] = await bus.call({
      ...manager,
      member,
      signature: 's',
      body: [unit],
      returns: 'o',
    });
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

/** systemd refuses a second service with the same bus name, and says only “File exists”. */
const busNameTaken = async (
  bus: Caller,
  unit: string,
  busName: string,
): Promise<ServiceDetails['busNameTaken']> => {
  const others = (await listUnits(bus))
    .filter(({ name, loadState }) => loadState === 'loaded' && isServiceName(name) && name !== unit)
    .map(({ name }) => name);
  const names = await propertyOfEach(bus, others, 'BusName', 'Service');
  const by = names.find(([, name]) => name === busName)?.[0];
  return by === undefined ? null : { busName, by };
};

/** With what a diagnosis reads besides, from the same answers. */
const wholeDetails = async (
  bus: Caller,
  changes: Changes,
  unit: string,
): Promise<{ details: ManagerDetails; symptoms: BusSymptoms }> => {
  try {
    const path = await pathOf(bus, changes, unit);
    const own = factsOfType(unit).interface;
    const none = readProperties([]);
    const read = (common: Properties, processes: Properties) => ({
      shown: unitDetails(unit, common, processes),
      symptoms: busSymptoms(own === 'Service', common, processes),
    });
    const { shown, symptoms } = read(
      ...(await Promise.all([
        propertiesOf(bus, path, 'Unit', (common) => read(common, none)),
        own === null ? none : propertiesOf(bus, path, own, (processes) => read(none, processes)),
      ])),
    );
    const busName = symptoms.service?.busName ?? '';
    const isRefused = shown.loadState === 'error' && busName !== '';
    const found = {
      ...shown,
      ...(isRefused ? { busNameTaken: await busNameTaken(bus, unit, busName) } : {}),
    };
    // A unit may keep running after its file was deleted.
    if (found.loadState === 'not-found' && found.activeState === 'inactive') {
      throw fail('no-such-unit', { unit });
    }
    return { details: found, symptoms };
  } catch (thrown) {
    if (!(thrown instanceof BusError)) throw thrown;
    if (notAUnit.includes(thrown.code)) throw fail('no-such-unit', { unit }, thrown.message);
    throw lostError(thrown);
  }
};

/** All methods throw manager-lost once the manager is gone, manager-silent when it doesn't answer in time. */
const connectionOver = (bus: Caller, changes: Changes) => {
  const orLost = <Value>(answer: Promise<Value>): Promise<Value> =>
    answer.catch((thrown: unknown) => {
      throw lostError(thrown);
    });
  return {
    /** All units in memory, of all types; loads nothing. */
    listUnits: (): Promise<ListedUnit[]> => orLost(listUnits(bus)),
    /** Loads the unit if needed. @throws no-such-unit. */
    details: async (unit: string): Promise<ManagerDetails> =>
      (await wholeDetails(bus, changes, unit)).details,
    /** The same, with what a diagnosis reads besides. */
    wholeDetails: (unit: string): ReturnType<typeof wholeDetails> =>
      wholeDetails(bus, changes, unit),
    surroundings: () => orLost(managerSurroundings(bus)),
    /** The process that owns a name of this bus; null if nobody does. */
    ownerOfName: (name: string): Promise<number | null> => orLost(ownerOfName(bus, name)),
    /** As systemd reports it, for example `252.39-1~deb12u2`. */
    version: async (): Promise<string> =>
      String(await orLost(propertyOf(bus, manager.path, 'Manager', 'Version'))),
    /** Where its services are, below the root of the control groups; '' if it has none. */
    controlGroup: async (): Promise<string> =>
      String(await orLost(propertyOf(bus, manager.path, 'Manager', 'ControlGroup'))),
    /** The limits of a service; loads it if needed. */
    limits: (unit: string): Promise<EffectiveLimits> => orLost(readLimits(bus, unit)),
    /** What it passes to every service, each `NAME=value`. */
    environment: async (): Promise<string[]> => {
      const variables = await orLost(propertyOf(bus, manager.path, 'Manager', 'Environment'));
      return Array.isArray(variables) ? variables.map(String) : [];
    },
    /** The manager's search path, and when it last loaded all units, in milliseconds since the epoch. */
    searchPath: (): Promise<{ folders: string[]; loadedAt: number }> => orLost(searchPath(bus)),
    /** Which of these units, all in memory, need a daemon-reload. */
    needReload: (units: readonly string[]): Promise<Set<string>> => orLost(needReload(bus, units)),
    /** The result of a service's last run, while it waits for its restart; '' for other units. */
    resultOf: async (unit: string): Promise<string> => {
      if (factsOfType(unit).interface !== 'Service') return '';
      const result = await orLost(propertyOf(bus, pathOfUnit(unit), 'Service', 'Result'));
      return typeof result === 'string' ? result : '';
    },
    /** Starts a transient service, whose settings are in its drop-ins; keeps it in memory for `letGo`. @throws try-refused. */
    startTransient: (unit: string): Promise<void> => startTransient(bus, unit).catch(refusedOrLost),
    /** systemd forgets the unit as soon as it has ended. */
    letGo: (unit: string): Promise<void> => orLost(letGo(bus, unit)),
    /** Whether a start or a stop of the unit waits or is under way. */
    hasJob: (unit: string): Promise<boolean> => orLost(hasJob(bus, unit)),
    /** The control groups of these services, all in memory; without those that have no processes. */
    running: (services: readonly string[]): Promise<Map<string, RunningGroup>> =>
      orLost(running(bus, services)),
    /** When these units, all in memory, last changed state, in milliseconds since the epoch; 0 for never. */
    changeTimes: (units: readonly string[]): Promise<Map<string, number>> =>
      orLost(changeTimes(bus, units)),
  };
};

export type ManagerConnection = ReturnType<typeof connectionOver>;

/** Stays connected to the user manager and follows it without polling; `close` calls no event. */
export const keepManager = (options: {
  host: Pick<Host, 'bus'>;
  events: ManagerEvents;
}): { close(): void } => {
  const { events } = options;
  let changes: Changes | null = null;
  let handover: Handover | null = null;

  /** Follows the present program. @param matched the rules for its signals, which stay with the bus. */
  const connect = async (caller: Handover, matched?: Promise<unknown>): Promise<void> => {
    changes?.close();
    const gathered = gatherChanges((change) => {
      events.changed(change);
    });
    changes = gathered;
    await Promise.all([
      matched,
      caller.subscribe({ ...manager, member: 'Subscribe', returns: '' }),
    ]);
    events.connected(connectionOver(caller, gathered));
  };
  const kept = keepBus({
    open: () => options.host.bus('user'),
    trusts: [service],
    onDropped: (what) => {
      events.dropped(what);
    },
    begin: async (bus) => {
      const own = createHandover(bus, () => connect(own));
      handover?.close();
      handover = own;
      await connect(own, Promise.all(matches.map((rule) => bus.addMatch(rule))));
    },
    onSignal: (signal) => {
      if (signal.member === 'NameOwnerChanged') handover?.onOwner(String(signal.body[2]));
      else changes?.onSignal(signal);
    },
    onLost: (why) => {
      handover?.close();
      changes?.close();
      events.lost(why);
    },
  });
  return {
    close: () => {
      kept.close();
      handover?.close();
      changes?.close();
    },
  };
};
