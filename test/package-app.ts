/** The app as people get it: electron-builder's unpacked folder, made from the bundle with this run's Electron. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa, ExecaError } from 'execa';
import { settingsWith } from '../build/package/settings.ts';
import { ProblemError } from '../build/problem.ts';
import type { ElectronRuntime } from '../build/electron-folder.ts';
import { checkout, outDirectory } from './machine/paths.ts';

/** Builds the app into `release/linux-unpacked/`. @throws ProblemError with the end of the packager's output. */
export const packageApp = async (electron: ElectronRuntime): Promise<void> => {
  const config = path.join(outDirectory, 'electron-builder.yml');
  await mkdir(outDirectory, { recursive: true });
  await writeFile(config, await settingsWith(electron));
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
