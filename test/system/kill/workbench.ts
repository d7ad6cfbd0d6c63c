/** All that Hearth does to units, joined as in main.ts but without Electron: for a process that is killed, and for the one after it. */
import { execa } from 'execa';
import { initialState, type Person } from '../../../electron/core/app/state.ts';
import { createStore } from '../../../electron/core/app/store.ts';
import { createAnalyze } from '../../../electron/system/manager/analyze.ts';
import { keepManager } from '../../../electron/system/manager/manager.ts';
import { isMissing } from '../../../electron/host/files/errors.ts';
import type { Host } from '../../../electron/host/host.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { openJournal } from '../../../electron/system/journal/journal.ts';
import { createRunner } from '../../../electron/system/programs/runner.ts';
import { createSystemctl, type Limits } from '../../../electron/system/manager/systemctl.ts';
import { createUnitStore } from '../../../electron/system/units/store.ts';
import { createActions } from '../../../electron/engine/units/actions.ts';
import { createChanges } from '../../../electron/engine/app/unit-changes.ts';
import { keepInventory } from '../../../electron/engine/units/inventory.ts';

const onBug = (bug: unknown): void => {
  // The list is read while other units come and go; it is read again by itself.
  if (!isMissing(bug)) console.error('bug:', bug);
};

/** The desktop's trash, as Electron's shell.trashItem reaches it. */
const trash = async (file: string): Promise<void> => {
  await execa('gio', ['trash', '--', file], { stdin: 'ignore' });
};

/** @param stateFolder `$XDG_STATE_HOME/hearth` of its own. @param limits where they differ from the usual ones. */
export const createWorkbench = (
  person: Person,
  stateFolder: string,
  limits: Partial<Limits> = {},
  host: Host = openLocalHost({ environment: process.env, account: person }),
  /** Of what follows the list of units. */
  listHost = host,
) => {
  const store = createStore(initialState(person, { hearth: '', electron: '', systemd: '' }));
  const { files } = host;
  const runner = createRunner(host, () => undefined);
  const systemctl = createSystemctl(runner, limits);
  const analyze = createAnalyze(runner);
  const unitStore = createUnitStore({
    files,
    unitFolder: person.unitFolder,
    paths: analyze.unitPaths,
    person,
  });
  const inventory = keepInventory({
    store,
    host: listHost,
    keepManager,
    onBug,
    onFiles: () => undefined,
  });
  const actions = createActions(store, systemctl);
  const changes = createChanges({
    host,
    store,
    systemctl,
    analyze,
    unitStore,
    inventory,
    actions,
    stateFolder,
    trash,
    onBug,
    journalctl: openJournal(runner, files, person.uid).journalctl,
    note: () => undefined,
  });
  return { store, inventory, ...changes };
};
