/** Carries out an import: one transaction with its undo, the crontab’s lines and the autostart entries included. */
import path from 'node:path';
import { switchedOff } from '../../core/import/desktop-entry.ts';
import { fail } from '../../core/problems/problem.ts';
import { commentOut, isCommentedOut } from '../../core/schedule/cron/crontab.ts';
import type { ImportPlan, PlannedEntry } from '../../core/transactions/import-plan.ts';
import { managerUnit, type UndoRecord } from '../../core/transactions/transaction.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { commentedLines } from '../../system/cron/commented-lines.ts';
import type { Crontab } from '../../system/cron/crontab-program.ts';
import { fromBase64 } from '../../system/files/base64.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { Bugs } from '../app/bugs.ts';
import {
  doAll,
  refuseExisting,
  type RunningTransaction,
  type Step,
  type TransactionWork,
} from '../transactions/transaction.ts';
import type { Inventory } from '../units/inventory.ts';

interface Deps {
  files: HostFiles;
  crontab: Crontab;
  transactions: Pick<TransactionWork, 'begin'>;
  systemctl: Pick<Systemctl, 'daemonReload' | 'enable'>;
  inventory: Pick<Inventory, 'refresh'>;
  onDone(transaction: RunningTransaction): Promise<void>;
  onLeft(transaction: RunningTransaction): void;
  bugs: Pick<Bugs, 'report'>;
}

export const createImporting = (deps: Deps) => {
  const { files, crontab, systemctl } = deps;

  const bytesOf = (file: { bytes: string }): Uint8Array => fromBase64(file.bytes);

  const write = (plan: ImportPlan): Step => ({
    id: 'files',
    undo: async () => {
      const paths = plan.files.map((file) => file.path);
      for (const at of paths) await refuseExisting(files, at);
      const missing = await files.missingFolders([...new Set(paths.map((at) => path.dirname(at)))]);
      return [
        { do: 'reload', unit: managerUnit },
        ...missing.map((at): UndoRecord => ({ do: 'remove-folder', path: at })),
        ...plan.files.map((file): UndoRecord => {
          const version = versionOf(bytesOf(file));
          return { do: 'remove-file', path: file.path, version };
        }),
      ];
    },
    run: async () => {
      for (const file of plan.files) {
        const bytes = bytesOf(file);
        await files.makeFolders([path.dirname(file.path)]);
        const outcome = await files.put(file.path, bytes, { expect: null, mode: 0o644 });
        if (outcome.kind === 'conflict' && outcome.theirs?.version !== versionOf(bytes))
          throw fail('file-exists', { path: file.path });
      }
    },
  });

  const enable = ({ timers, autostart }: ImportPlan): Step => {
    // The desktop has already started what an autostart entry starts.
    const services = (autostart?.services ?? []).map((unit) => ({ unit, now: false }));
    const all = [...timers, ...services];
    return {
      id: 'enable',
      // In reverse: the timer stops before it is disabled; a service that it started has ended, or ends by itself.
      undo: () =>
        all.flatMap(({ unit }): UndoRecord[] => [
          { do: 'disable', unit },
          { do: 'stop', unit },
        ]),
      run: async () => {
        for (const { unit, now } of all) await systemctl.enable(unit, { now });
      },
    };
  };

  const switchOffOne = async (entry: PlannedEntry, again: boolean): Promise<void> => {
    const { path: at, link } = entry;
    const changed = (): Error => fail('autostart-changed', { path: path.dirname(at) });
    if (link !== null) {
      if (!(await files.unlink(at, link)) && !again) throw changed();
      return;
    }
    const before = bytesOf(entry);
    const ours = switchedOff(before);
    const outcome = await files.put(at, ours, { expect: versionOf(before) });
    const isOurs =
      outcome.kind === 'saved' || (again && outcome.theirs?.version === versionOf(ours));
    if (!isOurs) throw changed();
  };

  const undoOfEntry = (entry: PlannedEntry): UndoRecord => {
    const { path: at, link, bytes } = entry;
    if (link !== null) return { do: 'put-link', path: at, to: link };
    const before = bytesOf(entry);
    const ours = versionOf(switchedOff(before));
    return { do: 'restore-file', path: at, ours, before: versionOf(before), bytes };
  };

  const changeEntries = ({ autostart }: ImportPlan): Step[] => {
    const entries = autostart?.entries ?? [];
    if (entries.length === 0) return [];
    return [
      {
        id: 'entries',
        undo: () => entries.map(undoOfEntry),
        run: async (again) => {
          for (const entry of entries) await switchOffOne(entry, again);
        },
      },
    ];
  };

  const changeCrontab = ({ crontab: change }: ImportPlan): Step[] => {
    if (change === null) return [];
    return [
      {
        id: 'crontab',
        undo: () => [
          { do: 'put-back-crontab', numbers: [...change.numbers], lines: [...change.lines] },
        ],
        run: async (again) => {
          const now = (await crontab.read()) ?? new Uint8Array();
          const wanted = commentOut(now, change.numbers);
          const isSame = versionOf(now) === change.before;
          if (isSame) await crontab.install(wanted);
          else if (!again || !isCommentedOut(now, commentedLines(change)))
            throw fail('crontab-changed', {});
        },
      },
    ];
  };

  const carryOut = async (transaction: RunningTransaction, plan: ImportPlan): Promise<void> => {
    const reload: Step = {
      id: 'reload',
      isRepeatable: true,
      run: async () => {
        await systemctl.daemonReload(managerUnit);
      },
    };
    const steps = [
      write(plan),
      // systemd makes units of entries that are on, when it reloads.
      ...changeEntries(plan),
      reload,
      enable(plan),
      ...changeCrontab(plan),
    ];
    try {
      await doAll(transaction, steps, deps.onLeft);
      await transaction.endUndoable();
      await deps.onDone(transaction);
    } finally {
      await deps.inventory.refresh().catch(deps.bugs.report);
    }
  };

  return {
    /** @throws what stopped it, with what was undone. */
    run: async (plan: ImportPlan): Promise<void> => {
      await carryOut(await deps.transactions.begin(plan), plan);
    },
    /** Continues an interrupted import. @throws as `run`. */
    resume: async (transaction: RunningTransaction): Promise<void> => {
      const { plan } = transaction;
      if (plan.kind === 'import') await carryOut(transaction, plan);
    },
  };
};

export type Importing = ReturnType<typeof createImporting>;
