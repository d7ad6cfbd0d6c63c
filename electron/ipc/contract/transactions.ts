/** Changes that were interrupted, and the last deletion. */
import * as v from 'valibot';
import type { Problem } from '../../core/problems/problem.ts';
import { method, nothing } from './method.ts';

const transactionId = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-z]{1,20}-[0-9a-f]{12}$/)),
});

export const transactionsMethods = {
  /**
   * Goes on with a change in the middle of which Hearth was killed. Ends when it has ended. Answers why it failed, which
   * the state shows as well; null when it went well.
   */
  finishTransaction: method<Problem | null>()(transactionId),
  /** Undoes it, also the last deletion; answers as `finishTransaction`. */
  undoTransaction: method<Problem | null>()(transactionId),
  /** Leaves things as they are. */
  dismissTransaction: method<void>()(transactionId),
  /** Earlier messages about them are not shown any more. */
  dismissUndone: method<void>()(nothing),
};
