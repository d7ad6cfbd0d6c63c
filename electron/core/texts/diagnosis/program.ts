import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Why a program couldn’t be run. `short` is for rows and the tray. */
export const diagnosisProgramTexts = texts({
  en: {
    missing: (path: string) => `Could not run: no ${code(path)}.`,
    nameMissing: (name: string) => `Could not run: there is no program ${code(name)}.`,
    nameNotInPath: (of: { name: string; path: string }) =>
      `Could not run: systemd doesn’t look for ${code(of.name)} where it is, at ${code(of.path)}.`,
    closed: (of: { path: string; folder: string }) =>
      `Could not run ${code(of.path)}: you can’t enter the folder ${code(of.folder)}.`,
    folder: (path: string) => `Could not run: ${code(path)} is a folder.`,
    notExecutable: (path: string) => `Could not run: ${code(path)} isn’t executable.`,
    noexec: (of: { path: string; point: string }) =>
      `Could not run ${code(of.path)}: nothing can be executed on ${code(of.point)}, which is mounted with noexec.`,
    notMounted: (of: { path: string; point: string }) =>
      `${code(of.path)} isn’t there: ${code(of.point)} isn’t mounted.`,
    notThereYet: (path: string) =>
      `${code(path)} wasn’t there when the service started. It is now.`,
    carriageReturn: (path: string) =>
      `Could not run ${code(path)}: its first line ends with a carriage return, as in files from Windows, so its interpreter isn’t found.`,
    interpreterMissing: (of: { path: string; interpreter: string }) =>
      `Could not run ${code(of.path)}: its interpreter ${code(of.interpreter)} doesn’t exist.`,
    interpreterNotExecutable: (of: { path: string; interpreter: string }) =>
      `Could not run ${code(of.path)}: its interpreter ${code(of.interpreter)} isn’t executable.`,
    notInPath: (of: { path: string; name: string }) =>
      `Could not run ${code(of.path)}: its interpreter ${code(of.name)} isn’t in the PATH of the service.`,
    noShebang: (path: string) =>
      `Could not run ${code(path)}: it’s a script, but its first line names no interpreter (#!).`,
    noFormat: (path: string) => `Could not run ${code(path)}: it isn’t a program.`,
    architecture: (of: { path: string; machine: string; own: string }) =>
      `Could not run ${code(of.path)}: it’s for ${of.machine}, and this computer is ${of.own}.`,
    loader: (of: { path: string; loader: string }) =>
      `Could not run ${code(of.path)}: it needs ${code(of.loader)}, which doesn’t exist here.`,
    library: (of: { program: string; library: string }) =>
      `${code(of.program)} needs the shared library ${code(of.library)}, which wasn’t found.`,
    commandMissing: (name: string) => `It runs ${code(name)}, which wasn’t found.`,
    commandInShell: (of: { name: string; path: string }) =>
      `It runs ${code(of.name)}, which your terminal finds at ${code(of.path)}. The PATH of the service lacks that folder.`,
    commandElsewhere: (of: { name: string; path: string }) =>
      `It runs ${code(of.name)}, which is at ${code(of.path)}. The PATH of the service lacks that folder.`,
    commandNotExecutable: (path: string) => `It runs ${code(path)}, which isn’t executable.`,

    short: {
      missing: 'no such program',
      notInPath: 'program not in PATH',
      closed: 'program out of reach',
      folder: 'program is a folder',
      notExecutable: 'program not executable',
      noexec: 'noexec file system',
      notMounted: 'file system not mounted',
      notThereYet: 'program wasn’t there yet',
      carriageReturn: 'Windows line endings',
      interpreterMissing: 'interpreter missing',
      interpreterNotExecutable: 'interpreter not executable',
      interpreterNotInPath: 'interpreter not in PATH',
      noShebang: 'no interpreter named',
      noFormat: 'not a program',
      architecture: 'for another processor',
      loader: 'loader missing',
      library: 'library missing',
      commandMissing: 'command not found',
    },
  },
});
