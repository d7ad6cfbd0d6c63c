/** Transactions as a killed Hearth leaves them, and the next Hearth. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { JournalLine, Plan } from '../../../electron/core/transactions/transaction.ts';
import { createHistory } from '../../../electron/system/storage/history.ts';
import type { Limits } from '../../../electron/system/manager/systemctl.ts';
import { createJournals } from '../../../electron/system/storage/transaction-log.ts';
import { abandon } from '../host/abandon.ts';
import { files, host, temporaryFolder } from './bench.ts';
import { openWorkbench } from './open-workbench.ts';

/** A separate state folder, and Hearth over it, with a manager. @param unit `kept` returns its history. */
export const openInterrupted = async (unit: string, limits?: Partial<Limits>) => {
  const state = path.join(await temporaryFolder(), 'hearth');
  const start = () => openWorkbench(state, limits);
  const journals = path.join(state, 'transactions');
  /** Leaves a transaction behind as a killed Hearth would. Returns its id. */
  const interrupt = async (plan: Plan, ...lines: JournalLine[]): Promise<string> => {
    const { journal, transaction } = await createJournals(host, journals).begin(plan);
    for (const line of lines) await journal.append(line);
    await abandon(journals);
    return transaction.id;
  };
  const kept = () => createHistory({ files, folder: path.join(state, 'history') }).list(unit);
  return { start, interrupt, kept, journals, left: () => readdir(journals).catch(() => []) };
};
