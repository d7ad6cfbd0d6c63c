import { allOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The folded groups of both forms. */
export const fieldsFormTexts = texts({
  en: {
    groups: {
      limits: 'Limits',
      order: 'Order and need',
      hooks: 'Before, after and reload',
      restart: 'Restart and start limits',
      environment: 'Environment files and credentials',
      output: 'Output',
      protection: 'Protection',
    },
    /** Beside the name of a folded group. */
    set: (count: number) => `${number(count)} set`,
    wrong: 'has a mistake',
    since: (of: { since: number; version: number }) =>
      `Needs systemd ${number(of.since)}. This computer has ${number(of.version)}.`,
    noController: (controller: string) =>
      `This has no effect here: your user manager wasn’t given the kernel’s “${controller}” controller (Delegate= of user@.service).`,
    noRestart:
      'This has no effect while nothing restarts the service: Restart= is “no” or not set.',
    /** What the loaded service has. */
    inEffect: (value: string) => `In effect now: ${value}`,
    noLimit: 'no limit',
    usual: 'the default',
    soft: (of: { soft: string; hard: string }) => `${of.soft}, can be raised to ${of.hard}`,
    add: 'Add',
    remove: 'Remove',
    up: 'Move up',
    down: 'Move down',
    item: (of: { label: string; place: number }) => `${of.label} ${number(of.place)}`,
    removeItem: (of: { label: string; place: number }) => `Remove ${of.label} ${number(of.place)}`,
    moveUp: (of: { label: string; place: number }) => `Move ${of.label} ${number(of.place)} up`,
    moveDown: (of: { label: string; place: number }) => `Move ${of.label} ${number(of.place)} down`,
    orderHint: 'Alt+↑ and Alt+↓ move a command.',
    mayBeMissing: 'May be missing',
    hold: 'Apply now',
    holdHelp: 'Applies it to the running service, without changing the file.',
    held: 'Applied until the computer restarts, or you log out if services stop then. To keep it, save it in the file.',
    screen: 'Needs a screen',
    screenHelp: `Starts and stops it with your desktop: ${code('graphical-session.target')} in ${code('PartOf=')}, ${code('After=')} and ${code('WantedBy=')}, also of what starts it when you create it.`,
    /** Of what starts the service. */
    screenEarly: (trigger: string) =>
      `${code(trigger)} starts it even while there’s no screen: ${code('After=')} only sets the order.`,
    screenAlso: (trigger: string) =>
      `${code(trigger)}, which starts it, also starts and stops with your desktop.`,
    restartInstead: 'Restart until the network is there',
    giveUp: (of: { starts: string; within: string }) =>
      `systemd gives up after ${of.starts} starts within ${of.within}.`,
    neverGivesUp: 'systemd never gives up.',
    protect: 'Protect the rest of the system from it',
    protectHelp:
      'It can’t gain rights, change system files or kernel settings, or see other programs’ temporary files. The cost: sudo stops working in it, it shares no files in /tmp, and under X11 it may find no screen. Network and home folder stay as they are.',
    protectSome: 'Some of these lines are set. Turning this on adds the rest.',
    protectLines: 'Lines it writes',
    secrets: (names: readonly string[]) =>
      plural(names.length, {
        one: `${allOf(names)} in Environment looks like a secret, and everyone who can read the file sees it. A credential from a file reaches only this service.`,
        other: `${allOf(names)} in Environment look like secrets, and everyone who can read the file sees them. Credentials from files reach only this service.`,
      }),
    outputs: {
      '': 'Not set',
      journal: 'The log',
      inherit: 'Same as standard output',
      null: 'Nowhere',
      append: 'Add to a file',
      truncate: 'Start a file over at each start',
      file: 'Write over a file’s beginning',
    },
    file: 'File',
    labels: {
      MemoryHigh: 'Memory it should stay below',
      MemoryMax: 'Memory it can’t exceed',
      CPUQuota: 'CPU time at most',
      CPUWeight: 'CPU share',
      IOWeight: 'Disk share',
      TasksMax: 'Processes and threads at most',
      Nice: 'Priority (nice)',
      LimitNOFILE: 'Open files at most',
      After: 'Start after',
      Before: 'Start before',
      Wants: 'Also start',
      Requires: 'Needs',
      BindsTo: 'Stops whenever this stops',
      PartOf: 'Stops and restarts together with',
      OnFailure: 'Start when it fails',
      RequiresMountsFor: 'Needs the mounts of',
      WantsMountsFor: 'Wants the mounts of',
      ExecStartPre: 'Before it starts',
      ExecStartPost: 'Once it has started',
      ExecReload: 'To reload it',
      ExecStop: 'To stop it',
      ExecStopPost: 'After it has ended',
      RestartSteps: 'Steps until the longest delay',
      RestartMaxDelaySec: 'Longest restart delay',
      StartLimitBurst: 'Give up after so many starts',
      StartLimitIntervalSec: 'Within',
      SuccessExitStatus: 'Exit codes that mean success',
      RestartPreventExitStatus: 'Exit codes after which it stays stopped',
      EnvironmentFile: 'Environment files',
      LoadCredential: 'Credentials from files',
      LoadCredentialEncrypted: 'Encrypted credentials',
      SetCredential: 'Credentials in this file',
      StandardOutput: 'Standard output',
      StandardError: 'Standard error',
    },
    /** What each does, in a sentence, with systemd's name for it. */
    help: {
      MemoryHigh:
        'MemoryHigh=: above this, the kernel slows it down and takes memory back. For example 500M.',
      MemoryMax: 'MemoryMax=: above this, the kernel kills it. For example 2G or 25%.',
      CPUQuota: 'CPUQuota=: 50% is half of one CPU, 200% is two CPUs.',
      CPUWeight: 'CPUWeight=: against other services when the CPU is busy; the default is 100.',
      IOWeight: 'IOWeight=: against other services when the disk is busy; the default is 100.',
      TasksMax: 'TasksMax=: more can’t be started. A whole number or a percentage.',
      Nice: 'Nice=: from 0 to 19; a higher number lets other programs go first.',
      LimitNOFILE: 'LimitNOFILE=: a number, or two as in 1024:4096, which the program may raise.',
      After: 'After=: only the order. It doesn’t start these units.',
      Before: 'Before=: these units wait for it. It doesn’t start them.',
      Wants: 'Wants=: starts these units with it. It runs even if they fail.',
      Requires: 'Requires=: starts these units with it, and stops it when they are stopped.',
      BindsTo: 'BindsTo=: like Needs, and also stops it when they end by themselves.',
      PartOf: 'PartOf=: stopping or restarting these units does the same to it.',
      OnFailure: 'OnFailure=: for example a service that sends you a message.',
      RequiresMountsFor: 'RequiresMountsFor=: it starts only once these paths are mounted.',
      WantsMountsFor: 'WantsMountsFor=: mounts these paths first, and starts even if that fails.',
      ExecStartPre: 'ExecStartPre=: if one fails, it doesn’t start. “-” in front ignores failures.',
      ExecStartPost: 'ExecStartPost=: each with its full path, or a program in systemd’s PATH.',
      ExecReload:
        'ExecReload=: for example /bin/kill -HUP $MAINPID. Without it, there is no reload.',
      ExecStop: 'ExecStop=: asks it to end. What is left gets SIGTERM.',
      ExecStopPost: 'ExecStopPost=: also after a crash; good for cleaning up.',
      RestartSteps:
        'RestartSteps=: how many restarts it takes until the delay is longest, such as 5.',
      RestartMaxDelaySec: 'RestartMaxDelaySec=: the delay grows up to this, such as 5min.',
      StartLimitBurst: 'StartLimitBurst=: the default is 5.',
      StartLimitIntervalSec: 'StartLimitIntervalSec=: the default is 10s. 0 never gives up.',
      SuccessExitStatus: 'SuccessExitStatus=: besides 0. Numbers, or signals such as SIGTERM.',
      RestartPreventExitStatus:
        'RestartPreventExitStatus=: no restart after these, whatever Restart= says.',
      EnvironmentFile: 'EnvironmentFile=: a file with NAME=value lines, read at each start.',
      LoadCredential:
        'LoadCredential=: NAME:FILE. The program finds it in $CREDENTIALS_DIRECTORY, and no other program sees it.',
      LoadCredentialEncrypted:
        'LoadCredentialEncrypted=: NAME:FILE, encrypted with systemd-creds encrypt --user.',
      SetCredential:
        'SetCredential=: NAME:TEXT. Not for secrets: everyone who can read the file sees it.',
      StandardOutput: 'StandardOutput=: where what it prints goes. Not set: the log.',
      StandardError:
        'StandardError=: where its error messages go. Not set: the same as standard output.',
    },
    examples: {
      output: '~/worker.log',
      statuses: '75',
      units: 'other.service',
      paths: '~/data',
      commands: '/usr/bin/mkdir -p %h/work',
      environmentFiles: '~/.config/worker.env',
      credentialFiles: 'token:~/.secrets/token',
      credentials: 'region:eu',
    },
  },
});
