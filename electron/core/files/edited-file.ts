import type { UnitFileRef } from './unit-files.ts';

/** One file of a unit in the person's own folder, or a script that it runs. */
export interface EditedFile {
  /** The unit of its history: the template, for the file of an instance. */
  unit: string;
  ref: UnitFileRef;
  path: string;
}
