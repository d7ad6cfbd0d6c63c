/** What was typed in the editor and is not saved: it outlives the window, and Hearth itself. */
import type { FileVersion, UnitFileRef } from './unit-files.ts';

export interface Draft {
  unit: string;
  file: UnitFileRef;
  /** Of what the typing began from; null where there was no file yet. */
  version: FileVersion | null;
  /** What the typing began from: without it nobody could tell later who changed what. */
  base: Uint8Array;
  bytes: Uint8Array;
}

/** Tells the files of all units apart. */
export const fileKey = ({ unit, file }: Pick<Draft, 'unit' | 'file'>): string =>
  `${unit}/${file.kind === 'fragment' ? '' : file.name}`;
