/**
 * The details of the unit on screen. Reading a unit’s properties loads it, and systemd then reports a new unit: so they
 * are re-read only when a state changes, never because the unit was loaded or unloaded.
 */
import { toProblem, type Problem } from '../../../electron/core/problems/problem.ts';
import { plainUnit, type Unit, type UnitDetails } from '../../../electron/core/units/unit.ts';
import type { PageClient } from '../../client.svelte.ts';

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
        if (number !== latest) return;
        problem = toProblem(thrown);
        // What was true of it before it was deleted no longer is.
        if (problem.code === 'no-such-unit') details = null;
      }
    },
  };
};

/**
 * Changes exactly when the details should be re-read. A unit that isn’t loaded counts as stopped. A quick restart
 * changes only its time: its other states are over before systemd reports them.
 */
export const signatureOf = (unit: Unit | undefined, action: string): string => {
  const { activeState, subState, unitFileState, changedAt } = unit ?? plainUnit('x.service');
  return `${activeState} ${subState} ${unitFileState} ${String(changedAt)} ${action}`;
};

/** A row for a unit that isn’t in the list, from its details. */
export const rowOf = (details: UnitDetails): Unit => ({
  ...plainUnit(details.name),
  description: details.description,
  loadState: details.loadState,
  activeState: details.activeState,
  subState: details.subState,
  unitFileState: details.unitFileState,
  needDaemonReload: details.needDaemonReload,
});
