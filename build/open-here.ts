/** Opens Hearth on this desktop, freshly bundled. */
import path from 'node:path';
import { execa } from 'execa';
import { bundle } from './bundle.ts';
import { resolveElectron } from './runtime.ts';

const root = path.resolve(import.meta.dirname, '..');

/** @returns its exit code. */
export const openHere = async (words: readonly string[]): Promise<number> => {
  const electron = await resolveElectron();
  console.log(electron.note);
  await bundle();
  const { exitCode } = await execa(electron.path, [root, ...words], {
    stdio: 'inherit',
    reject: false,
  });
  return exitCode ?? 1;
};
