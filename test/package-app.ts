/** The app as people get it: electron-builder's unpacked folder, made from the bundle with the Electron of this run. */
import { execa } from 'execa';
import type { ElectronRuntime } from '../build/runtime.ts';
import { checkout } from './machine/place.ts';

/** Ends with the app in `release/linux-unpacked/`. */
export const packageApp = async ({ dist, version }: ElectronRuntime): Promise<void> => {
  await execa(
    'node_modules/.bin/electron-builder',
    ['--linux', 'dir', `-c.electronDist=${dist}`, `-c.electronVersion=${version}`],
    { cwd: checkout, preferLocal: true, localDir: checkout, all: true },
  );
};
