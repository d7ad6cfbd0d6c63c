/** Applies remedies: what changes files is a transaction that one click undoes, then the unit starts again. */
import type { AccountStore } from '../../core/app/store.ts';
import type { CauseNumber } from '../../core/diagnosis/cause.ts';
import { offeredRemedy } from '../../core/diagnosis/diagnose.ts';
import type { RemedyChange } from '../../core/diagnosis/remedy-change.ts';
import { fail, type Problem } from '../../core/problems/problem.ts';
import { isUp } from '../../core/units/unit.ts';
import type { HostFiles } from '../../host/host-files.ts';
import type { Systemctl } from '../../system/manager/systemctl.ts';
import type { Bugs } from '../app/bugs.ts';
import type { TransactionWork } from '../transactions/transaction.ts';
import type { UnitLock } from '../transactions/unit-lock.ts';
import type { Actions } from '../units/actions.ts';
import type { RemedySteps } from './applying.ts';
import type { DiagnosisService } from './diagnosis.ts';
import { remedyWork } from './remedy-steps.ts';

interface Chosen {
  unit: string;
  cause: CauseNumber;
  remedy: string;
}

export interface RemedyDeps {
  store: AccountStore;
  files: HostFiles;
  systemctl: Pick<Systemctl, 'act'>;
  transactions: Pick<TransactionWork, 'begin'>;
  lock: Pick<UnitLock, 'whole'>;
  remedySteps: RemedySteps;
  actions: Pick<Actions, 'act'>;
  diagnosis: Pick<DiagnosisService, 'afresh' | 'forgetAll'>;
  /** Shows a file in the desktop’s file manager. */
  showFile(file: string): void;
  bugs: Bugs;
}

export const createRemedies = (deps: RemedyDeps) => {
  const { store, files, diagnosis } = deps;
  const { unitFolder } = store.state().person;

  /** @throws remedy-gone, and what a diagnosis throws. */
  const find = async ({ unit, cause, remedy }: Chosen) => {
    const { symptoms } = await diagnosis.afresh(unit);
    const offered = offeredRemedy(symptoms, { cause, remedy });
    if (offered === null) throw fail('remedy-gone', { unit });
    const work = await remedyWork(offered.actions, { files, symptoms, unitFolder });
    return { unit: symptoms.unit, label: offered.label, ...work };
  };

  /** Starts it, or restarts what is up; what comes of it is on its page, as after any start. */
  const begin = async (unit: string): Promise<Problem | null> => {
    const row = store.state().units[unit];
    const isRunning = row !== undefined && isUp(row);
    if (row?.activeState === 'failed') {
      // It may have left the failed state since.
      await deps.systemctl.act(unit, 'reset-failed').catch(() => null);
    }
    return deps.actions.act({ unit, action: isRunning ? 'restart' : 'start' });
  };

  const apply = async (chosen: Chosen): Promise<Problem | null> => {
    const { unit, label, steps } = await find(chosen);
    let failed = null as Problem | null;
    await deps.lock.whole(unit, 'recover', async () => {
      const transaction = await deps.transactions.begin({ kind: 'remedy', unit, label, steps });
      failed = await deps.remedySteps.resume(transaction).then(() => null, deps.bugs.toProblem);
      // Who asked shows it.
      return null;
    });
    // Perhaps what starts the unit, such as its timer.
    const [started] = steps.flatMap((step) => (step.do === 'start' ? [step.unit] : []));
    const problem = failed === null && started !== undefined ? await begin(started) : failed;
    diagnosis.forgetAll();
    return problem;
  };

  return {
    /** What a remedy changes, in order. @throws remedy-gone, and what a diagnosis throws. */
    changes: async (chosen: Chosen): Promise<RemedyChange[]> => (await find(chosen)).changes,
    /** Returns the problem, or null on success. @throws busy, remedy-gone, and what a diagnosis throws. */
    apply,
    /** Shows a path that a diagnosis names in the file manager; nothing for any other path. */
    show: async ({ unit, path: at }: { unit: string; path: string }): Promise<void> => {
      const { causes, known } = (await diagnosis.afresh(unit)).diagnosis;
      const evidence = [...causes.flatMap((cause) => cause.evidence), ...known];
      const isNamed = evidence.some(
        ({ at: place }) => place !== null && 'path' in place && place.path === at,
      );
      if (isNamed) deps.showFile(at);
    },
  };
};

export type Remedies = ReturnType<typeof createRemedies>;
