import { allOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The fields of the form of a new service. */
export const createFormTexts = texts({
  en: {
    job: 'What it does',
    jobs: {
      'keeps-running': 'Keeps running',
      'on-schedule': 'Runs on a schedule',
      'on-change': 'Runs when a file or folder changes',
      'on-connection': 'Runs when somebody connects',
    },
    jobsHelp: {
      'keeps-running': 'systemd starts it once, and restarts it if it ends.',
      'on-schedule': 'A timer starts it at set times; it does its work and ends.',
      'on-change': 'A path unit watches, and starts it with each change.',
      'on-connection': 'A socket listens, and starts it when it’s needed.',
    },
    name: 'Name',
    nameExample: 'backup-notes',
    nameHelp: (paths: readonly string[]) =>
      plural(paths.length, {
        one: `Its file: ${allOf(paths.map(code))}`,
        other: `Its files: ${allOf(paths.map(code))}`,
      }),
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
    proofKind: 'Proof that it works',
    proofKindHelp:
      'Hearth tells you when it runs without this proof. You can add more on its page.',
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
    startAutomaticallyHelp: {
      'keeps-running': `Enables it: systemd starts it with your session, through ${code('WantedBy=default.target')}.`,
      'on-schedule': `Enables the timer: systemd starts it with your session, through ${code('WantedBy=timers.target')}.`,
      'on-change': `Enables the path unit: systemd starts it with your session, through ${code('WantedBy=paths.target')}.`,
      'on-connection': `Enables the socket: systemd listens from the start of your session on, through ${code('WantedBy=sockets.target')}.`,
    },
    startNow: 'Start now',
    startNowHelp: {
      'keeps-running': 'Enabling and starting are independent of each other.',
      'on-schedule': 'Starts the timer. The job itself waits for its time.',
      'on-change': 'Starts to watch. The job itself waits for a change.',
      'on-connection': 'Starts to listen. The program itself waits for a connection.',
    },
    exampleDescription: 'Custom user worker demo',
  },
});
