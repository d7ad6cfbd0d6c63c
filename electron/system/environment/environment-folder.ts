/** Where the user manager reads variables from: environment.d(5). */
import path from 'node:path';
import { keptFileName } from '../../core/environment/environment-view.ts';

/** Hearth’s own file there. @param unitFolder of the person, in the manager’s folder of configuration. */
export const environmentFileOf = (unitFolder: string): string =>
  path.join(path.dirname(path.dirname(unitFolder)), 'environment.d', keptFileName);
