/** Why lingering can’t be switched now; undefined if it can. */
import type { AccountState } from '../../../electron/core/app/state.ts';
import { lingerTexts } from '../../../electron/core/texts/linger.ts';

export const whyFixed = ({ changing, current }: AccountState['linger']): string | undefined => {
  if (changing) return lingerTexts.waitingForPassword;
  return current === null ? lingerTexts.notKnown : undefined;
};
