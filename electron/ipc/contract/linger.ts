/** Whether services keep running after logout. */
import * as v from 'valibot';
import type { LingerCandidate } from '../../core/linger/linger.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { method, nothing } from './method.ts';

export const lingerMethods = {
  lingerCandidates: method<LingerCandidate[]>()(nothing),
  /** Ends when the prompt, if any, was answered. Answers why it failed, which the state shows as well. */
  setLinger: method<Problem | null>()(v.strictObject({ enable: v.boolean() })),
};
