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
    program: 'Program',
    programExample: '/usr/bin/rclone',
    programHelp:
      'systemd runs it without a shell: no aliases, and not your terminal’s PATH. Enter the full path; %h is your home folder.',
    arguments: 'Arguments',
    argumentsHelp:
      'One argument per row, passed to the program as is; no quoting needed. Enter adds a row, Shift+Enter a line within one.',
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
    proofFileExample: '%h/.local/state/NAME.log',
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
