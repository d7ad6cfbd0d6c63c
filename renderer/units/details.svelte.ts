/**
 * The details of the unit on screen. Reading a unit's properties loads it, which makes systemd tell of a
 * new unit: so they are read again only when its states changed, never because it was (un)loaded.
 */
import { plainUnit } from '../../electron/core/units/plain-unit.ts';
import { toProblem, type Problem } from '../../electron/core/problems/problem.ts';
import type { Unit, UnitDetails } from '../../electron/core/units/unit.ts';
import type { PageClient } from '../client.svelte.ts';

export interface DetailsReader {
  readonly details: UnitDetails | null;
  readonly problem: Problem | null;
  read(unit: string): Promise<void>;
}

export const createDetailsReader = (hearth: PageClient['hearth']): DetailsReader => {
  let details = $state.raw<UnitDetails | null>(null);
  let problem = $state.raw<Problem | null>(null);
  let latest = 0;

  return {
    get details() {
      return details;
    },
    get problem() {
      return problem;
    },
    async read(unit) {
      const number = ++latest;
      try {
        const answer = await hearth.unitDetails({ unit });
        if (number !== latest) return;
        details = answer;
        problem = null;
      } catch (thrown) {
        if (number === latest) problem = toProblem(thrown);
      }
    },
  };
};

/**
 * Changes exactly when the details are worth reading again. A unit that is not loaded is a stopped one. A quick restart
 * shows in nothing but its time: what lies between is over before anything is told.
 */
export const signatureOf = (unit: Unit | undefined, action: string): string => {
  const { activeState, subState, unitFileState, changedAt } = unit ?? plainUnit('x.service');
  return `${activeState} ${subState} ${unitFileState} ${String(changedAt)} ${action}`;
};

/** A row for a unit that the list does not hold, as far as its details tell. */
export const rowOf = (details: UnitDetails): Unit => ({
  ...plainUnit(details.name),
  description: details.description,
  loadState: details.loadState,
  activeState: details.activeState,
  subState: details.subState,
  unitFileState: details.unitFileState,
  needDaemonReload: details.needDaemonReload,
});
