/** Lingering in the state: read at start, when logind's own record changes, and after every attempt. */
import { startedByLingering, type LingerCandidate } from '../../core/linger/linger.ts';
import { toProblem } from '../../core/problems/problem.ts';
import type { Store } from '../../core/app/store.ts';
import type { Loginctl } from '../../system/login/loginctl.ts';
import type { UnitStore } from '../../system/units/store.ts';

export interface Lingering {
  read(): Promise<void>;
  /** What lingering would start with nobody logged in. */
  candidates(): Promise<LingerCandidate[]>;
  /** Ends when the prompt, if any, was answered; a problem goes into the state, and is shown. */
  set(enable: boolean): Promise<void>;
}

interface Deps {
  store: Store;
  loginctl: Loginctl;
  unitStore: Pick<UnitStore, 'wantedLinks'>;
  /** Shows the problem in the state. Neither a menu nor the panel can, and a prompt takes the panel’s focus, which closes it. */
  showProblem(): void;
}

export const createLingering = (deps: Deps): Lingering => {
  const { store, loginctl, unitStore } = deps;
  const read = async (): Promise<void> => {
    store.dispatch({ kind: 'linger', current: await loginctl.read() });
  };
  return {
    read,
    candidates: async () =>
      startedByLingering(await unitStore.wantedLinks(), store.state().person.unitFolder),
    set: async (enable) => {
      if (store.state().linger.changing) return;
      store.dispatch({ kind: 'linger-changing' });
      const problem = await loginctl.setLinger(enable).then(
        () => null,
        (thrown: unknown) => toProblem(thrown),
      );
      const unread = await read().then(
        () => null,
        (thrown: unknown) => toProblem(thrown),
      );
      const last = problem ?? unread;
      store.dispatch({ kind: 'linger-changed', problem: last });
      if (last !== null) deps.showProblem();
    },
  };
};
