/**
 * Keeps the units in the state current. A signal carries its unit's new state, which is shown at once; shortly after,
 * everything in memory is listed again (ListUnits, 2 ms), in case a signal left something out. Only changed files are
 * re-read. Nothing polls.
 */
import { knowsUpholds } from '../../core/directives/systemd-version.ts';
import { problem, ProblemError } from '../../core/problems/problem.ts';
import { isTryUnit } from '../../core/names/try-name.ts';
import type { Unit } from '../../core/units/unit.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { keepManager, ManagerConnection } from '../../system/manager/manager.ts';
import type { MountGuard } from '../../system/manager/systemctl.ts';
import type { Change } from '../../system/manager/signals.ts';
import { coalesce } from '../../host/async/coalesce.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Host } from '../../host/host.ts';
import { createReloadNeed } from './reload-need.ts';
import { bothWishes, openUnitDisk, type UnitDisk, type Wish } from './on-disk.ts';
import { createTimes, createUnitMemory } from './loaded.ts';
import { createMountGuard } from './silence.ts';
import { createTrouble } from './trouble.ts';
import { tellOfMissedChanges } from './missed-changes.ts';
import { difference, rowOf } from './rows.ts';
import { createUnitQuestions, type UnitQuestions } from './unit-questions.ts';

export interface Inventory extends UnitQuestions {
  /** Refuses what systemd would hang over. */
  guard: MountGuard;
  /** Re-reads the unit files and the list now; for after Hearth itself changed a file. */
  refresh(): Promise<void>;
  /** From now on the rows show when each unit last changed, even without a signal; for sorting by it. */
  watchTimes(): Promise<void>;
  unwatchTimes(): void;
  close(): void;
}

/** Delay before retrying a list that could not be read. */
const retryMs = 2000;

/** How long after the last signal to list everything again, and the longest to wait for that. */
const reconciling = { quietMs: 400, maxMs: 2000 };

interface Deps {
  store: AccountStore;
  host: Pick<Host, 'files' | 'watch' | 'bus' | 'followWatchLimit'>;
  keepManager: typeof keepManager;
  /** Unit files may have changed, or the manager has re-read them. */
  onFiles(): void;
  /** They have been read again. */
  onFilesRead(): void;
  /** These units failed while they were stopped on request. */
  onStopped(units: ReadonlySet<string>): void;
  bugs: Pick<Bugs, 'report'>;
}

export const keepInventory = ({ store, host, keepManager: keep, bugs, ...on }: Deps): Inventory => {
  const { person } = store.state();
  const { runtimeFolder, name: user } = person;
  const noManager = problem('no-user-manager', { runtimeFolder, user });
  const memory = createUnitMemory();
  const reloadNeed = createReloadNeed();
  let connection: ManagerConnection | null = null;
  let disk: { searchPath: string; files: UnitDisk } | null = null;
  let needing: ReadonlySet<string> = new Set();
  const guard = createMountGuard({
    disk: () => disk?.files ?? null,
    loadedAt: (unit) => (memory.get(unit) === undefined ? reloadNeed.loadedAt() : null),
  });

  const missed = tellOfMissedChanges(host, store);

  const rowFor = (name: string): Unit | null => {
    // It is no unit of anybody, and its failure is no failure.
    if (isTryUnit(name)) return null;
    const file = disk?.files.row(name) ?? null;
    // A unit that became an alias on disk is still itself in memory until the manager reloads.
    const of = memory.get(name) === undefined ? (file?.aliasOf ?? name) : name;
    return rowOf(name, file, trouble.shown(of), {
      needDaemonReload: needing.has(name),
      changedAt: memory.changedAt(of),
      crashing: trouble.isCrashing(of),
    });
  };

  /** Dispatches what changed in the named units. */
  const show = (names: Iterable<string>): void => {
    const { units } = store.state();
    const before: Record<string, Unit> = {};
    const after = new Map<string, Unit>();
    for (const name of names) {
      const [old, row] = [units[name], rowFor(name)];
      if (old !== undefined) before[name] = old;
      if (row !== null) after.set(name, row);
    }
    const change = difference(before, after);
    for (const name of change.removed) memory.forgetTime(name);
    if (change.changed.length > 0 || change.removed.length > 0) {
      store.dispatch({ kind: 'units', ...change });
    }
  };

  const trouble = createTrouble({ manager: () => connection, memory, store, onChange: show });

  const showAll = (): void => {
    const { units } = store.state();
    show(new Set([...(disk?.files.names() ?? []), ...memory.names(), ...Object.keys(units)]));
    // Only now is the list right.
    if (store.state().manager.kind !== 'running') {
      store.dispatch({ kind: 'manager', manager: { kind: 'running' } });
    }
  };

  /** The disk as this manager sees it; the same as before unless the search path changed. */
  const diskFor = async (manager: ManagerConnection): Promise<UnitDisk> => {
    const [{ folders, loadedAt }, systemd] = await Promise.all([
      manager.searchPath(),
      manager.version(),
    ]);
    reloadNeed.reloaded(loadedAt);
    const searchPath = folders.join(':');
    if (disk?.searchPath === searchPath) return disk.files;
    disk?.files.close();
    const files = openUnitDisk({
      host,
      searchPath: folders,
      unitFolder: person.unitFolder,
      runtimeFolder: person.runtimeFolder,
      upholds: knowsUpholds(systemd),
      onChange: (changed) => {
        readInBackground(changed);
        on.onFiles();
      },
    });
    disk = { searchPath, files };
    store.dispatch({ kind: 'systemd', version: systemd });
    return files;
  };

  const times = createTimes({ memory, isCurrent: (manager) => manager === connection, showAll });

  let wish: Wish = 'nothing';
  let wished = false;
  let running: Promise<void> | null = null;

  const readOnce = async (): Promise<void> => {
    const manager = connection;
    if (manager === null) return;
    const files = wish;
    wish = 'nothing';
    try {
      // Take the list as it arrives: later signals know better.
      const listing = manager.listUnits().then((listed) => {
        if (manager !== connection) return;
        memory.take(listed);
        trouble.takeList(listed);
      });
      // Awaited below; a failure before that must not end the process.
      listing.catch(() => undefined);
      const read = files === null || disk === null ? await diskFor(manager) : disk.files;
      if (files !== 'nothing') await read.read(files);
      await listing;
      if (manager !== connection) return;
      const needs = await reloadNeed.check(manager, memory.all(), read);
      if (manager !== connection) return;
      needing = needs;
      showAll();
      missed.tookReading(null);
      if (files !== 'nothing') on.onFilesRead();
      await times.read(manager);
    } catch (thrown) {
      wish = bothWishes(wish, files);
      throw thrown;
    }
  };

  /** One reading at a time; one more covers what changes meanwhile. */
  const read = (files: Wish): Promise<void> => {
    wish = bothWishes(wish, files);
    wished = true;
    running ??= (async () => {
      while (wished) {
        wished = false;
        await readOnce();
      }
    })().finally(() => {
      running = null;
    });
    return running;
  };

  let retry: NodeJS.Timeout | null = null;

  const readInBackground = (files: Wish): void => {
    read(files).catch((thrown: unknown) => {
      // `lost` reports a connection that ends during a reading; the error adds nothing.
      if (connection === null) return;
      if (thrown instanceof ProblemError) missed.tookReading(thrown.problem);
      else bugs.report(thrown);
      retry ??= setTimeout(() => {
        retry = null;
        readInBackground(null);
      }, retryMs);
    });
  };

  const reconcile = coalesce(() => {
    readInBackground('nothing');
  }, reconciling);

  /** Takes the states that came with signals; false if nothing else is known about one of the units. */
  const take = (states: Change['states']): boolean =>
    memory.takeStates(states, {
      onGone: reloadNeed.unloaded,
      descriptionOf: (name) => disk?.files.row(name)?.description,
    });

  let answered = false;
  const manager = keep({
    host,
    events: {
      connected: (next) => {
        connection = next;
        answered = true;
        memory.clear();
        readInBackground(null);
      },
      lost: (detail) => {
        connection = null;
        memory.clear();
        trouble.clear();
        const why = answered ? problem('manager-lost', { detail }) : noManager;
        store.dispatch({ kind: 'manager', manager: { kind: 'lost', problem: why } });
      },
      dropped: (what) => {
        bugs.report(new Error(`dropped a D-Bus message: ${what}`));
      },
      changed: (change) => {
        const { states, times, everything } = change;
        const known = take(states);
        memory.takeTimes(times);
        trouble.take(change);
        if (change.stopped.size > 0) on.onStopped(change.stopped);
        if (everything) {
          readInBackground(null);
          on.onFiles();
        } else if (!known) readInBackground('nothing');
        else reconcile.call();
        // Before the first list there is nothing to show.
        if (store.state().manager.kind !== 'running') return;
        const names = [...states.keys()];
        show(names.flatMap((name) => [name, ...(disk?.files.aliasesOf(name) ?? [])]));
      },
    },
  });

  const questions = createUnitQuestions({
    connection: () => connection,
    disk: () => disk?.files,
    noManager,
    guard,
    memory,
    trouble,
  });

  return {
    refresh: () => read(null),
    ...questions,
    guard,
    watchTimes: () => {
      times.want(true);
      return read('nothing');
    },
    unwatchTimes: () => {
      times.want(false);
    },
    close: () => {
      // A reading that ends with the connection reports nothing and is not retried.
      connection = null;
      if (retry !== null) clearTimeout(retry);
      reconcile.cancel();
      trouble.clear();
      manager.close();
      disk?.files.close();
    },
  };
};
