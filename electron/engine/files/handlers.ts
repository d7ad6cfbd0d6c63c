import type { AccountStore } from '../../core/app/store.ts';
import type { ConfigurationItems, ManualEntry } from '../../core/directives/types.ts';
import type { filesMethods } from '../../ipc/contract/files.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { Drafts } from '../../system/storage/drafts.ts';
import type { History } from '../../system/storage/history.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { FileChecks } from './check.ts';
import type { Deletion } from './deletion.ts';
import type { Editing } from './editing.ts';
import type { Renaming } from './renaming.ts';
import type { Restoring } from './restoring.ts';

interface Deps {
  store: Pick<AccountStore, 'state'>;
  unitStore: Pick<UnitStore, 'read' | 'source'>;
  editing: Editing;
  deletion: Deletion;
  restoring: Restoring;
  renaming: Renaming;
  history: History;
  drafts: Drafts;
  fileChecks: FileChecks;
  configurationItems(): Promise<ConfigurationItems>;
  manual(section: string, key: string): Promise<ManualEntry | null>;
  showFile(file: string): void;
}

export const filesHandlers = (deps: Deps): HandlersOf<typeof filesMethods> => ({
  showUnitFile: async ({ unit }) => {
    deps.showFile((await deps.unitStore.read(unit)).path);
  },
  showUnitSource: async ({ unit }) => {
    const { files } = await deps.unitStore.source(unit);
    const source = files.find(({ madeFrom }) => madeFrom !== null)?.madeFrom;
    if (source != null) deps.showFile(source);
  },
  deletionPlan: ({ unit }) => deps.deletion.plan(unit),
  deleteUnit: ({ unit }) => deps.deletion.remove(unit),
  unitSource: ({ unit }) => deps.unitStore.source(unit, Object.keys(deps.store.state().units)),
  renamePlan: ({ unit }) => deps.renaming.plan(unit),
  renameUnit: deps.renaming.rename,
  duplicateUnit: deps.renaming.duplicate,
  saveUnitFile: deps.editing.save,
  removeDropIn: deps.editing.removeDropIn,
  checkUnitFile: deps.fileChecks.check,
  unitHistory: ({ unit }) => deps.editing.history(unit),
  historyBytes: ({ id }) => deps.history.bytes(id),
  restoreVersion: deps.editing.restore,
  deletedUnits: () => deps.restoring.deleted(),
  restoreDeleted: ({ id }) => deps.restoring.restoreDeleted(id),
  configurationItems: () => deps.configurationItems(),
  manualEntry: ({ section, key }) => deps.manual(section, key),
  drafts: () => deps.drafts.all(),
  keepDraft: deps.drafts.keep,
  dropDraft: deps.drafts.drop,
});
