/** An Electron on this machine. */
import { access } from 'node:fs/promises';

export interface ElectronRuntime {
  /** The program itself. */
  path: string;
  /** The folder it is in, as electron-builder's `electronDist` wants it. */
  dist: string;
  /** Without a leading "v". */
  version: string;
  source: 'override' | 'download' | 'fallback';
  /** One line for people: which Electron this run uses, and why. */
  note: string;
}

export const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
