/** Whether services keep running after logout. */
import * as v from 'valibot';
import type { Problem } from '../../core/problems/problem.ts';
import { method } from './method.ts';

export const lingerMethods = {
  /** Resolves once any prompt is answered. Returns why it failed, as the state also shows. */
  setLinger: method<Problem | null>()(v.strictObject({ enable: v.boolean() })),
};
