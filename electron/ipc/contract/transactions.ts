/** Interrupted changes, and the last deletion. */
import * as v from 'valibot';
import type { Problem } from '../../core/problems/problem.ts';
import { method, nothing } from './method.ts';

const transactionId = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-z]{1,20}-[0-9a-f]{12}$/)),
});

export const transactionsMethods = {
  /**
   * Finishes a change that was interrupted when Hearth was killed; resolves when done. Returns why it failed, as the
   * state also shows; null on success.
   */
  finishTransaction: method<Problem | null>()(transactionId),
  /** Undoes a change or the last deletion; returns the same as `finishTransaction`. */
  undoTransaction: method<Problem | null>()(transactionId),
  /** Leaves everything as is. */
  dismissTransaction: method<void>()(transactionId),
  /** Dismisses earlier messages about undone changes. */
  dismissUndone: method<void>()(nothing),
};
