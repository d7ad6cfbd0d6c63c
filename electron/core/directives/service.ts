/** [Service]. systemd.service(5). */
import { says, type Meanings } from './describe.ts';

const command = 'a program with its arguments; no shell reads it';
const span = 'a time span';
const yesNo = 'yes or no';

export const serviceMeanings: Meanings = {
  Type: says(
    'How systemd tells that the service is up.',
    'a word',
    'exec',
    'simple',
    'notify',
    'oneshot',
    'forking',
  ),
  ExecStart: says('What the service runs.', command, '%h/bin/worker --fast'),
  ExecStartPre: says(
    'Runs before it; when it fails, the service does not start.',
    command,
    '/bin/mkdir -p %h/work',
  ),
  ExecStartPost: says('Runs once the service is up.', command, '/bin/touch %t/worker.up'),
  ExecCondition: says(
    'Runs first; an exit code from 1 to 254 skips the start without an error.',
    command,
    '/usr/bin/test -e %h/notes',
  ),
  ExecReload: says(
    'How the service is told to read its settings again.',
    command,
    '/bin/kill -HUP $MAINPID',
  ),
  ExecStop: says(
    'How it is asked to end; what is left is killed. Without it, it gets a signal.',
    command,
    '%h/bin/worker --stop',
  ),
  ExecStopPost: says('Runs after it has ended, well or badly.', command, '/bin/rm -f %t/worker.up'),
  Restart: says('When systemd starts it again by itself.', 'a word', 'on-failure', 'always', 'no'),
  RestartSec: says('How long to wait before it is started again.', span, '5', '1min'),
  RestartPreventExitStatus: says(
    'Exit codes and signals after which it is not started again.',
    'numbers and signals',
    '2 SIGTERM',
  ),
  RestartForceExitStatus: says(
    'Exit codes and signals after which it is always started again.',
    'numbers and signals',
    '75',
  ),
  SuccessExitStatus: says(
    'Further exit codes and signals that count as a good end.',
    'numbers and signals',
    '143',
    '1 SIGKILL',
  ),
  TimeoutStartSec: says(
    'How long the start may take before it counts as failed.',
    span,
    '2min',
    'infinity',
  ),
  TimeoutStopSec: says('How long the stop may take before it is killed.', span, '10s'),
  TimeoutAbortSec: says(
    'How long it may take to end after the watchdog gave up on it.',
    span,
    '30s',
  ),
  TimeoutSec: says('Both limits at once: for the start and for the stop.', span, '1min'),
  RuntimeMaxSec: says(
    'How long it may run at all; then it is ended, and counts as failed.',
    span,
    '1h',
  ),
  WatchdogSec: says(
    'How often the program must report that it is alive; else it is ended.',
    span,
    '30s',
  ),
  RemainAfterExit: says('Counts as active after its program has ended.', yesNo),
  PIDFile: says(
    'Where a program that forks writes the number of its main process.',
    'a path below %t',
    '%t/worker.pid',
  ),
  GuessMainPID: says('Whether systemd guesses the main process of a program that forks.', yesNo),
  BusName: says(
    'The D-Bus name that the program takes once it is ready.',
    'a D-Bus name',
    'org.example.Notes',
  ),
  NotifyAccess: says('Which of its processes may report to systemd.', 'a word', 'main', 'all'),
  ExitType: says(
    'Whether the service ends with its main process or with its last one.',
    'a word',
    'main',
    'cgroup',
  ),
  OOMPolicy: says(
    'What follows when one of its processes dies for lack of memory.',
    'a word',
    'stop',
    'continue',
    'kill',
  ),
  Sockets: says('The sockets whose connections it is handed.', 'names of sockets', 'notes.socket'),
  NonBlocking: says('Hands the sockets over in a way that reading never waits.', yesNo),
  FileDescriptorStoreMax: says(
    'How many open files it may leave with systemd over a restart.',
    'a number',
    '16',
  ),
};

/** systemd.kill(5) */
export const killingMeanings: Meanings = {
  KillMode: says(
    'Which of its processes the stop ends.',
    'a word',
    'control-group',
    'mixed',
    'process',
  ),
  KillSignal: says('The signal that asks it to end.', 'a signal', 'SIGTERM', 'SIGINT'),
  RestartKillSignal: says(
    'The signal that asks it to end at a restart; KillSignal= when not set.',
    'a signal',
    'SIGTERM',
  ),
  FinalKillSignal: says('The signal when it did not end in time.', 'a signal', 'SIGKILL'),
  SendSIGKILL: says('Whether it is killed when it does not end in time.', yesNo),
  SendSIGHUP: says('Sends SIGHUP as well, which shells expect.', yesNo),
};

/** systemd.resource-control(5) */
export const resourceMeanings: Meanings = {
  MemoryMax: says(
    'More memory than this it does not get: it is killed.',
    'a size or a share',
    '500M',
    '20%',
    'infinity',
  ),
  MemoryHigh: says('Above this much memory it is slowed down.', 'a size or a share', '400M'),
  MemoryLow: says(
    'This much memory is left to it as long as others have some.',
    'a size or a share',
    '100M',
  ),
  MemorySwapMax: says('How much of it may be swapped out.', 'a size', '0', '1G'),
  MemoryAccounting: says('Counts its memory.', yesNo),
  CPUQuota: says('How much of one processor it gets at most.', 'a share', '50%', '200%'),
  CPUWeight: says(
    'Its share of the processors when several want them; 100 is usual.',
    'a number from 1 to 10000',
    '50',
    'idle',
  ),
  CPUAccounting: says('Counts its processor time.', yesNo),
  IOWeight: says(
    'Its share of the disks when several want them; 100 is usual.',
    'a number from 1 to 10000',
    '50',
  ),
  IOAccounting: says('Counts what it reads and writes.', yesNo),
  TasksMax: says(
    'How many processes and threads it may have.',
    'a number or a share',
    '100',
    'infinity',
  ),
  TasksAccounting: says('Counts its processes and threads.', yesNo),
  Slice: says(
    'The group of units it shares resources with.',
    'the name of a slice',
    'background.slice',
    'app.slice',
  ),
  Delegate: says('Leaves its own cgroup to the program.', 'yes, no or names of controllers', 'yes'),
  IPAddressDeny: says(
    'Addresses it may not talk to; works with enough rights only.',
    'addresses',
    'any',
  ),
  IPAddressAllow: says(
    'Addresses it may talk to in spite of IPAddressDeny=.',
    'addresses',
    'localhost',
  ),
  ManagedOOMMemoryPressure: says(
    'Whether systemd-oomd ends it when memory is short.',
    'a word',
    'auto',
    'kill',
  ),
};
