import { allOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The fields of the form of a new service. */
export const createFormTexts = texts({
  en: {
    name: 'Name',
    nameExample: 'backup-notes',
    nameHelp: (path: string) => `Its file: ${code(path)}`,
    description: 'Description',
    descriptionHelp: 'Shown next to the name in lists, logs and systemctl status.',
    runs: 'What it runs',
    runWays: { program: 'Run a program', script: 'Write a script' },
    command: 'Command',
    commandExample: 'rclone serve webdav ~/notes --addr :48100',
    commandHelp:
      'As you type or paste it in a terminal. systemd runs the program itself, without a shell.',
    program: 'Program',
    arguments: 'Arguments',
    /** What Hearth made of the command. */
    runsCommand: (of: { program: string; count: number }) =>
      plural(of.count, {
        one: `Runs ${code(of.program)} with 1 argument.`,
        other: `Runs ${code(of.program)} with ${number(of.count)} arguments.`,
      }),
    runsAlone: (program: string) => `Runs ${code(program)} without arguments.`,
    setsVariables: (names: readonly string[]) => `Sets ${allOf(names.map(code))}.`,
    startsIn: (folder: string) => `Starts in ${code(folder)}.`,
    leavesOut: (words: readonly string[]) =>
      `Leaves out ${allOf(words.map(code))}: systemd keeps it running anyway.`,
    useName: (name: string) => `Use “${name}”`,
    /** Buttons beside a finding. */
    offers: {
      shell: 'Run it in a shell',
      log: 'Send its output to the log',
      folder: 'Create folder',
    },
    choose: 'Choose…',
    /** By the field the button is for. */
    chooseFor: {
      command: 'Choose a program…',
      workingDirectory: 'Choose the working folder…',
      proofFile: 'Choose the proof file…',
    },
    chooseTitles: { file: 'Choose a file', folder: 'Choose a folder' },
    script: 'Script',
    scriptExample: '#!/bin/sh',
    scriptHelp: (path: string) =>
      `Saved to ${code(path)} with mode 0755. The first line names its interpreter.`,
    workingDirectory: 'Working folder',
    workingDirectoryHelp:
      'Where the program’s relative paths start. If you leave it empty, that’s your home folder.',
    environment: 'Environment',
    environmentHelp:
      'One NAME=value per line. Services don’t see what your shell’s startup files set.',
    proofFile: 'Proof file',
    proofFileExample: '~/.local/state/NAME.log',
    proofFileHelp:
      'A file that the program itself keeps writing to. New lines in it prove that the program works, not just that a process exists.',
    type: 'Type',
    types: {
      exec: 'Started once the program has been found and is running. Right for most.',
      simple: 'Started right away, even if the program doesn’t exist.',
      notify: 'Started when the program reports it, through sd_notify.',
      oneshot: 'Does its work and exits; started when it’s done.',
    },
    restart: 'Restart',
    restarts: {
      'on-failure': 'After a crash or an error, not after a clean exit.',
      always: 'However it ended, except when you stop it.',
      no: 'Never.',
      'on-abnormal': 'After a crash or a timeout, not after an error code.',
      'on-success': 'Only after a clean exit.',
    },
    restartSec: 'Restart delay',
    restartSecHelp: 'RestartSec=: the pause before a restart, in seconds or like 1min 30s.',
    startAutomatically: 'Start automatically',
    startAutomaticallyHelp: `Enables it: systemd starts it with your session, through ${code('WantedBy=default.target')}.`,
    startNow: 'Start now',
    startNowHelp: 'Enabling and starting are independent of each other.',
    exampleDescription: 'Custom user worker demo',
  },
});
