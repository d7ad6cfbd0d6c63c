import { allOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The environment page: what the terminal has and services lack. */
export const environmentPageTexts = texts({
  en: {
    title: 'Environment',
    intro:
      'Services don’t read your shell’s startup files: they get the variables that your user manager passes on. This is what your terminal has, beside what services get.',
    reading: 'Asking your login shell',
    reload: 'Reload',
    noShell:
      'Your login shell didn’t answer, so the terminal column shows only what your desktop session sets. A startup file may wait for input, or the account’s shell may not run commands.',
    terminal: 'Terminal',
    services: 'Services',
    nowhere: 'not set',

    /** One service’s programs. */
    works: 'It works in my terminal',
    worksIntro:
      'Choose a service to see which program it runs, and which one your terminal would run.',
    service: 'Service',
    chooseService: 'Choose a service',
    looking: 'Looking for its programs',
    noPrograms: 'This service has no command to look for.',
    uncertain:
      'The service also reads EnvironmentFile= or uses PAM or UnsetEnvironment=, which may change its PATH.',
    by: {
      systemd: (directive: string) => `${directive}=, found by systemd`,
      path: (directive: string) => `${directive}=, found in the service’s PATH`,
      interpreter: (directive: string) => `${directive}=, the interpreter of a script`,
    },
    notFound: 'not found',
    verdicts: {
      same: 'Same program in both.',
      different: 'A different program: another version may behave differently.',
      onlyTerminal: 'Only your terminal finds it.',
      onlyService: 'Only the service finds it.',
      neither: 'Neither finds it.',
    },
    /** What to do about it. */
    writePath: (path: string) => `Write ${code(path)} in the unit file.`,
    openFile: 'Open the file',
    givePath: 'Give it your terminal’s PATH',

    path: 'PATH',
    pathSame:
      'Services and your terminal look for programs in the same folders, in the same order.',
    pathDiffers:
      'Programs are looked for from top to bottom. A folder on one side only is where “command not found” comes from.',
    folder: 'Folder',
    place: (index: number) => number(index),
    missingFolder: 'no such folder',

    variables: 'Variables',
    filters: {
      missing: (count: number) => `Missing (${number(count)})`,
      different: (count: number) => `Different (${number(count)})`,
      all: (count: number) => `All (${number(count)})`,
    },
    filter: 'Which variables',
    search: 'Search variables',
    nothing: {
      missing: 'Services get every variable that your terminal has.',
      different: 'No variable differs.',
      all: 'No variables.',
      search: (query: string) => `Nothing matches “${query}”.`,
    },
    more: (count: number) =>
      plural(count, {
        one: '1 more variable. Search to find it.',
        other: `${number(count)} more variables. Search to find them.`,
      }),
    name: 'Name',
    choose: (name: string) => `Choose ${name}`,
    /** Why a variable can’t be chosen. */
    bars: {
      name: 'systemd accepts no variable with this name.',
      value: 'Its value has control characters or isn’t UTF-8, which systemd refuses.',
      'of-terminal': 'It belongs to a terminal and its shell.',
      'of-systemd': 'systemd sets it itself.',
    },
    onlyServices: 'Your terminal doesn’t set it.',
    masked: 'hidden: looks like a secret',
    show: (name: string) => `Show ${name}`,
    hide: (name: string) => `Hide ${name}`,
    showAll: (name: string) => `Show all of ${name}`,
    kept: 'for good',
    keptTip: (file: string) => `Set in ${file}`,
    keptElsewhere:
      'Set for good, but another file in environment.d is read later and sets it, too.',

    chosen: (count: number) => plural(count, { one: '1 chosen', other: `${number(count)} chosen` }),
    clear: 'Clear selection',
    pass: 'Pass on until logout',
    passTip: 'Passes them to your user manager, until it ends at your last logout',
    keep: 'Set for good…',
    keepTip: 'Writes them into a file of environment.d',
    forUnit: 'Set for one service…',
    forUnitTip: 'Sets them in a drop-in of one service',
    drop: (name: string) => `No longer set ${name} for good`,

    passed: (names: readonly string[]) =>
      `${allOf(names)} passed on until logout. Services get ${plural(names.length, { one: 'it', other: 'them' })} the next time they start.`,
    undonePass: 'Your user manager passes on what it did before.',
    nowKept: (names: readonly string[]) =>
      `${allOf(names)} set for good. Services get ${plural(names.length, { one: 'it', other: 'them' })} the next time they start.`,
    dropped: (name: string) => `${name} is no longer set for good.`,
    setFor: (of: { unit: string; names: readonly string[]; needsRestart: boolean }) =>
      of.needsRestart
        ? `${allOf(of.names)} set for ${of.unit}. Restart it to apply that.`
        : `${allOf(of.names)} set for ${of.unit}.`,
    conflict: (unit: string) =>
      `The drop-in of ${unit} was changed by something else, and nothing was written. Try again.`,

    keepTitle: (count: number) =>
      plural(count, {
        one: 'Set this variable for all services?',
        other: `Set these ${number(count)} variables for all services?`,
      }),
    keepText: (file: string) =>
      `${code(file)} gets these lines, with the values that your terminal has now. Every service gets them from its next start on, also after a restart of the computer.`,
    keepSecret: 'The values are written in plain text, in a file that only you can read.',
    keepButton: 'Set for all services',
    unitTitle: 'Set for one service',
    unitText: (file: string) => `Its drop-in ${code(file)} gets these lines.`,
    unitSecret:
      'The values are written in plain text, and systemd shows them to every program that you run. Keep secrets in a file and name it in LoadCredential= instead.',
    unitButton: 'Set for this service',
    lines: 'Lines to write',

    lineBreak: 'A file of environment.d can’t hold a value with line breaks.',
    inSettings:
      'Compare the variables and the PATH of your terminal with those of your services, and pass on what is missing.',
    openPage: 'Compare',
  },
});
