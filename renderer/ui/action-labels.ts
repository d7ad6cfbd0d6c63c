/** Actions in words: what is under way, and the command that does it. */
import { onUnit, shellLine } from '../../electron/core/commands.ts';
import type { ActionUnderWay } from '../../electron/core/app/state.ts';
import { stateWord, type Unit, type UnitAction } from '../../electron/core/units/unit.ts';

const underWay: Record<ActionUnderWay['action'], string> = {
  start: 'starting…',
  stop: 'stopping…',
  restart: 'restarting…',
  reload: 'reloading…',
  enable: 'enabling…',
  disable: 'disabling…',
  mask: 'masking…',
  unmask: 'unmasking…',
  'reset-failed': 'clearing…',
  kill: 'killing…',
  delete: 'deleting…',
  recover: 'putting right…',
};

/** The state, or what is being done about it now. */
export const presentWord = (unit: Unit, action: ActionUnderWay | undefined): string =>
  action === undefined ? stateWord(unit) : underWay[action.action];

/** The line a person would type for this action. */
export const actionLine = (
  action: UnitAction,
  unit: Pick<Unit, 'name' | 'unitFileState'>,
): string => shellLine(onUnit(action, unit.name, { fileState: unit.unitFileState }));
