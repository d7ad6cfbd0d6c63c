/** Why a unit survives as it does, as sentences. */
import type { Survival, SurvivalRemark } from '../../electron/core/survival/survival.ts';
import { survivalBadgeTexts } from '../../electron/core/texts/survival/badge.ts';

/** @param lingering whether lingering is on. */
const startText = ({ why, startedBy }: Survival, lingering: boolean): string => {
  switch (why.kind) {
    case 'manager': {
      const last = startedBy.at(-1);
      return last === undefined
        ? survivalBadgeTexts.first(lingering)
        : survivalBadgeTexts.started[last.occasion]({ by: last.unit, lingering });
    }
    case 'session':
      return survivalBadgeTexts.session(why.target);
    case 'no-desktop':
      return survivalBadgeTexts.noDesktop(why.target);
    case 'not-reached':
      return survivalBadgeTexts.notReached(why.by);
    case 'missing':
      return survivalBadgeTexts.missing(why.by);
    case 'trigger-off':
      return survivalBadgeTexts.triggerOff(why.trigger);
    case 'runtime':
    case 'masked':
    case 'unlinked':
    case 'refused':
    case 'transient':
    case 'generated':
    case 'disabled':
    case 'static':
      return survivalBadgeTexts.never[why.kind];
  }
};

export const reasonText = (survival: Survival, lingering: boolean): string => {
  const start = startText(survival, lingering);
  const isStarted = survival.why.kind === 'manager' || survival.why.kind === 'session';
  if (isStarted || survival.atLogout === null) return start;
  const now =
    survival.atLogout === 'stops'
      ? survivalBadgeTexts.runningUntilLogout
      : survivalBadgeTexts.runningOn;
  return survivalBadgeTexts.both({ now, start });
};

export const remarkText = (remark: SurvivalRemark): string => {
  switch (remark.kind) {
    case 'stop-delay':
      return survivalBadgeTexts.remarks.stopDelay(remark.seconds);
    case 'until-shutdown':
      return survivalBadgeTexts.remarks.untilShutdown;
    case 'leftovers':
      return survivalBadgeTexts.remarks.leftovers;
    case 'ends-with-desktop':
      return survivalBadgeTexts.remarks.endsWithDesktop;
    case 'outlives-desktop':
      return survivalBadgeTexts.remarks.outlivesDesktop;
    case 'until-boot':
      return survivalBadgeTexts.remarks.untilBoot;
    case 'on-bus':
      return survivalBadgeTexts.remarks.onBus(remark.name);
  }
};
