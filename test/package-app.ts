/** The app as people get it: electron-builder's unpacked folder, made from the bundle with this run's Electron. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa, ExecaError } from 'execa';
import { ProblemError } from '../build/problem.ts';
import type { ElectronRuntime } from '../build/electron-folder.ts';
import { checkout, outDirectory } from './machine/paths.ts';

/** Electron 25 lacks the newest fuse, and electron-builder fails on a missing fuse. */
const settingsFor = (text: string, { dist, version }: ElectronRuntime): string => {
  const known =
    Number.parseInt(version) < 29 ? text.replace(/^ +grantFileProtocol.*\n/m, '') : text;
  return `${known}electronDist: ${JSON.stringify(dist)}\nelectronVersion: ${version}\n`;
};

/** Builds the app into `release/linux-unpacked/`. @throws ProblemError with the end of the packager's output. */
export const packageApp = async (electron: ElectronRuntime): Promise<void> => {
  const config = path.join(outDirectory, 'electron-builder.yml');
  const text = await readFile(path.join(checkout, 'electron-builder.yml'), 'utf8');
  await mkdir(outDirectory, { recursive: true });
  await writeFile(config, settingsFor(text, electron));
  const words = ['--linux', 'dir', '--config', config];
  try {
    await execa('electron-builder', words, {
      cwd: checkout,
      preferLocal: true,
      localDir: checkout,
      all: true,
    });
  } catch (thrown) {
    if (!(thrown instanceof ExecaError)) throw thrown;
    throw new ProblemError({
      what: 'Hearth could not be packaged.',
      why: thrown.message.split('\n').slice(-12).join('\n'),
      remedy: 'Fix what electron-builder complains about.',
      command: `electron-builder ${words.join(' ')}`,
    });
  }
};
