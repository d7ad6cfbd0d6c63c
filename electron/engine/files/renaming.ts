/**
 * Renames a unit of the person's own, or makes another like it, with the other units of its job: their files and
 * drop-ins, what enables them, whether they run, when a timer last ran, their history, pins and whether they are muted.
 * Other references to the old name are listed first, and not changed, unless they start it.
 */
import path from 'node:path';
import type { AccountStore } from '../../core/app/store.ts';
import {
  followingText,
  partName,
  jobParts,
  renamePlan,
  type RenamePlan,
} from '../../core/files/renaming.ts';
import { fail, type Problem } from '../../core/problems/problem.ts';
import { renamedParts, type RenamedPart } from '../../core/transactions/renamed-part.ts';
import type { PutBack, UndoRecord } from '../../core/transactions/transaction.ts';
import { isUp } from '../../core/units/unit.ts';
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
import { followRecords, madeRecords, type NamingPlan } from './named-records.ts';
import { readOwnTexts } from './own-texts.ts';

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

export const createRenaming = (deps: Deps) => {
  const { files, store, systemctl, unitStore, history } = deps;
  const { unitFolder } = store.state().person;
  const pathOf = (unit: string): string => path.join(unitFolder, unit);

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
    const { kind, unit, records } = plan;
    const made = madeRecords(plan);
    const follow = followRecords(plan);
    return {
      id: 'files',
      undo: async () => {
        for (const part of renamedParts(plan)) await refuseTaken(part.to);
        return [
          { do: 'reload', unit },
          ...follow.undo,
          ...(kind === 'rename' ? records : []),
          ...[...made].reverse().flatMap(undoOf),
        ];
      },
      run: async () => {
        await putAll(made);
        if (kind === 'duplicate') return;
        for (const record of [...records.flatMap(undoOf), ...follow.write])
          await undoOne(deps, record);
      },
    };
  };

  const stepsOf = (plan: NamingPlan): Step[] => {
    const parts = renamedParts(plan);
    const up = parts.filter(({ wasUp }) => wasUp);
    // A socket doesn’t start while its service runs, and starts a stopped one again.
    const triggersFirst = [...up].reverse();
    const reload: Step = {
      id: 'reload',
      run: async () => {
        await systemctl.daemonReload(plan.to);
        for (const { unit, wasFailed } of parts)
          // The failed state may be gone with the file.
          if (wasFailed) await systemctl.act(unit, 'reset-failed').catch(() => null);
      },
    };
    if (plan.kind === 'duplicate') return [filesStep(plan), reload];
    const stop: Step = {
      id: 'stop',
      undo: () => up.map(({ unit }) => ({ do: 'start', unit })),
      run: async (again) => {
        for (const { unit } of triggersFirst)
          await systemctl.act(unit, 'stop').catch((thrown: unknown) => {
            if (!again) throw thrown;
          });
      },
    };
    const start: Step = {
      id: 'start',
      undo: () =>
        up.flatMap(({ to }): UndoRecord[] => [
          { do: 'reset-failed', unit: to },
          { do: 'stop', unit: to },
        ]),
      run: async () => {
        for (const { to } of triggersFirst) await systemctl.act(to, 'start');
      },
    };
    const carry: Step = {
      id: 'history',
      undo: async (): Promise<UndoRecord[]> => {
        const { pins, notices } = store.state();
        const back = parts.map(async ({ unit, to }): Promise<UndoRecord[]> => {
          const moved = { from: to, to: unit };
          const ids = (await history.list(unit)).map(({ id }) => id);
          return [
            { do: 'move-history', ...moved, ids },
            { do: 'move-stamp', ...moved },
            ...(pins.includes(unit) ? [{ do: 'move-pin', ...moved } as const] : []),
            ...(notices.muted.includes(unit) ? [{ do: 'move-mute', ...moved } as const] : []),
          ];
        });
        return (await Promise.all(back)).flat();
      },
      run: async () => {
        for (const { unit, to } of parts) {
          // Before it starts: systemd makes up for what it missed since.
          await deps.stamps.follow(unit, to);
          await history.move(unit, to);
          await deps.pins.move(unit, to);
          await deps.notices.moveMute(unit, to);
        }
      },
    };
    const isUpNow = up.length > 0;
    return [
      ...(isUpNow ? [stop] : []),
      filesStep(plan),
      reload,
      carry,
      ...(isUpNow ? [start] : []),
    ];
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

  const partOf = (unit: string, to: string): RenamedPart => {
    const row = store.state().units[unit];
    const wasUp = row !== undefined && isUp(row);
    return { unit, to, wasUp, wasFailed: row?.activeState === 'failed' };
  };

  interface Change {
    unit: string;
    to: string;
  }

  const planned = async (kind: NamingPlan['kind'], names: Change): Promise<NamingPlan> => {
    const { unit, to } = names;
    const texts = await readOwnTexts(files, unitFolder);
    const parts = jobParts(unit, texts);
    const byName = new Map(parts.map((part) => [part, partName(part, names)]));
    const following = texts.filter(
      (text) => !byName.has(text.unit) && followingText(text, byName) !== text.file,
    );
    const records = await Promise.all(parts.map((part) => recordsOf(kind, part)));
    const follow = kind === 'rename' ? following.map((text) => text.path) : [];
    return {
      kind,
      ...partOf(unit, to),
      records: records.flat(),
      others: parts
        .filter((part) => part !== unit)
        .map((part) => partOf(part, partName(part, names))),
      follow: (await files.snapshot(follow)).filter((record) => record.do === 'put-file'),
    };
  };

  const begin = async (kind: NamingPlan['kind'], names: Change): Promise<null> => {
    await resume(await deps.transactions.begin(await planned(kind, names)));
    return null;
  };

  const change =
    (kind: NamingPlan['kind']) =>
    async (names: Change): Promise<Problem | null> => {
      // Refuse before anything shows as under way.
      const plan = await planned(kind, names);
      const parts = renamedParts(plan);
      for (const part of parts) await refuseTaken(part.to);
      const made = parts.reduceRight<() => Promise<null>>(
        (work, { to }) =>
          () =>
            deps.lock.change(to, work),
        () => begin(kind, names),
      );
      return parts.reduceRight<() => Promise<Problem | null>>(
        (work, { unit }) =>
          () =>
            deps.lock.whole(unit, 'rename', work),
        made,
      )();
    };

  return {
    resume,
    plan: async (unit: string): Promise<RenamePlan> =>
      renamePlan(unit, await readOwnTexts(files, unitFolder)),
    /** Returns the problem, or null on success. @throws not-own, cannot-rename, file-exists, busy. */
    rename: change('rename'),
    /** The same. The new units are neither enabled nor started. */
    duplicate: change('duplicate'),
  };
};

export type Renaming = ReturnType<typeof createRenaming>;
