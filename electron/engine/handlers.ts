/** What each method of the contract does, in domain verbs. */
import { proofPathOf } from '../core/units/proof.ts';
import type { CommandRecord } from '../core/app/command-record.ts';
import type { ConfigurationItems, ManualEntry } from '../core/directives/types.ts';
import { ProblemError, type Problem } from '../core/problems/problem.ts';
import type { Page } from '../core/app/page.ts';
import type { TrayCommand } from '../core/app/tray-view.ts';
import { parseText } from '../core/syntax/unit-file.ts';
import type { Handlers } from '../ipc/server.ts';
import type { Store } from '../core/app/store.ts';
import type { Drafts } from '../system/storage/drafts.ts';
import type { FormDraft } from '../system/storage/form-draft.ts';
import type { History } from '../system/storage/history.ts';
import type { Systemctl } from '../system/manager/systemctl.ts';
import type { UnitStore } from '../system/units/store.ts';
import type { Actions } from './units/actions.ts';
import type { CreationWork } from './create/creation.ts';
import type { Deletion } from './files/deletion.ts';
import type { Editing } from './files/editing.ts';
import type { FileChecks } from './files/check.ts';
import type { Inventory } from './units/inventory.ts';
import type { Recovery } from './transactions/recovery.ts';
import type { Restoring } from './files/restoring.ts';
import type { Lingering } from './linger/lingering.ts';
import type { Numbers } from './units/usage.ts';
import type { Pins } from './units/pins.ts';
import type { LogExports } from './logs/export.ts';
import type { Logs } from './logs/reads.ts';
import type { Watches } from './units/proof.ts';

export interface HandlerDeps {
  store: Store;
  inventory: Inventory;
  actions: Actions;
  creation: CreationWork;
  deletion: Deletion;
  recovery: Recovery;
  editing: Editing;
  restoring: Restoring;
  history: History;
  lingering: Lingering;
  watches: Watches;
  numbers: Numbers;
  pins: Pins;
  logs: Logs;
  logExports: LogExports;
  unitStore: UnitStore;
  systemctl: Systemctl;
  drafts: Drafts;
  formDraft: FormDraft;
  fileChecks: FileChecks;
  configurationItems(): Promise<ConfigurationItems>;
  manual(section: string, key: string): Promise<ManualEntry | null>;
  commandsOf(unit: string): CommandRecord[];
  setAutostart(enable: boolean): Promise<void>;
  trayCommand(command: TrayCommand): Promise<void>;
  shell: {
    showFile(path: string): void;
    openWindow(page: Page): void;
    hidePanel(): void;
    quit(): void;
  };
}

/** The path named as proof in the unit's own text; null when it names none or has no file. */
export const createProofPath =
  (store: Store, unitStore: Pick<UnitStore, 'read'>) =>
  async (unit: string): Promise<string | null> => {
    const { home, runtimeFolder } = store.state().person;
    const file = await unitStore.read(unit).catch(() => null);
    if (file === null) return null;
    const texts = [file.text, ...file.dropIns.map((dropIn) => dropIn.text)];
    return proofPathOf(texts.map(parseText), { home, runtime: runtimeFolder });
  };

export const createHandlers = (deps: HandlerDeps): Handlers => {
  const { store, inventory, actions, creation, deletion, editing, lingering, watches, unitStore } =
    deps;
  const { recovery, logs, logExports } = deps;
  const proofPath = createProofPath(store, unitStore);
  return {
    snapshot: () => store.state(),
    actOnUnit: ({ unit, action }) => actions.act(unit, action),
    actFromPanel: ({ unit, action }) => deps.trayCommand({ kind: 'act', unit, action }),
    dismissProblem: ({ unit }) => {
      store.dispatch({ kind: 'problem-dismissed', unit });
    },
    unitDetails: async ({ unit }) => ({
      ...(await inventory.details(unit)),
      proofPath: await proofPath(unit),
    }),
    showUnitFile: async ({ unit }) => {
      deps.shell.showFile((await unitStore.read(unit)).path);
    },
    deletionPlan: ({ unit }) => deletion.plan(unit),
    deleteUnit: ({ unit }) => deletion.remove(unit),
    unitSource: ({ unit }) => unitStore.source(unit),
    saveUnitFile: (request) => editing.save(request),
    removeDropIn: (request) => editing.removeDropIn(request),
    unitHistory: ({ unit }) => editing.history(unit),
    historyBytes: ({ id }) => deps.history.bytes(id),
    restoreVersion: (request) => editing.restore(request),
    deletedUnits: () => deps.restoring.deleted(),
    restoreDeleted: ({ id }) => deps.restoring.restoreDeleted(id),
    checkUnitFile: (asked) => deps.fileChecks.check(asked),
    configurationItems: deps.configurationItems,
    manualEntry: ({ section, key }) => deps.manual(section, key),
    drafts: () => deps.drafts.all(),
    keepDraft: (draft) => deps.drafts.keep(draft),
    dropDraft: (of) => deps.drafts.drop(of),
    watchProof: ({ unit }) => watches.watchProof(unit),
    unwatchProof: () => {
      watches.unwatchProof();
    },
    watchNumbers: ({ unit }) => deps.numbers.watch(unit),
    unwatchNumbers: () => {
      deps.numbers.unwatch();
    },
    watchTimes: () => inventory.watchTimes(),
    unwatchTimes: () => {
      inventory.unwatchTimes();
    },
    pinUnit: ({ unit, pinned }) => deps.pins.pin(unit, pinned),
    readLog: ({ read, query, place, direction, count }) => {
      logs.read(read, query, place, direction, count);
    },
    followLog: ({ read, query, after }) => {
      logs.follow(read, query, after);
    },
    stopLog: ({ read }) => {
      logs.stop(read);
    },
    closeLog: () => {
      logs.close();
    },
    logBoots: () => logs.boots(),
    logRun: ({ unit }) => logs.invocation(unit),
    logFields: ({ cursor }) => logs.fields(cursor),
    whyLogEmpty: (query) => logs.why(query),
    copyLog: ({ query, from, to }) => logs.copyLines(query, from, to),
    copyLogMessage: ({ cursor }) => logs.copyMessage(cursor),
    exportLog: ({ query, format, range }) => logExports.start(query, format, range),
    stopExport: () => {
      logExports.stop();
    },
    dismissExport: () => {
      logExports.dismiss();
    },
    currentExport: () => logExports.current(),
    commands: ({ unit }) => deps.commandsOf(unit),
    checkForm: (form) => creation.check(form),
    formDraft: () => deps.formDraft.read(),
    keepForm: (form) => deps.formDraft.keep(form),
    createService: ({ form, takesBack }) => creation.create(form, takesBack),
    undoCreation: () => creation.undo(),
    cancelCreation: () => creation.cancel(),
    dismissCreation: () => creation.dismiss(),
    keepCreation: () => creation.keep(),
    finishTransaction: ({ id }) => recovery.finish(id),
    undoTransaction: ({ id }) => recovery.undo(id),
    dismissTransaction: ({ id }) => recovery.dismiss(id),
    dismissUndone: () => {
      recovery.dismissTold();
    },
    lingerCandidates: () => lingering.candidates(),
    setLinger: ({ enable }) => lingering.set(enable),
    setAutostart: ({ enable }) => deps.setAutostart(enable),
    reloadManager: async ({ unit }) => {
      await deps.systemctl.daemonReload(unit);
    },
    openWindow: (page) => {
      deps.shell.openWindow(page);
    },
    hidePanel: () => {
      deps.shell.hidePanel();
    },
    quit: () => {
      deps.shell.quit();
    },
  };
};

/** Where Hearth refuses to work, whoever asks for more than to look hears why. */
export const refuseAll = (handlers: Handlers, why: Problem): Handlers => {
  const open: readonly string[] = ['snapshot', 'openWindow', 'hidePanel', 'quit'];
  const refuse = (): never => {
    throw new ProblemError(why);
  };
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      open.includes(name) ? handler : refuse,
    ]),
  ) as Handlers;
};
