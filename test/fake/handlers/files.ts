/** Unit files on the fake’s disk. */
import { fileKey, type Draft } from '../../../electron/core/files/draft.ts';
import { documentFindings } from '../../../electron/core/lint/rules/document.ts';
import { fail } from '../../../electron/core/problems/problem.ts';
import { parse } from '../../../electron/core/syntax/unit-file.ts';
import type { filesMethods } from '../../../electron/ipc/contract/files.ts';
import type { Emit } from '../../../electron/ipc/contract/index.ts';
import type { HandlersOf } from '../../../electron/ipc/contract/method.ts';
import type { Disk } from '../files.ts';
import { person } from '../makers.ts';
import type { Scene } from '../scene.ts';
import type { FakeStore } from '../units.ts';
import { moment } from './moment.ts';

interface Deps {
  scene: Scene;
  store: FakeStore;
  disk: Disk;
  emit: Emit;
}

type Done =
  | { kind: 'delete'; unit: string }
  | { kind: 'rename' | 'duplicate'; unit: string; to: string }
  | { kind: 'remove'; unit: string; file: string };

export const filesHandlers = ({
  scene,
  store,
  disk,
  emit,
}: Deps): HandlersOf<typeof filesMethods> => {
  const drafts = new Map<string, Draft>((scene.drafts ?? []).map((one) => [fileKey(one), one]));
  const offerUndo = (done: Done): void => {
    const undoable = { ...done, id: 'deleted-0123456789ab', at: Date.now() };
    store.dispatch({ kind: 'transactions', change: { undoable } });
  };

  return {
    showUnitFile: () => undefined,
    showUnitSource: () => undefined,
    deletionPlan: ({ unit }) => ({
      unit,
      trashed: disk.paths(unit),
      unlinked: [`${person.unitFolder}/default.target.wants/${unit}`],
      stays: [],
      aliasOf: null,
    }),
    deleteUnit: async ({ unit }) => {
      store.unit(unit);
      store.dispatch({ kind: 'action-started', unit, action: 'delete', at: Date.now() });
      await moment();
      store.dispatch({ kind: 'action-ended', unit, problem: null });
      store.dispatch({ kind: 'units', changed: [], removed: [unit] });
      offerUndo({ kind: 'delete', unit });
      return null;
    },
    renamePlan: ({ unit }) => ({ unit, parts: [], follow: [], refers: [] }),
    renameUnit: async ({ unit, to }) => {
      const row = store.unit(unit);
      store.dispatch({ kind: 'action-started', unit, action: 'rename', at: Date.now() });
      await moment();
      store.dispatch({ kind: 'action-ended', unit, problem: null });
      store.dispatch({ kind: 'units', changed: [{ ...row, name: to }], removed: [unit] });
      offerUndo({ kind: 'rename', unit, to });
      return null;
    },
    duplicateUnit: async ({ unit, to }) => {
      await moment();
      store.dispatch({
        kind: 'units',
        changed: [{ ...store.unit(unit), name: to, activeState: 'inactive' }],
        removed: [],
      });
      offerUndo({ kind: 'duplicate', unit, to });
      return null;
    },
    unitSource: ({ unit }) => disk.source(unit),
    saveUnitFile: async ({ unit, file, version, bytes }) => {
      const outcome = await disk.save(unit, file, version, bytes);
      emit('files', null);
      return outcome;
    },
    removeDropIn: async ({ unit, name, version }) => {
      const outcome = await disk.removeDropIn(unit, name, version);
      offerUndo({ kind: 'remove', unit, file: name });
      emit('files', null);
      return outcome;
    },
    checkUnitFile: ({ bytes }) =>
      scene.check ?? { findings: documentFindings(parse(bytes)), others: [] },
    unitHistory: ({ unit }) => disk.history(unit),
    historyBytes: ({ id }) => {
      const kept = disk.kept(id);
      if (kept === undefined) throw fail('version-gone', { id });
      return kept.bytes;
    },
    restoreVersion: ({ id, version }) => {
      const outcome = disk.restore(id, version);
      if (outcome === null) throw fail('version-gone', { id });
      return outcome;
    },
    deletedUnits: () => disk.deleted(),
    restoreDeleted: ({ id }) => {
      const kept = disk.kept(id);
      if (kept === undefined) throw fail('version-gone', { id });
      const { unit } = kept.entry;
      const restored = { unit, words: [`brought ${kept.entry.path} back`], left: [] };
      store.dispatch({ kind: 'transactions', change: { restored } });
      return null;
    },
    configurationItems: () => ({
      source: 'systemd',
      items: ['ExecStart', 'Restart', 'RestartSec', 'Type'].map((key) => ({
        section: 'Service',
        key,
        kind: 'OTHER',
      })),
    }),
    manualEntry: ({ key }) => ({
      page: 'systemd.service(5)',
      text: `${key}= as the page tells it.`,
    }),
    drafts: () => [...drafts.values()],
    keepDraft: (draft) => {
      drafts.set(fileKey(draft), draft);
    },
    dropDraft: (of) => {
      drafts.delete(fileKey(of));
    },
  };
};
