/** What the terminal has and services lack. */
import * as v from 'valibot';
import type { EnvironmentView, ProgramLookups } from '../../core/environment/environment-view.ts';
import { isVariableName } from '../../core/environment/variables.ts';
import type { SaveOutcome } from '../../core/files/unit-files.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { byName, list, method, nothing, text, unitName } from './method.ts';

const variableName = v.pipe(text(255), v.check(isVariableName, 'a name of a variable'));
const names = v.pipe(list(variableName, 200), v.minLength(1));
const byNames = v.strictObject({ names });

export const environmentMethods = {
  /** Values that look like secrets are left out. */
  environment: method<EnvironmentView>()(nothing),
  /** A whole value, because a person asked for it; null if it is gone. */
  revealVariable: method<string | null>()(
    v.strictObject({ name: text(255), side: v.picklist(['terminal', 'manager']) }),
  ),
  /** Passes the terminal’s values to the manager, until that ends. Returns why it failed; null on success, here and below. */
  passVariables: method<Problem | null>()(byNames),
  /** Takes back what `passVariables` did last. */
  undoPass: method<Problem | null>()(nothing),
  /** Writes the terminal’s values into Hearth’s file of environment.d, and reloads the manager. */
  keepVariables: method<Problem | null>()(byNames),
  /** Removes variables from that file. */
  dropVariables: method<Problem | null>()(byNames),
  /** Sets the terminal’s values for one service, in a drop-in. */
  setVariablesOf: method<SaveOutcome>()(v.strictObject({ unit: unitName, names })),
  /** The programs of a service, as the terminal and as the service find them. */
  programLookups: method<ProgramLookups>()(byName),
};
