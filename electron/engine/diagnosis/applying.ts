/** Does the steps of remedies, also of those that an earlier Hearth began: each records first what undoes it. */
import path from 'node:path';
import type { AccountStore } from '../../core/app/store.ts';
import { fail } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import { withoutReturns } from '../../core/text/returns.ts';
import { remedyStepId, type RemedyStep } from '../../core/transactions/remedy-step.ts';
import type { UndoRecord } from '../../core/transactions/transaction.ts';
import { isUp } from '../../core/units/unit.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { fromBase64 } from '../../system/files/base64.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { History } from '../../system/storage/history.ts';
import type { UnitStore } from '../../system/units/unit-store.ts';
import type { Bugs } from '../app/bugs.ts';
import {
  doAll,
  refuseExisting,
  type RunningTransaction,
  type Step,
} from '../transactions/transaction.ts';
import { undoOfWrite } from '../transactions/undo.ts';
import type { Inventory } from '../units/inventory.ts';

interface Deps {
  store: AccountStore;
  files: HostFiles;
  systemctl: Pick<Systemctl, 'act' | 'daemonReload'>;
  unitStore: Pick<UnitStore, 'ownFiles'>;
  history: Pick<History, 'keep'>;
  inventory: Pick<Inventory, 'refresh'>;
  /** Called with a success, which can be undone. */
  onDone(transaction: RunningTransaction): Promise<void>;
  /** Called with a change that could not be fully rolled back. */
  onLeft(transaction: RunningTransaction): void;
  bugs: Bugs;
}

type Of<Do extends RemedyStep['do']> = Extract<RemedyStep, { do: Do }>;

const empty = new Uint8Array();

export const createRemedySteps = (deps: Deps) => {
  const { files, systemctl, store } = deps;
  const { unitFolder, runtimeFolder } = store.state().person;

  const changedMeanwhile = (at: string): Error =>
    fail('file-failed', { path: at, detail: problemsFilesTexts.changedMeanwhile });

  /** Replaces a text unless somebody else changed it; once more does no harm. */
  const put = async (at: string, bytes: Uint8Array, expect: string | null): Promise<void> => {
    const outcome = await files.put(at, bytes, { expect });
    if (outcome.kind === 'conflict' && outcome.theirs?.version !== versionOf(bytes))
      throw changedMeanwhile(at);
  };

  const write = ({ file, before, bytes: text }: Of<'write'>): Omit<Step, 'id'> => {
    const at = file.path;
    const bytes = fromBase64(text);
    return {
      undo: async () => {
        const old = await files.read(at);
        if ((old?.version ?? null) !== before) throw changedMeanwhile(at);
        return undoOfWrite(files, { path: at, bytes, old });
      },
      run: async () => {
        const old = await files.read(at);
        if (old !== null && old.version === before) {
          const { mode } = old;
          await deps.history.keep({ ...file, reason: 'saved', bytes: old.bytes, mode });
        }
        await files.makeFolders([path.dirname(at)]);
        await put(at, bytes, before);
      },
    };
  };

  const addMode = ({ path: at, bits }: Of<'add-mode'>): Omit<Step, 'id'> => {
    const modeNow = async (): Promise<number> => {
      const look = (await files.examine([at])).get(at);
      if (look === undefined || !('mode' in look)) throw changedMeanwhile(at);
      return look.mode;
    };
    return {
      undo: async () => {
        const mode = await modeNow();
        return [{ do: 'set-mode', path: at, mode, ours: mode | bits }];
      },
      run: async () => {
        await files.setMode(at, (await modeNow()) | bits);
      },
    };
  };

  const removeReturns = ({ path: at, lines }: Of<'remove-returns'>): Omit<Step, 'id'> => {
    const readText = async () => {
      const old = await files.read(at);
      if (old === null) throw changedMeanwhile(at);
      return { old, bytes: withoutReturns(old.bytes, lines) };
    };
    return {
      undo: async () => {
        const { old, bytes } = await readText();
        return undoOfWrite(files, { path: at, bytes, old });
      },
      run: async () => {
        const { old, bytes } = await readText();
        await put(at, bytes, old.version);
      },
    };
  };

  const makeFile = (at: string): Omit<Step, 'id'> => ({
    undo: async () => {
      await refuseExisting(files, at);
      return [{ do: 'remove-file', path: at, version: versionOf(empty) }];
    },
    run: () => put(at, empty, null),
  });

  /** A mask for good and one until the next boot: systemd.unit(5), “Unit File Load Path”. */
  const maskPaths = (unit: string): string[] => [
    path.join(unitFolder, unit),
    path.join(runtimeFolder, 'systemd/user', unit),
  ];

  const unmask = (unit: string): Omit<Step, 'id'> => ({
    undo: async () => {
      const links = await Promise.all(
        maskPaths(unit).map(async (at) => ({ at, to: await files.linkAt(at) })),
      );
      return links.flatMap(({ at, to }): UndoRecord[] =>
        to === null
          ? []
          : [
              { do: 'reload', unit },
              { do: 'put-link', path: at, to },
            ],
      );
    },
    run: async () => {
      const fileState = store.state().units[unit]?.unitFileState ?? '';
      await systemctl.act(unit, 'unmask', { fileState });
    },
  });

  const reenable = (unit: string): Omit<Step, 'id'> => ({
    undo: async () => {
      const { links } = await deps.unitStore.ownFiles(unit);
      return [...(await files.snapshot(links)), { do: 'disable', unit }];
    },
    run: async () => {
      await systemctl.act(unit, 'disable');
      await systemctl.act(unit, 'enable');
    },
  });

  /** What a step starts or stops may be another unit than the remedy’s: each has its own state before it. */
  const isUpNow = (unit: string): boolean => {
    const row = store.state().units[unit];
    return row !== undefined && isUp(row);
  };

  const workOf = (step: RemedyStep): Omit<Step, 'id'> => {
    switch (step.do) {
      case 'write':
        return write(step);
      case 'make-folder':
        return {
          undo: async () =>
            (await files.missingFolders([step.path])).map((one) => ({
              do: 'remove-folder',
              path: one,
            })),
          run: async () => {
            await files.makeFolders([step.path]);
          },
        };
      case 'make-file':
        return makeFile(step.path);
      case 'add-mode':
        return addMode(step);
      case 'remove-returns':
        return removeReturns(step);
      case 'reload':
        return {
          run: async () => {
            await systemctl.daemonReload(step.unit);
          },
        };
      case 'unmask':
        return unmask(step.unit);
      case 'reset-failed':
        return {
          run: async () => {
            // Only a failed unit has a state to reset.
            await systemctl.act(step.unit, 'reset-failed').catch(() => null);
          },
        };
      case 'enable':
        return {
          undo: () => [{ do: 'disable', unit: step.unit }],
          run: async () => {
            await systemctl.act(step.unit, 'enable');
          },
        };
      case 'reenable':
        return reenable(step.unit);
      case 'stop':
        return {
          undo: () => (isUpNow(step.unit) ? [{ do: 'start', unit: step.unit }] : []),
          run: async () => {
            await systemctl.act(step.unit, 'stop');
          },
        };
      case 'start':
        return {
          undo: () =>
            isUpNow(step.unit)
              ? []
              : [
                  { do: 'reset-failed', unit: step.unit },
                  { do: 'stop', unit: step.unit },
                ],
          // It may take long, or fail for another cause: it begins once the rest is done, and for good.
          run: () => Promise.resolve(),
        };
    }
  };

  /** Undone in reverse: systemd reads the files again once all of them are back. */
  const withReload = (steps: readonly RemedyStep[], unit: string): Step[] =>
    steps.some((step) => step.do === 'write')
      ? [{ id: 'before', undo: () => [{ do: 'reload', unit }], run: () => Promise.resolve() }]
      : [];

  return {
    /** Does the remaining steps. @throws what stopped it, with what was undone. */
    resume: async (transaction: RunningTransaction): Promise<void> => {
      const { plan } = transaction;
      if (plan.kind !== 'remedy') return;
      const steps = plan.steps.map((step, at) => ({
        id: remedyStepId(at),
        ...workOf(step),
      }));
      try {
        await doAll(transaction, [...withReload(plan.steps, plan.unit), ...steps], deps.onLeft);
        if (transaction.now().undo.length === 0) await transaction.end();
        else {
          await transaction.endUndoable();
          await deps.onDone(transaction);
        }
      } finally {
        await deps.inventory.refresh().catch(deps.bugs.report);
      }
    },
  };
};

export type RemedySteps = ReturnType<typeof createRemedySteps>;
