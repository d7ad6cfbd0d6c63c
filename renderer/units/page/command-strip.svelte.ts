/** The command of what is pointed at or focused on a unit’s page; at rest, of what people do most. */
import { unitNameKind } from '../../../electron/core/names/unit-name.ts';
import { allowedNow, verbUnderWay, type ActionUnderWay } from '../../../electron/core/app/state.ts';
import { onUnit, shellLine } from '../../../electron/core/commands.ts';
import { unitsActionsTexts } from '../../../electron/core/texts/units/actions.ts';
import type { Unit, UnitAction } from '../../../electron/core/units/unit.ts';
import { actionLine } from '../../ui/words/action-labels.ts';

interface Strip {
  line: string;
  /** The button that does it; '' for none. */
  label: string;
}

/** The name of the button that does an action. */
const nameOf = (action: UnitAction): string =>
  action === 'reset-failed' ? unitsActionsTexts.resetFailed : unitsActionsTexts[action];

export const createStrip = (of: () => { unit: Unit; action: ActionUnderWay | undefined }) => {
  /** What the element pointed at does: asked again, as Start becomes Stop under the pointer. */
  let pointed = $state.raw<(() => UnitAction | Strip) | null>(null);

  const usual = (): UnitAction | Strip => {
    const { unit, action } = of();
    const allowed = allowedNow(unit, action);
    if (unitNameKind(unit.name) === 'template' && !allowed.has('unmask'))
      return { line: shellLine(onUnit('cat', unit.name)), label: '' };
    const most = (['kill', 'unmask', 'restart'] as const).find((what) => allowed.has(what));
    return verbUnderWay(action) ?? most ?? 'start';
  };

  return {
    get shown(): Strip {
      const what = (pointed ?? usual)();
      return typeof what === 'string'
        ? { line: actionLine(what, of().unit), label: nameOf(what) }
        : what;
    },
    point: (what: (() => UnitAction | Strip) | null): void => {
      pointed = what;
    },
    /** For an element that shows its command while it is pointed at or focused. */
    shows: (what: () => UnitAction) => {
      const show = (): void => {
        pointed = what;
      };
      const hide = (): void => {
        pointed = null;
      };
      return { onpointerenter: show, onfocus: show, onpointerleave: hide, onblur: hide };
    },
  };
};

export type CommandStrip = ReturnType<typeof createStrip>;
