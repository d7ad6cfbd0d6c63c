/** What the fake answers: a handler for each method of the contract, or it does not compile. */
import { formFindings } from '../../electron/core/create/service-form.ts';
import { creationPaths, creationSteps, type Creation } from '../../electron/core/create/steps.ts';
import { fileKey, type Draft } from '../../electron/core/files/draft.ts';
import { documentFindings } from '../../electron/core/lint/rules/document.ts';
import { emptyLog } from '../../electron/core/logs/empty-reason.ts';
import { fail } from '../../electron/core/problems/problem.ts';
import { parse } from '../../electron/core/syntax/unit-file.ts';
import type { Emit, Handlers, Input } from '../../electron/ipc/contract/index.ts';
import type { Disk } from './files.ts';
import type { Journal } from './journal.ts';
import { detailsOf, minutes, noon, pathOf, person } from './makers.ts';
import type { Scene } from './scene.ts';
import { after, type FakeStore } from './units.ts';

interface Deps {
  scene: Scene;
  store: FakeStore;
  disk: Disk;
  journal: Journal;
  emit: Emit;
}

/** As long as a quick systemctl takes, so that what is under way is seen. */
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));

export const createFakeHandlers = ({ scene, store, disk, journal, emit }: Deps): Handlers => {
  const drafts = new Map<string, Draft>((scene.drafts ?? []).map((one) => [fileKey(one), one]));
  let form = scene.form ?? null;
  let exporting = scene.export ?? null;

  const known = (name: string) => {
    const unit = store.state().account.units[name];
    if (unit === undefined) throw fail('no-such-unit', { unit: name });
    return unit;
  };

  const act = async ({ unit: name, action }: Input<'actOnUnit'>): Promise<null> => {
    const unit = known(name);
    store.dispatch({ kind: 'action-started', unit: name, action, at: Date.now() });
    await moment();
    store.dispatch({ kind: 'units', changed: [after(unit, action)], removed: [] });
    store.dispatch({ kind: 'action-ended', unit: name, problem: null });
    return null;
  };

  const setCreation = (change: Partial<Creation>): void => {
    const { creation } = store.state().account;
    if (creation !== null)
      store.dispatch({ kind: 'creation', creation: { ...creation, ...change } });
  };
  const leaveCreation = (): void => {
    store.dispatch({ kind: 'creation', creation: null });
  };
  const endTransaction = (id: string): void => {
    const { transactions } = store.state().account;
    const interrupted = transactions.interrupted.filter((one) => one.id !== id);
    const deleted = transactions.deleted?.id === id ? null : transactions.deleted;
    store.dispatch({ kind: 'transactions', change: { interrupted, deleted, busy: null } });
  };

  return {
    snapshot: () => store.state(),
    actOnUnit: act,
    actFromPanel: async (asked) => {
      await act(asked);
    },
    dismissProblem: ({ unit }) => {
      store.dispatch({ kind: 'problem-dismissed', unit });
    },
    unitDetails: ({ unit: name }) => detailsOf(known(name), disk.text(name), scene.details?.[name]),
    showUnitFile: () => undefined,
    deletionPlan: ({ unit }) => ({
      unit,
      trashed: disk.paths(unit),
      unlinked: [`${person.unitFolder}/default.target.wants/${unit}`],
      stays: [],
      aliasOf: null,
    }),
    deleteUnit: async ({ unit }) => {
      known(unit);
      store.dispatch({ kind: 'action-started', unit, action: 'delete', at: Date.now() });
      await moment();
      store.dispatch({ kind: 'action-ended', unit, problem: null });
      store.dispatch({ kind: 'units', changed: [], removed: [unit] });
      const deleted = { id: 'deleted-0123456789ab', unit, at: Date.now() };
      store.dispatch({ kind: 'transactions', change: { deleted } });
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
    watchProof: ({ unit }) => {
      const path = detailsOf(known(unit), disk.text(unit)).proofPath;
      const reading = scene.proof ?? (path === null ? null : ({ kind: 'missing', path } as const));
      setTimeout(() => {
        emit('proof', { unit, reading });
      });
    },
    unwatchProof: () => undefined,
    watchNumbers: ({ unit }) => {
      setTimeout(() => {
        const at = Date.now();
        const reading = { at, cpuPercent: 2.5, memoryFrom: 'unit', tasks: 3 } as const;
        emit('numbers', {
          unit,
          reading: { ...reading, cpuNanoseconds: 4.2e9, memoryBytes: 24 * 1024 * 1024 },
        });
      });
    },
    unwatchNumbers: () => undefined,
    watchTimes: () => undefined,
    unwatchTimes: () => undefined,
    pinUnit: ({ unit, pinned }) => {
      const others = store.state().account.pins.filter((name) => name !== unit);
      store.dispatch({ kind: 'pins', pins: pinned ? [...others, unit] : others });
    },
    readLog: ({ read, query, place, direction, count }) => {
      journal.read(read, query, place, direction, count);
    },
    followLog: ({ read, query }) => {
      journal.follow(read, query);
    },
    stopLog: ({ read }) => {
      journal.stop(read);
    },
    closeLog: () => {
      journal.close();
    },
    logBoots: () => [
      { id: 'b'.repeat(32), from: minutes(3000), to: minutes(1500) },
      { id: 'a'.repeat(32), from: minutes(600), to: noon },
    ],
    logRun: ({ unit }) => detailsOf(known(unit), null).invocation?.replace(/\W/g, '') ?? null,
    logFields: ({ cursor }) => {
      const line = journal.at(cursor);
      if (line === undefined) throw fail('log-line-gone', { cursor });
      const field = (name: string, text: string) => ({ name, text, size: text.length });
      return [
        { ...field('MESSAGE', line.message), isText: line.isText },
        { ...field('PRIORITY', String(line.priority)), isText: true },
        { ...field('_SYSTEMD_USER_UNIT', line.unit ?? ''), isText: true },
      ];
    },
    whyLogEmpty: (query) =>
      emptyLog(query, {
        access: 'readable',
        unfiltered: !journal.isEmpty(),
        ranAt: null,
        oldest: null,
      }),
    copyLog: ({ query, from, to }) => journal.between(query, from, to),
    copyLogMessage: ({ cursor }) => (journal.at(cursor)?.isText === false ? 'printf' : 'text'),
    exportLog: ({ format }) => {
      const path = `${person.home}/hearth.log`;
      exporting = {
        format,
        path,
        status: 'done',
        lines: 3,
        bytes: 120,
        files: [path],
        problem: null,
      };
      emit('logExport', exporting);
    },
    stopExport: () => {
      if (exporting !== null) exporting = { ...exporting, status: 'stopped' };
      emit('logExport', exporting);
    },
    dismissExport: () => {
      exporting = null;
      emit('logExport', null);
    },
    currentExport: () => exporting,
    commands: ({ unit }) => (scene.commands ?? []).filter((one) => one.unit === unit),
    checkForm: (asked) => formFindings(asked),
    formDraft: () => form,
    keepForm: (kept) => {
      form = kept;
    },
    createService: async ({ form: asked }) => {
      const { home, runtimeFolder, unitFolder } = person;
      const folders = { home, runtime: runtimeFolder, units: unitFolder };
      const steps = creationSteps(asked, creationPaths(asked, folders));
      const unit = `${asked.name}.service`;
      const creation: Creation = {
        unit,
        form: asked,
        steps,
        status: 'running',
        problem: null,
        journal: [],
        undone: [],
        tookBack: null,
      };
      store.dispatch({ kind: 'creation', creation });
      for (let done = 1; done <= steps.length; done += 1) {
        await moment();
        setCreation({
          steps: steps.map((step, at) => ({
            ...step,
            state: at < done ? 'done' : at === done ? 'running' : 'waiting',
            durationMs: at < done ? 12 : null,
          })),
        });
      }
      setCreation({ status: 'done' });
      return null;
    },
    undoCreation: async () => {
      setCreation({ status: 'undoing' });
      await moment();
      const unit = store.state().account.creation?.unit ?? '';
      setCreation({ status: 'undone', undone: [`removed ${pathOf({ name: unit, own: true })}`] });
    },
    cancelCreation: async () => {
      await moment();
      setCreation({ status: 'undone', undone: [] });
    },
    dismissCreation: leaveCreation,
    keepCreation: () => {
      leaveCreation();
      store.dispatch({ kind: 'unfinished', unfinished: null });
    },
    finishTransaction: async ({ id }) => {
      store.dispatch({ kind: 'transactions', change: { busy: id } });
      await moment();
      endTransaction(id);
      return null;
    },
    undoTransaction: async ({ id }) => {
      const { interrupted, deleted } = store.state().account.transactions;
      store.dispatch({ kind: 'transactions', change: { busy: id } });
      await moment();
      const unit = interrupted.find((one) => one.id === id)?.unit ?? deleted?.unit ?? '';
      endTransaction(id);
      const undone = { unit, words: [`put ${pathOf({ name: unit, own: true })} back`] };
      store.dispatch({ kind: 'transactions', change: { undone } });
      return null;
    },
    dismissTransaction: ({ id }) => {
      endTransaction(id);
    },
    dismissUndone: () => {
      const change = { undone: null, restored: null, problem: null };
      store.dispatch({ kind: 'transactions', change });
    },
    lingerCandidates: () =>
      scene.units
        .filter(({ unitFileState }) => unitFileState === 'enabled')
        .map(({ name, own }) => ({ unit: name, wantedBy: 'default.target', own })),
    setLinger: async ({ enable }) => {
      store.dispatch({ kind: 'linger-changing' });
      await moment();
      store.dispatch({ kind: 'linger', current: { linger: enable, state: 'active' } });
      store.dispatch({ kind: 'linger-changed', problem: null });
      return null;
    },
    setAutostart: ({ enable }) => {
      store.dispatch({ kind: 'autostart', enabled: enable, problem: null });
      return null;
    },
    reloadManager: async ({ unit: name }) => {
      await moment();
      const changed = [{ ...known(name), needDaemonReload: false }];
      store.dispatch({ kind: 'units', changed, removed: [] });
    },
    openWindow: () => undefined,
    hidePanel: () => undefined,
    showLog: () => undefined,
    dismissCrash: () => {
      store.dispatch({ kind: 'crashed', crashed: false });
    },
    quit: () => undefined,
    ...scene.answers,
  };
};
