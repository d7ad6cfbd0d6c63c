import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** What a program needs around it before it runs. */
export const diagnosisSurroundingsTexts = texts({
  en: {
    workingFolderMissing: (path: string) =>
      `Could not run: its working directory ${code(path)} doesn’t exist.`,
    workingFolderIsFile: (path: string) =>
      `Could not run: its working directory ${code(path)} is a file.`,
    workingFolderClosed: (of: { path: string; folder: string }) =>
      of.path === of.folder
        ? `Could not run: you can’t enter its working directory ${code(of.path)}.`
        : `Could not run: its working directory ${code(of.path)} is in ${code(of.folder)}, which you can’t enter.`,
    workingFolderNotYet: (path: string) =>
      `Its working directory ${code(path)} wasn’t there when the service started. It is now.`,
    environmentFileMissing: (path: string) =>
      `Could not run: its environment file ${code(path)} doesn’t exist.`,
    environmentFileUnreadable: (path: string) =>
      `Could not run: its environment file ${code(path)} can’t be read.`,
    environmentFileIsFolder: (path: string) =>
      `Could not run: its environment file ${code(path)} is a folder.`,
    outputFolderMissing: (of: { path: string; folder: string }) =>
      `Could not run: its output goes to ${code(of.path)}, and the folder ${code(of.folder)} doesn’t exist.`,
    outputNotWritable: (path: string) =>
      `Could not run: its output goes to ${code(path)}, which can’t be written.`,
    outputDiskFull: (path: string) =>
      `Could not run: its output goes to ${code(path)}, and the disk is full.`,
    inputMissing: (path: string) => `Could not run: its input ${code(path)} doesn’t exist.`,
    ownFolder: (of: { key: string; value: string }) =>
      `Could not run: systemd couldn’t make the folder of ${code(`${of.key}=${of.value}`)}.`,
    credential: (path: string) => `Could not run: its credential ${code(path)} doesn’t exist.`,
    sandboxPath: (of: { key: string; path: string }) =>
      `Could not run: ${code(`${of.key}=`)} names ${code(of.path)}, which doesn’t exist.`,

    short: {
      workingFolderMissing: 'working directory missing',
      workingFolderIsFile: 'working directory is a file',
      workingFolderClosed: 'working directory closed',
      notThereYet: 'folder wasn’t there yet',
      environmentFileMissing: 'environment file missing',
      environmentFileUnreadable: 'environment file unreadable',
      outputFolderMissing: 'output folder missing',
      outputNotWritable: 'output not writable',
      diskFull: 'disk full',
      inputMissing: 'input missing',
      ownFolder: 'service folder impossible',
      credential: 'credential missing',
      sandboxPath: 'sandbox path missing',
    },
  },
});
