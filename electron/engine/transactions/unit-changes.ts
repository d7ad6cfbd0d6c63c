/** What changes units for good: creating, editing and deleting are transactions with one journal and one history. */
import path from 'node:path';
import type { AccountStore } from '../../core/app/store.ts';
import type { Analyze } from '../../system/manager/analyze.ts';
import type { Host } from '../../host/host.ts';
import type { Crontab } from '../../system/cron/crontab-program.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { Journalctl } from '../../system/journal/journalctl.ts';
import { createFormDraft } from '../../system/storage/drafts.ts';
import { createHistory } from '../../system/storage/history.ts';
import type { HistoryBounds } from '../../system/storage/history-limits.ts';
import { createJournals } from '../../system/storage/transaction-log.ts';
import { createTimerStamps } from '../../system/schedule/timer-stamps.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Bugs } from '../app/bugs.ts';
import { createCreation } from '../create/creation.ts';
import { createProgramSearch } from '../create/find-program.ts';
import { createFormCheck } from '../create/form-check.ts';
import { createAutostartImport } from '../import/autostart-import.ts';
import { createCronImport } from '../import/cron-import.ts';
import { createImporting } from '../import/importing.ts';
import { createTriggerCheck } from '../triggers/trigger-check.ts';
import { createKeptVariables } from '../environment/kept-variables.ts';
import { createRemedySteps } from '../diagnosis/applying.ts';
import { createDeletion } from '../files/deletion.ts';
import { createEditing } from '../files/editing.ts';
import { createRenaming } from '../files/renaming.ts';
import { createRestoring } from '../files/restoring.ts';
import { createEdits } from '../files/write-file.ts';
import type { NoticeChoices } from '../notices/notice-settings.ts';
import type { Inventory } from '../units/inventory.ts';
import type { Pins } from '../units/pins.ts';
import { createOffers } from './offers.ts';
import { createRecovery } from './recovery.ts';
import { createTransactions } from './transaction.ts';
import type { UnitLock } from './unit-lock.ts';

interface Deps {
  host: Host;
  store: AccountStore;
  systemctl: Systemctl;
  analyze: Analyze;
  journalctl: Journalctl;
  unitStore: UnitStore;
  /** The person’s. */
  crontab: Crontab;
  inventory: Pick<Inventory, 'refresh' | 'details'>;
  lock: UnitLock;
  pins: Pick<Pins, 'move'>;
  notices: Pick<NoticeChoices, 'moveMute'>;
  /** `$XDG_STATE_HOME/hearth`. */
  stateFolder: string;
  historyBounds(): Partial<HistoryBounds>;
  /** Moves a file to the desktop's trash. */
  trash(file: string): Promise<void>;
  /** Records what Hearth did without a program, as the command that does it by hand. */
  note(unit: string, line: string, startedAt: number): void;
  bugs: Bugs;
}

export const createChanges = (given: Deps) => {
  const { host, store, unitStore, lock, stateFolder } = given;
  const { files } = host;
  const stamps = createTimerStamps(files, store.state().person.timerFolder);
  const deps = { ...given, files, stamps };
  const history = createHistory({
    files,
    folder: path.join(stateFolder, 'history'),
    bounds: given.historyBounds,
  });
  const formDraft = createFormDraft(files, path.join(stateFolder, 'form'));
  const journals = createJournals(host, path.join(stateFolder, 'transactions'));
  const transactions = createTransactions({ ...deps, history, journals });
  const offers = createOffers({ ...deps, transactions, history });
  const { onLeft, onDone } = offers;
  const checkForm = createFormCheck(store, unitStore, files);
  const checkTrigger = createTriggerCheck(deps);
  const checkDisk: typeof checkForm = async (form, paths, ours, search) => {
    const isOurs = ours.includes(paths.triggerFile ?? '');
    const found = [checkForm(form, paths, ours, search), checkTrigger(form, isOurs)];
    return (await Promise.all(found)).flat();
  };
  const findProgram = createProgramSearch(host);
  const creation = createCreation({
    ...deps,
    transactions,
    onLeft,
    checkDisk,
    findProgram,
    formDraft,
  });
  const edits = createEdits({ ...deps, transactions, history, onLeft, onDone });
  const editing = createEditing({ ...deps, history, edits });
  const restoring = createRestoring({ ...deps, transactions, history, onLeft });
  const { keepDeleted } = restoring;
  const deletion = createDeletion({ ...deps, transactions, keepDeleted, onDone, onLeft });
  const renaming = createRenaming({ ...deps, history, transactions, onDone, onLeft });
  const keptVariables = createKeptVariables({ ...deps, transactions, onDone, onLeft });
  const remedySteps = createRemedySteps({ ...deps, history, onDone, onLeft });
  const importing = createImporting({ ...deps, transactions, onDone, onLeft });
  const cronImport = createCronImport({ ...deps, importing });
  const autostartImport = createAutostartImport({ ...deps, importing });
  const works = {
    create: creation,
    edit: edits,
    delete: deletion,
    restore: restoring,
    rename: renaming,
    duplicate: renaming,
    environment: keptVariables,
    import: importing,
    remedy: remedySteps,
  };
  const recovery = createRecovery({
    ...deps,
    offers,
    transactions,
    finish: (transaction) => works[transaction.plan.kind].resume(transaction),
  });
  return {
    formDraft,
    history,
    recovery,
    creation,
    editing,
    deletion,
    restoring,
    renaming,
    keptVariables,
    cronImport,
    autostartImport,
    remedySteps,
    transactions,
    edits,
    /** For quitting: waits for what must not be left half done; null when nothing is under way. */
    leave: (): Promise<unknown> | null => creation.leave() ?? lock.underWay() ?? formDraft.leave(),
  };
};
