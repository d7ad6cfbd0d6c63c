import { texts } from '../texts.ts';

/** What is wrong with the form of a new service, on its own and on this computer. */
export const createFindingsTexts = texts({
  en: {
    /** By the fault of `nameFault`. */
    name: {
      empty: 'Enter a name, for example “backup-notes”.',
      slash: 'A name can’t contain “/”: it is also the name of a file.',
      dots: 'A name can’t consist of dots alone: that would be a folder.',
      'leading-dash': 'A name can’t start with “-”: commands would read it as an option.',
      'leading-dot': 'A name can’t start with a dot: systemd ignores such files.',
      template: '“@” is for templates and their instances, which this form doesn’t create.',
      character: (character: string) =>
        `“${character}” isn’t allowed in a name. Use letters a–z, digits, and : _ . \\ -.`,
      'too-long': 'The name is too long. With “.service”, it can have up to 255 characters.',
      'other-type': 'This form creates services, but the name ends like another type of unit.',
    },
    oneLine: {
      description: 'The description must be one line.',
      workingDirectory: 'The path of the working folder must be one line.',
      proofFile: 'The path of the proof file must be one line.',
    },
    notAbsolute: {
      workingDirectory:
        'The working folder needs a full path: start it with /, or with ~/ for your home folder.',
      proofFile:
        'The proof file needs a full path: start it with /, or with ~/ for your home folder.',
    },
    endsInBackslash:
      'This can’t end with a backslash: systemd would read the next line as part of it.',
    environment: (line: string) =>
      `“${line}” must have the form NAME=value, without spaces around the “=”.`,
    noProgram: 'Enter the command that the service runs.',
    /** What keeps a command from being run as it is. */
    command: {
      /** By what is missing. */
      unfinished: {
        "'": 'A single quote isn’t closed.',
        '"': 'A double quote isn’t closed.',
        '`': 'A back quote isn’t closed.',
        ')': 'A “(” isn’t closed.',
        '}': 'A “{” isn’t closed.',
        '\\': 'The line ends with a backslash, as if it went on.',
      },
      noProgram: 'The line sets something up but runs no program.',
      otherUser: (program: string) =>
        `Your services run as you, so they can’t use ${program} to become someone else. Leave it out, or create a system service instead.`,
      raised: 'It runs as you, without root’s rights. What needs them belongs in a system service.',
      needsShell: (what: string) =>
        `“${what}” needs a shell, and systemd runs programs without one.`,
      pattern: (word: string) => `The program gets “${word}” as it is: only a shell expands it.`,
      relative: (program: string) =>
        `${program} starts nowhere yet: enter the working folder, or the full path.`,
      notFound: (of: { program: string; folders: string }) =>
        `${of.program} isn’t in the PATH of your login shell: ${of.folders}`,
      fileMissing: (of: { file: string; folder: string }) =>
        `${of.file} isn’t in ${of.folder}, where the program starts. Set the working folder, or enter the full path.`,
    },
    programCharacters:
      'systemd can’t run a program with a quote or a backslash in its path. Rename it, or link to it under another name.',
    noScript: 'Write the script that the service runs.',
    noInterpreter:
      'The first line must name the interpreter, for example “#!/bin/sh”. Without it, systemd can’t run the script.',
    nullByte: 'An argument can’t contain a null byte.',
    restartSec: 'Enter seconds, for example 5, or a time span such as “1min 30s”.',
    oneshotRestart: (restart: string) =>
      `A oneshot service is meant to end, so systemd rejects Restart=${restart} for it.`,
    noProof: 'Without a proof, Hearth can only see that the process exists, not that it works.',

    programMissing: (path: string) => `${path} doesn’t exist, so systemd wouldn’t find it either.`,
    programIsFolder: (path: string) => `${path} is a folder. Enter a program inside it.`,
    programUnreachable: (path: string) =>
      `${path} can’t be reached: you have no access to a folder on the way.`,
    notExecutable: (of: { path: string; command: string }) =>
      `${of.path} isn’t executable. Try: ${of.command}`,
    programWithoutInterpreter: (path: string) =>
      `${path} is a script without “#!” in its first line, so systemd doesn’t know what runs it. Add a first line such as “#!/bin/sh”.`,
    folderClosed: (path: string) =>
      `You aren’t allowed to enter ${path}, and neither is the service.`,
    folderIsFile: (path: string) => `${path} is a file, not a folder.`,
    folderMissing: (path: string) =>
      `The folder ${path} doesn’t exist, so the service wouldn’t start.`,
    nameTaken: (unit: string, path: string) => `${unit} already exists: ${path}`,
    nameLoaded: (unit: string) => `${unit} already exists: the manager has it loaded.`,
    nameAlike: (unit: string) =>
      `${unit} already exists. systemd tells the two apart, but people may mix them up.`,
    scriptExists: (path: string) => `${path} already exists, and Hearth never overwrites a script.`,
    proofIsFolder: (path: string) => `${path} is a folder. Enter a file that the service writes.`,
  },
});
