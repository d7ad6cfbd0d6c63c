/**
 * Renames a unit of the person's own, or makes another like it: its file and drop-ins, what enables it, whether it runs,
 * and its history. References to the old name in other units are listed first, and not changed.
 */
import path from 'node:path';
import type { AccountStore } from '../../core/app/store.ts';
import type { RenamePlan } from '../../core/files/renaming.ts';
import { ownSectionOf, prefixOf } from '../../core/names/unit-name.ts';
import { fail, type Problem } from '../../core/problems/problem.ts';
import { parse, valuesOf } from '../../core/syntax/unit-file.ts';
import type { Plan, PutBack, UndoRecord } from '../../core/transactions/transaction.ts';
import { factsOfType } from '../../core/units/types.ts';
import { isUp } from '../../core/units/unit.ts';
import type { TreeEntry } from '../../host/tree.ts';
import type { History } from '../../system/storage/history.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Bugs } from '../app/bugs.ts';
import {
  doAll,
  refuseExisting,
  type RunningTransaction,
  type Step,
  type TransactionWork,
} from '../transactions/transaction.ts';
import { undoOne, undoOf, type UndoDeps } from '../transactions/undo.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';
import type { Inventory } from '../units/inventory.ts';

interface Deps extends UndoDeps {
  store: AccountStore;
  unitStore: Pick<UnitStore, 'findUnitFile' | 'ownFiles'>;
  history: Pick<History, 'list' | 'move'>;
  transactions: Pick<TransactionWork, 'begin'>;
  lock: Pick<UnitLock, 'change' | 'whole'>;
  inventory: Pick<Inventory, 'refresh'>;
  /** Called with a success, which can be undone. */
  onDone(transaction: RunningTransaction): Promise<void>;
  /** Called with a change that could not be fully rolled back. */
  onLeft(transaction: RunningTransaction): void;
  bugs: Bugs;
}

type NamingPlan = Extract<Plan, { kind: 'rename' | 'duplicate' }>;

/** A record of the old name for the new one. */
const underName = (record: PutBack, { unit, to }: Pick<NamingPlan, 'unit' | 'to'>): PutBack => {
  const named = (at: string): string =>
    at
      .split('/')
      .map((part) => (part === unit ? to : part === `${unit}.d` ? `${to}.d` : part))
      .join('/');
  const at = named(record.path);
  return record.do === 'put-link'
    ? { ...record, path: at, to: named(record.to) }
    : { ...record, path: at };
};

export const createRenaming = (deps: Deps) => {
  const { files, store, systemctl, unitStore, history } = deps;
  const { unitFolder } = store.state().person;
  const pathOf = (unit: string): string => path.join(unitFolder, unit);

  const referring = (unit: string, about: string, entry: TreeEntry): RenamePlan['refers'] => {
    const file = entry.kind === 'link' ? entry.end : entry;
    if (file?.kind !== 'file' || file.bytes === null) return [];
    const { assignments } = parse(file.bytes);
    const keys = assignments.flatMap(({ key, value }) =>
      key !== 'Description' && value.split(/\s+/).includes(unit) ? [key] : [],
    );
    const { triggerKey } = factsOfType(about);
    const isTrigger =
      triggerKey !== null &&
      unit === `${prefixOf(about)}.service` &&
      valuesOf(assignments, ownSectionOf(about), triggerKey).length === 0;
    return [
      ...[...new Set(keys)].map((key) => ({ unit: about, key })),
      ...(isTrigger ? [{ unit: about, key: null }] : []),
    ];
  };

  /** What units of the person's own say of this one. */
  const refers = async (unit: string): Promise<RenamePlan['refers']> => {
    const types = [...'service socket timer path target slice'.split(' '), 'conf'];
    const tree = await files.readTree([{ path: unitFolder, names: null }], {
      texts: types.map((type) => `.${type}`),
      below: { '.d': 'texts' },
    });
    const entries = [...(tree.get(unitFolder)?.entries ?? [])];
    return entries.flatMap(([name, entry]) => {
      if (name === unit || name === `${unit}.d`) return [];
      if (entry.kind !== 'folder') return referring(unit, name, entry);
      return [...(entry.inside?.entries ?? [])].flatMap(([, dropIn]) =>
        referring(unit, name.replace(/\.d$/, ''), dropIn).filter(({ key }) => key !== null),
      );
    });
  };

  /** Everything that has its name: in reverse, as for an undo. @throws not-own, file-failed. */
  const recordsOf = async (kind: NamingPlan['kind'], unit: string): Promise<PutBack[]> => {
    if (store.state().units[unit]?.own !== true) throw fail('not-own', { unit });
    const own = await unitStore.ownFiles(unit);
    const fragment = pathOf(unit);
    if (own.aliasOf !== null || (await files.linkAt(fragment)) !== null)
      throw fail('cannot-rename', { unit, path: fragment });
    const links: string[] = [];
    for (const link of kind === 'rename' ? own.links : []) {
      const to = await files.linkAt(link);
      if ([link, to ?? ''].some((one) => path.basename(one) === unit)) links.push(link);
    }
    const records = await files.snapshot([...links, ...own.files]);
    return records.map((record) => {
      if (record.do === 'put-file' || record.do === 'put-link' || record.do === 'put-folder')
        return record;
      throw fail('cannot-rename', { unit, path: 'path' in record ? record.path : fragment });
    });
  };

  const refuseTaken = async (to: string): Promise<void> => {
    const found = await unitStore.findUnitFile(to);
    if (found !== null) throw fail('file-exists', { path: found });
    for (const one of [pathOf(to), `${pathOf(to)}.d`]) await refuseExisting(files, one);
  };

  const putAll = async (records: readonly PutBack[]): Promise<void> => {
    // A folder comes before what is in it.
    for (const record of [...records].reverse()) await undoOne(deps, record);
  };

  const filesStep = (plan: NamingPlan): Step => {
    const { kind, unit, to, records } = plan;
    const made = records.map((record) => underName(record, plan));
    return {
      id: 'files',
      undo: async () => {
        await refuseTaken(to);
        return [
          { do: 'reload', unit },
          ...(kind === 'rename' ? records : []),
          ...[...made].reverse().flatMap(undoOf),
        ];
      },
      run: async () => {
        await putAll(made);
        if (kind === 'duplicate') return;
        for (const record of records.flatMap(undoOf)) await undoOne(deps, record);
      },
    };
  };

  const stepsOf = (plan: NamingPlan): Step[] => {
    const { kind, unit, to, wasUp, wasFailed } = plan;
    const reload: Step = {
      id: 'reload',
      run: async () => {
        await systemctl.daemonReload(to);
        // The failed state may be gone with the file.
        if (wasFailed) await systemctl.act(unit, 'reset-failed').catch(() => null);
      },
    };
    if (kind === 'duplicate') return [filesStep(plan), reload];
    const stop: Step = {
      id: 'stop',
      undo: () => [{ do: 'start', unit }],
      run: async (again) => {
        await systemctl.act(unit, 'stop').catch((thrown: unknown) => {
          if (!again) throw thrown;
        });
      },
    };
    const start: Step = {
      id: 'start',
      undo: () => [
        { do: 'reset-failed', unit: to },
        { do: 'stop', unit: to },
      ],
      run: async () => {
        await systemctl.act(to, 'start');
      },
    };
    const carry: Step = {
      id: 'history',
      undo: async (): Promise<UndoRecord[]> => {
        const ids = (await history.list(unit)).map(({ id }) => id);
        const isPinned = store.state().pins.includes(unit);
        return [
          { do: 'move-history', from: to, to: unit, ids },
          ...(isPinned ? [{ do: 'move-pin', from: to, to: unit } as const] : []),
        ];
      },
      run: async () => {
        await history.move(unit, to);
        await deps.pins.move(unit, to);
      },
    };
    return [...(wasUp ? [stop] : []), filesStep(plan), reload, carry, ...(wasUp ? [start] : [])];
  };

  /** Continues an interrupted change. @throws what stopped it, with what was undone. */
  const resume = async (transaction: RunningTransaction): Promise<void> => {
    const { plan } = transaction;
    if (plan.kind !== 'rename' && plan.kind !== 'duplicate') return;
    try {
      await doAll(transaction, stepsOf(plan), deps.onLeft);
      await transaction.endUndoable();
      await deps.onDone(transaction);
    } finally {
      await deps.inventory.refresh().catch(deps.bugs.report);
    }
  };

  const begin = async (kind: NamingPlan['kind'], unit: string, to: string): Promise<null> => {
    const row = store.state().units[unit];
    await resume(
      await deps.transactions.begin({
        kind,
        unit,
        to,
        records: await recordsOf(kind, unit),
        wasUp: row !== undefined && isUp(row),
        wasFailed: row?.activeState === 'failed',
      }),
    );
    return null;
  };

  const change =
    (kind: NamingPlan['kind']) =>
    async ({ unit, to }: { unit: string; to: string }): Promise<Problem | null> => {
      // Refuse before anything shows as under way.
      await recordsOf(kind, unit);
      await refuseTaken(to);
      return deps.lock.whole(unit, 'rename', () =>
        deps.lock.change(to, () => begin(kind, unit, to)),
      );
    };

  return {
    resume,
    plan: async (unit: string): Promise<RenamePlan> => ({ unit, refers: await refers(unit) }),
    /** Returns the problem, or null on success. @throws not-own, cannot-rename, file-exists, busy. */
    rename: change('rename'),
    /** The same. The new unit is neither enabled nor started. */
    duplicate: change('duplicate'),
  };
};

export type Renaming = ReturnType<typeof createRenaming>;
