/** Variables for all services, for good: Hearth’s file of environment.d, changed as a transaction with its undo. */
import path from 'node:path';
import {
  readEnvironmentFile,
  withoutVariables,
  withVariables,
} from '../../core/environment/environment-file.ts';
import { fail } from '../../core/problems/problem.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/text/utf8.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import { managerUnit, type Plan, type UndoRecord } from '../../core/transactions/transaction.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { FileRead, HostFiles } from '../../host/host-files.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import { environmentFileOf } from '../../system/environment/environment-folder.ts';
import { fromBase64, toBase64 } from '../../system/files/base64.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import {
  doAll,
  type RunningTransaction,
  type Step,
  type TransactionWork,
} from '../transactions/transaction.ts';
import { undoOfWrite } from '../transactions/undo.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';

/** It may hold secrets. */
const privateMode = 0o600;

interface Deps {
  files: HostFiles;
  store: Pick<AccountStore, 'state'>;
  transactions: Pick<TransactionWork, 'begin'>;
  systemctl: Pick<Systemctl, 'daemonReload'>;
  lock: Pick<UnitLock, 'change'>;
  onDone(transaction: RunningTransaction): Promise<void>;
  onLeft(transaction: RunningTransaction): void;
}

type EnvironmentPlan = Extract<Plan, { kind: 'environment' }>;

export const createKeptVariables = (deps: Deps) => {
  const { files } = deps;
  const file = (): string => environmentFileOf(deps.store.state().person.unitFolder);
  const textOf = (read: FileRead | null): string => (read === null ? '' : decodeUtf8(read.bytes));

  /** In reverse: the file, its folders, then a reload. */
  const undoOf = async (plan: EnvironmentPlan, old: FileRead | null): Promise<UndoRecord[]> => [
    { do: 'reload', unit: managerUnit },
    ...(await undoOfWrite(files, { path: plan.path, bytes: fromBase64(plan.bytes), old })),
  ];

  const write = async (plan: EnvironmentPlan): Promise<void> => {
    const bytes = fromBase64(plan.bytes);
    const now = await files.read(plan.path);
    if (now?.version === versionOf(bytes)) return;
    await files.makeFolders([path.dirname(plan.path)]);
    const outcome = await files.put(plan.path, bytes, { expect: plan.before, mode: privateMode });
    if (outcome.kind === 'conflict')
      throw fail('file-failed', {
        path: plan.path,
        detail: problemsFilesTexts.changedMeanwhile,
      });
  };

  const stepsOf = (plan: EnvironmentPlan, old: FileRead | null): Step[] => [
    { id: 'file', undo: () => undoOf(plan, old), run: () => write(plan) },
    {
      id: 'reload',
      isRepeatable: true,
      run: async () => {
        await deps.systemctl.daemonReload(managerUnit);
      },
    },
  ];

  const carryOut = async (
    transaction: RunningTransaction,
    plan: EnvironmentPlan,
    old: FileRead | null,
  ): Promise<void> => {
    await doAll(transaction, stepsOf(plan, old), deps.onLeft);
    await transaction.endUndoable();
    await deps.onDone(transaction);
  };

  const change = (names: readonly string[], next: (text: string) => string): Promise<void> =>
    deps.lock.change(managerUnit, async () => {
      const old = await files.read(file());
      const text = textOf(old);
      const wanted = next(text);
      if (wanted === text) return;
      const plan: EnvironmentPlan = {
        kind: 'environment',
        unit: managerUnit,
        path: file(),
        before: old?.version ?? null,
        bytes: toBase64(encodeUtf8(wanted)),
        names: [...names],
      };
      await carryOut(await deps.transactions.begin(plan), plan, old);
    });

  return {
    file,
    /** The names that it sets; none if it can’t be read. */
    names: async (): Promise<ReadonlySet<string>> => {
      // Unreadable, it sets nothing either.
      const read = await files.read(file()).catch(() => null);
      return new Set(readEnvironmentFile(textOf(read)).map(({ name }) => name));
    },
    /** @throws busy, and what the host's `put` and the manager's reload throw; then nothing has changed. */
    keep: (values: ReadonlyMap<string, string>): Promise<void> =>
      change([...values.keys()], (text) => withVariables(text, values)),
    /** @throws as `keep`. */
    drop: (names: readonly string[]): Promise<void> =>
      change(names, (text) => withoutVariables(text, new Set(names))),
    /** Continues an interrupted change. @throws as `keep`. */
    resume: async (transaction: RunningTransaction): Promise<void> => {
      const { plan } = transaction;
      if (plan.kind === 'environment')
        await carryOut(transaction, plan, await files.read(plan.path));
    },
  };
};

export type KeptVariables = ReturnType<typeof createKeptVariables>;
