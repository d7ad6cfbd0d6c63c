/** The creation on the screen: the running step, the output of each, how it ended. */
import type { AccountStore } from '../../core/app/store.ts';
import type { Creation, CreationStep, StepId } from '../../core/create/steps.ts';
import type { Problem } from '../../core/problems/problem.ts';

export const createProgress = (store: AccountStore) => {
  const update = (change: (creation: Creation) => Partial<Creation>): void => {
    const { creation } = store.state();
    if (creation === null) return;
    store.dispatch({ kind: 'creation', creation: { ...creation, ...change(creation) } });
  };

  const updateStep = (id: StepId, change: Partial<CreationStep>): void => {
    update(({ steps }) => ({
      steps: steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
    }));
  };

  return {
    update,
    updateStep,
    begin: (of: Pick<Creation, 'unit' | 'form' | 'steps' | 'tookBack'>): void => {
      store.dispatch({
        kind: 'creation',
        creation: { ...of, status: 'running', problem: null, journal: [], undone: [] },
      });
    },
    /** Marks the step failed, and those after it skipped. */
    fail: (id: StepId, problem: Problem, journal: string[]): void => {
      updateStep(id, { state: 'failed', output: problem.output ?? problem.why });
      update(({ steps }) => ({
        status: 'failed',
        problem,
        journal,
        steps: steps.map((step) =>
          step.state === 'waiting' ? { ...step, state: 'skipped' } : step,
        ),
      }));
    },
  };
};
