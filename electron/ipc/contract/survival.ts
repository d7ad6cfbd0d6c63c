/** What becomes of units at logout and after a reboot. */
import type { Problem } from '../../core/problems/problem.ts';
import type { LingerReview, LogoutReview } from '../../core/survival/review.ts';
import type { Survival } from '../../core/survival/survival.ts';
import { byName, method, nothing } from './method.ts';

export const survivalMethods = {
  /** null for a unit that nothing starts in this sense: a template, a device, a slice. */
  survival: method<Survival | null>()(byName),
  /** What would run with nobody logged in, were lingering on. */
  lingerReview: method<LingerReview>()(nothing),
  /** What the next logout stops, were lingering off. */
  logoutReview: method<LogoutReview>()(nothing),
  /** Makes a target start the unit that the manager reaches. Returns why it failed, as the state also shows. */
  startWithManager: method<Problem | null>()(byName),
  /** Makes only the desktop start and stop an enabled unit, by a drop-in. Returns why it failed, as the state also shows. */
  bindToDesktop: method<Problem | null>()(byName),
  /** Takes that back. */
  unbindFromDesktop: method<Problem | null>()(byName),
};
