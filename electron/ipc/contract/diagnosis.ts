/** Why a unit failed or isn’t running, and what mends it. */
import * as v from 'valibot';
import type { Diagnosis } from '../../core/diagnosis/cause.ts';
import type { RemedyChange } from '../../core/diagnosis/remedy-change.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { byName, event, method, text, unitName } from './method.ts';

const causeNumber = v.pipe(
  text(10),
  v.custom<`HE-${number}`>((value) => typeof value === 'string' && /^HE-\d{3}$/.test(value)),
);
const chosenRemedy = v.strictObject({
  unit: unitName,
  cause: causeNumber,
  remedy: v.pipe(text(100), v.regex(/^[a-z0-9-]+$/)),
});

export const diagnosisMethods = {
  /** Its causes, best first, or what is known. A better answer may follow as an event `diagnosis`. */
  diagnose: method<Diagnosis>()(byName),
  /** What a remedy would change now, in order. */
  remedyChanges: method<RemedyChange[]>()(chosenRemedy),
  /** Applies a remedy that a new diagnosis still offers. Returns why it failed; null on success. */
  applyRemedy: method<Problem | null>()(chosenRemedy),
  /** Shows a path that the diagnosis names in the file manager. */
  showEvidence: method<void>()(v.strictObject({ unit: unitName, path: text(4096) })),
};

export const diagnosisEvents = {
  diagnosis: event<{ unit: string; diagnosis: Diagnosis }>(),
};
