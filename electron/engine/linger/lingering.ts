/** Keeps lingering in the state: read at startup, when logind's own record changes, and after every attempt. */
import type { AccountStore } from '../../core/app/store.ts';
import type { Problem } from '../../core/problems/problem.ts';
import type { Loginctl } from '../../system/login/loginctl.ts';
import type { Bugs } from '../app/bugs.ts';

interface Deps {
  store: AccountStore;
  loginctl: Loginctl;
  /** Shows the problem: neither a menu nor the panel can, and a prompt takes the panel’s focus, which closes it. */
  showProblem(): void;
  bugs: Bugs;
}

export const createLingering = ({ store, loginctl, showProblem, bugs }: Deps) => {
  const read = async (): Promise<void> => {
    store.dispatch({ kind: 'linger', current: await loginctl.read() });
  };
  const problemOf = (work: Promise<void>): Promise<Problem | null> =>
    work.then(() => null, bugs.toProblem);
  return {
    read,
    /** Resolves once the prompt, if any, is answered. Puts a problem into the state, shows it and returns it. */
    set: async (enable: boolean): Promise<Problem | null> => {
      if (store.state().linger.changing) return null;
      store.dispatch({ kind: 'linger-changing' });
      const refused = await problemOf(loginctl.setLinger(enable));
      const unread = await problemOf(read());
      const problem = refused ?? unread;
      store.dispatch({ kind: 'linger-changed', problem });
      if (problem !== null) showProblem();
      return problem;
    },
  };
};

export type Lingering = ReturnType<typeof createLingering>;
