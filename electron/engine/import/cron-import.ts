/** Turns lines of the crontab into timers and services: one transaction with its undo, the crontab’s lines included. */
import path from 'node:path';
import type { AccountStore } from '../../core/app/store.ts';
import {
  cronChoices,
  filesOfChoice,
  startsNow,
  type CronView,
} from '../../core/import/cron-import.ts';
import { fail } from '../../core/problems/problem.ts';
import { commentOut, isCommentedOut, readCrontab } from '../../core/schedule/cron/crontab.ts';
import { encodeUtf8 } from '../../core/text/utf8.ts';
import type { ImportPlan } from '../../core/transactions/import-plan.ts';
import { managerUnit, type UndoRecord } from '../../core/transactions/transaction.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { commentedLines } from '../../system/cron/commented-lines.ts';
import type { Crontab } from '../../system/cron/crontab-program.ts';
import { fromBase64, toBase64 } from '../../system/files/base64.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { Bugs } from '../app/bugs.ts';
import type { Inventory } from '../units/inventory.ts';
import {
  doAll,
  refuseExisting,
  type RunningTransaction,
  type Step,
  type TransactionWork,
} from '../transactions/transaction.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';

interface Deps {
  files: HostFiles;
  store: Pick<AccountStore, 'state'>;
  crontab: Crontab;
  transactions: Pick<TransactionWork, 'begin'>;
  systemctl: Pick<Systemctl, 'daemonReload' | 'enable'>;
  inventory: Pick<Inventory, 'refresh'>;
  lock: Pick<UnitLock, 'change'>;
  onDone(transaction: RunningTransaction): Promise<void>;
  onLeft(transaction: RunningTransaction): void;
  bugs: Pick<Bugs, 'report'>;
}

export interface ImportWanted {
  /** Of the crontab that the lines were chosen from. */
  version: string;
  lines: readonly number[];
  commentsOut: boolean;
}

export const createCronImport = (deps: Deps) => {
  const { files, crontab, systemctl } = deps;

  const viewOf = (bytes: Uint8Array | null): CronView => {
    const { units } = deps.store.state();
    const isTaken = (name: string): boolean =>
      [`${name}.service`, `${name}.timer`].some((unit) => units[unit] !== undefined);
    if (bytes === null) return { version: null, choices: [] };
    return { version: versionOf(bytes), choices: cronChoices(bytes, isTaken) };
  };

  const bytesOf = (file: ImportPlan['files'][number]): Uint8Array => fromBase64(file.bytes);

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

  const enable = ({ timers }: ImportPlan): Step => ({
    id: 'enable',
    // In reverse: the timer stops before it is disabled; a service that it started has ended, or ends by itself.
    undo: () =>
      timers.flatMap(({ unit }): UndoRecord[] => [
        { do: 'disable', unit },
        { do: 'stop', unit },
      ]),
    run: async () => {
      for (const { unit, now } of timers) await systemctl.enable(unit, { now });
    },
  });

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
    const steps = [write(plan), reload, enable(plan), ...changeCrontab(plan)];
    try {
      await doAll(transaction, steps, deps.onLeft);
      await transaction.endUndoable();
      await deps.onDone(transaction);
    } finally {
      await deps.inventory.refresh().catch(deps.bugs.report);
    }
  };

  const planOf = (bytes: Uint8Array, { lines, commentsOut }: ImportWanted): ImportPlan => {
    const chosen = viewOf(bytes).choices.filter(({ line }) => lines.includes(line));
    const { unitFolder } = deps.store.state().person;
    const made = chosen.map((choice) => ({ choice, files: filesOfChoice(choice) }));
    const all = readCrontab(bytes);
    const numbers = chosen.filter((one) => !one.isDisabled).map(({ line }) => line);
    return {
      kind: 'import',
      unit: managerUnit,
      files: made.flatMap((one) =>
        one.files.map(({ unit, text }) => ({
          path: path.join(unitFolder, unit),
          bytes: toBase64(encodeUtf8(text)),
        })),
      ),
      timers: made.flatMap(({ choice, files: [, timer] }) =>
        timer === undefined ? [] : [{ unit: timer.unit, now: startsNow(choice) }],
      ),
      crontab:
        commentsOut && numbers.length > 0
          ? {
              before: versionOf(bytes),
              numbers,
              lines: numbers.map((line) => toBase64(encodeUtf8(all[line - 1]?.text ?? ''))),
            }
          : null,
    };
  };

  return {
    /** @throws program-missing, program-failed. */
    view: async (): Promise<CronView> => viewOf(await crontab.read()),
    /** Returns how many jobs were made. @throws crontab-changed, busy, and what stopped it, with what was undone. */
    run: (wanted: ImportWanted): Promise<number> =>
      deps.lock.change(managerUnit, async () => {
        const bytes = await crontab.read();
        if (bytes === null || versionOf(bytes) !== wanted.version)
          throw fail('crontab-changed', {});
        const plan = planOf(bytes, wanted);
        if (plan.timers.length === 0) return 0;
        await carryOut(await deps.transactions.begin(plan), plan);
        return plan.timers.length;
      }),
    /** Continues an interrupted import. @throws as `run`. */
    resume: async (transaction: RunningTransaction): Promise<void> => {
      const { plan } = transaction;
      if (plan.kind === 'import') await carryOut(transaction, plan);
    },
  };
};

export type CronImport = ReturnType<typeof createCronImport>;
