/** The newest release, as build/package/changelog has it: its date is the date of everything in a package. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Release {
  version: string;
  /** Seconds since the epoch. */
  epoch: number;
  /** `2026-11-30` */
  date: string;
}

/** @param changelog deb-changelog(5). */
export const newestRelease = (changelog: string): Release => {
  const version = /^hearth \(([^)]+)\)/m.exec(changelog)?.[1];
  const at = Date.parse(/^ -- .* {2}(.+)$/m.exec(changelog)?.[1] ?? '');
  if (version === undefined || Number.isNaN(at))
    throw new Error('build/package/changelog names no release.');
  return { version, epoch: at / 1000, date: new Date(at).toISOString().slice(0, 10) };
};

export const readRelease = (): Release =>
  newestRelease(readFileSync(path.join(import.meta.dirname, 'changelog'), 'utf8'));
