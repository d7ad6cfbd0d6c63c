/**
 * Keeps the units of the state true. A signal only says *that* something changed: the list is then asked
 * anew (ListUnits, 2 ms), and the unit folder read when files may have changed. Nothing polls.
 */
import { fail, problem, ProblemError, type Problem } from '../core/errors.ts';
import type { Unit, UnitDetails } from '../core/unit.ts';
import type { Store } from '../store.ts';
import type { keepManager, ListedUnit, ManagerConnection } from '../system/bus.ts';
import type { OwnUnit } from '../system/own-units.ts';
import type { UnitStore } from '../system/unit-store.ts';

export interface Inventory {
  /** Reads the unit folder and the list again now; for after Hearth itself has changed a file. */
  refresh(): Promise<void>;
  details(unit: string): Promise<Omit<UnitDetails, 'proofPath'>>;
  close(): void;
}

/** Until a list that could not be read is asked for again. */
const retryMs = 2000;

interface Deps {
  store: Store;
  unitStore: Pick<UnitStore, 'ownUnits' | 'watch'>;
  keepManager: typeof keepManager;
  /** Files of units may have changed, or the manager has read them anew. */
  onFiles(): void;
  onBug(bug: unknown): void;
}

/** A unit file that is not in memory is a stopped unit: being loaded or not is not a person's concern. */
const ownRow = (file: OwnUnit, listed: ListedUnit | undefined): Unit => ({
  name: file.name,
  description: listed?.description ?? file.description,
  loadState: file.unitFileState.startsWith('masked') ? 'masked' : (listed?.loadState ?? 'loaded'),
  activeState: listed?.activeState ?? 'inactive',
  subState: listed?.subState ?? 'dead',
  unitFileState: file.unitFileState,
  own: true,
});

/** The services of the manager's list and of the person's folder as rows, by name. */
export const mergeUnits = (
  listed: readonly ListedUnit[],
  files: readonly OwnUnit[],
): Map<string, Unit> => {
  const inMemory = new Map(listed.map((unit) => [unit.name, unit]));
  const rows = new Map<string, Unit>();
  for (const unit of listed) {
    // `not-found` units are only names that others refer to.
    if (!unit.name.endsWith('.service') || unit.loadState === 'not-found') continue;
    rows.set(unit.name, { ...unit, unitFileState: '', own: false });
  }
  for (const file of files) rows.set(file.name, ownRow(file, inMemory.get(file.name)));
  return rows;
};

const sameRow = (a: Unit, b: Unit): boolean =>
  a.description === b.description &&
  a.loadState === b.loadState &&
  a.activeState === b.activeState &&
  a.subState === b.subState &&
  a.unitFileState === b.unitFileState &&
  a.own === b.own;

/** What must be told to go from one set of rows to another. */
export const difference = (
  before: Readonly<Record<string, Unit>>,
  after: ReadonlyMap<string, Unit>,
): { changed: Unit[]; removed: string[] } => ({
  changed: [...after.values()].filter((unit) => {
    const old = before[unit.name];
    return old === undefined || !sameRow(old, unit);
  }),
  removed: Object.keys(before).filter((name) => !after.has(name)),
});

export const keepInventory = ({
  store,
  unitStore,
  keepManager: keep,
  onFiles,
  onBug,
}: Deps): Inventory => {
  let connection: ManagerConnection | null = null;
  let files: readonly OwnUnit[] = [];
  /** The folder may differ from `files`. Set also while it is being read: then it is read once more. */
  let stale = true;
  let running: Promise<void> | null = null;
  let again = false;

  const readOnce = async (): Promise<void> => {
    const manager = connection;
    if (manager === null) return;
    if (stale) {
      stale = false;
      files = await unitStore.ownUnits().catch((thrown: unknown) => {
        stale = true;
        throw thrown;
      });
    }
    const listed = await manager.listUnits();
    // Another connection may have come meanwhile; it reads for itself.
    if (manager !== connection) return;
    const change = difference(store.state().units, mergeUnits(listed, files));
    if (change.changed.length > 0 || change.removed.length > 0) {
      store.dispatch({ kind: 'units', ...change });
    }
    // Only now is what is shown true.
    if (store.state().manager.kind !== 'running') {
      store.dispatch({ kind: 'manager', manager: { kind: 'running' } });
    }
  };

  /** One reading at a time; what changes meanwhile is read by one more. */
  const read = (): Promise<void> => {
    again = true;
    running ??= (async () => {
      while (again) {
        again = false;
        await readOnce();
      }
    })().finally(() => {
      running = null;
    });
    return running;
  };

  let retry: NodeJS.Timeout | null = null;

  const readInBackground = (withFiles: boolean): void => {
    if (withFiles) stale = true;
    read().catch((thrown: unknown) => {
      // A connection that ends under a reading is told by `lost`; its error says nothing more.
      if (connection === null) return;
      onBug(thrown);
      retry ??= setTimeout(() => {
        retry = null;
        readInBackground(true);
      }, retryMs);
    });
  };

  const { person } = store.state();
  let answered = false;
  const manager = keep({
    runtimeFolder: person.runtimeFolder,
    events: {
      connected: (next) => {
        connection = next;
        answered = true;
        next.version().then((systemd) => {
          store.dispatch({ kind: 'versions', systemd });
        }, onBug);
        readInBackground(true);
      },
      lost: (detail) => {
        connection = null;
        const told = answered
          ? problem('manager-lost', { detail })
          : problem('no-user-manager', {
              runtimeFolder: person.runtimeFolder,
              user: person.name,
            });
        store.dispatch({ kind: 'manager', manager: { kind: 'lost', problem: told } });
      },
      changed: ({ everything }) => {
        readInBackground(everything);
        if (everything) onFiles();
      },
    },
  });
  const folder = unitStore.watch(() => {
    readInBackground(true);
    onFiles();
  });

  return {
    refresh: () => {
      stale = true;
      return read();
    },
    details: (unit) => {
      if (connection === null) {
        const { runtimeFolder, name } = store.state().person;
        throw fail('no-user-manager', { runtimeFolder, user: name });
      }
      return connection.details(unit);
    },
    close: () => {
      if (retry !== null) clearTimeout(retry);
      manager.close();
      folder.close();
    },
  };
};

/** Where Hearth refuses to work: nothing is asked, and whoever asks hears why. */
export const refusedInventory = (why: Problem): Inventory => ({
  refresh: () => Promise.reject(new ProblemError(why)),
  details: () => Promise.reject(new ProblemError(why)),
  close: () => undefined,
});
