/** Leaving a unit out of what lingering starts, and taking that back. */
import type { Problem } from '../../electron/core/problems/problem.ts';
import type { LeaveOut } from '../../electron/core/survival/review.ts';
import type { Undoable } from '../../electron/core/transactions/shown.ts';
import type { PageClient } from '../client.svelte.ts';

type Calls = PageClient['hearth'];

export const leaveOutWith = (
  hearth: Calls,
  unit: string,
  way: LeaveOut,
): Promise<Problem | null> =>
  way === 'desktop' ? hearth.bindToDesktop({ unit }) : hearth.actOnUnit({ unit, action: way });

/** @param of.undoable what the window offers to undo: disabling a linked unit is a transaction of its own. */
export const undoWith = (
  hearth: Calls,
  { unit, way, undoable }: { unit: string; way: LeaveOut; undoable: Undoable | null },
): Promise<Problem | null> => {
  if (way === 'desktop') return hearth.unbindFromDesktop({ unit });
  if (way === 'mask') return hearth.actOnUnit({ unit, action: 'unmask' });
  return undoable?.unit === unit && undoable.kind === 'disable'
    ? hearth.undoTransaction({ id: undoable.id })
    : hearth.actOnUnit({ unit, action: 'enable' });
};
