/** What was typed in the editor and not saved: it outlives the window, and Hearth itself. */
import type { FileVersion, UnitFileRef } from './unit-files.ts';

export interface Draft {
  unit: string;
  file: UnitFileRef;
  /** Of the text the typing started from; null if there was no file yet. */
  version: FileVersion | null;
  /** The text the typing started from: a later conflict shows who changed what. */
  base: Uint8Array;
  bytes: Uint8Array;
}

/** Unique among the files of all units. */
export const fileKey = ({ unit, file }: Pick<Draft, 'unit' | 'file'>): string => {
  if (file.kind === 'fragment') return `${unit}/`;
  // A drop-in's name ends with .conf, a script's with .sh.
  const folder = file.kind === 'script' || file.of === undefined ? '' : `${file.of}.d/`;
  return `${unit}/${folder}${file.name}`;
};
