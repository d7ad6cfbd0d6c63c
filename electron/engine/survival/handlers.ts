import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { survivalMethods } from '../../ipc/contract/survival.ts';
import type { Survivals } from './survival.ts';

export const survivalHandlers = ({
  survivals,
}: {
  survivals: Survivals;
}): HandlersOf<typeof survivalMethods> => ({
  survival: ({ unit }) => survivals.of(unit),
  lingerReview: () => survivals.lingerReview(),
  logoutReview: () => survivals.logoutReview(),
  startWithManager: ({ unit }) => survivals.startWithManager(unit),
  bindToDesktop: ({ unit }) => survivals.bindToDesktop(unit),
  unbindFromDesktop: ({ unit }) => survivals.unbindFromDesktop(unit),
});
