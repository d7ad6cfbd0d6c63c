/** What a unit is doing in words, and the command for an action. */
import { onUnit, shellLine } from '../../../electron/core/commands.ts';
import type { ActionUnderWay } from '../../../electron/core/app/state.ts';
import {
  provenWord,
  type ProofState,
  type ProofWord,
} from '../../../electron/core/proof/proof-state.ts';
import { unitsStatesTexts } from '../../../electron/core/texts/units/states.ts';
import type { StateWord, Unit, UnitAction } from '../../../electron/core/units/unit.ts';

export interface PresentState {
  /** `under-way` while Hearth does something to the unit. */
  state: StateWord | ProofWord | 'under-way';
  text: string;
}

/** The state, or what Hearth is doing to the unit now. @param proof of a running service that names one. */
export const presentState = (
  unit: Unit,
  action: ActionUnderWay | undefined,
  proof?: ProofState,
): PresentState => {
  if (action !== undefined)
    return { state: 'under-way', text: unitsStatesTexts.underWay[action.action] };
  const state = provenWord(unit, proof);
  return { state, text: unitsStatesTexts.states[state] };
};

/** The line to type for this action in a terminal. */
export const actionLine = (
  action: UnitAction,
  unit: Pick<Unit, 'name' | 'unitFileState'>,
): string => shellLine(onUnit(action, unit.name, { fileState: unit.unitFileState }));
