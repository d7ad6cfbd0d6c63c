/** electron-builder’s settings for the Electron of this run. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronRuntime } from '../electron-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Electron 25 lacks the newest fuse, and electron-builder fails on a missing fuse. */
export const settingsWith = async ({ dist, version }: ElectronRuntime): Promise<string> => {
  const text = await readFile(path.join(root, 'electron-builder.yml'), 'utf8');
  const known =
    Number.parseInt(version) < 29 ? text.replace(/^ +grantFileProtocol.*\n/m, '') : text;
  return `${known}electronDist: ${JSON.stringify(dist)}\nelectronVersion: ${version}\n`;
};
