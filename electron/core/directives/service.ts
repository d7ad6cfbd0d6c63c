/** The keys of [Service], and those that it shares with other sections: what they accept. systemd.service(5). */
import { takes, type Directives } from './describe.ts';
import type { KillingKey, ResourceKey, ServiceKey } from '../texts/directives/service.ts';

export const serviceDirectives: Directives<ServiceKey> = {
  Type: takes('word', 'exec', 'simple', 'notify', 'oneshot', 'forking'),
  ExecStart: takes('command', '%h/bin/worker --fast'),
  ExecStartPre: takes('command', '/bin/mkdir -p %h/work'),
  ExecStartPost: takes('command', '/bin/touch %t/worker.up'),
  ExecCondition: takes('command', '/usr/bin/test -e %h/notes'),
  ExecReload: takes('command', '/bin/kill -HUP $MAINPID'),
  ExecStop: takes('command', '%h/bin/worker --stop'),
  ExecStopPost: takes('command', '/bin/rm -f %t/worker.up'),
  Restart: takes('word', 'on-failure', 'always', 'no'),
  RestartSec: takes('timeSpan', '5', '1min'),
  RestartPreventExitStatus: takes('numbersAndSignals', '2 SIGTERM'),
  RestartForceExitStatus: takes('numbersAndSignals', '75'),
  SuccessExitStatus: takes('numbersAndSignals', '143', '1 SIGKILL'),
  TimeoutStartSec: takes('timeSpan', '2min', 'infinity'),
  TimeoutStopSec: takes('timeSpan', '10s'),
  TimeoutAbortSec: takes('timeSpan', '30s'),
  TimeoutSec: takes('timeSpan', '1min'),
  RuntimeMaxSec: takes('timeSpan', '1h'),
  WatchdogSec: takes('timeSpan', '30s'),
  RemainAfterExit: takes('yesNo'),
  PIDFile: takes('runtimePath', '%t/worker.pid'),
  GuessMainPID: takes('yesNo'),
  BusName: takes('busName', 'org.example.Notes'),
  NotifyAccess: takes('word', 'main', 'all'),
  ExitType: takes('word', 'main', 'cgroup'),
  OOMPolicy: takes('word', 'stop', 'continue', 'kill'),
  Sockets: takes('sockets', 'notes.socket'),
  NonBlocking: takes('yesNo'),
  FileDescriptorStoreMax: takes('number', '16'),
};

/** systemd.kill(5) */
export const killingDirectives: Directives<KillingKey> = {
  KillMode: takes('word', 'control-group', 'mixed', 'process'),
  KillSignal: takes('signal', 'SIGTERM', 'SIGINT'),
  RestartKillSignal: takes('signal', 'SIGTERM'),
  FinalKillSignal: takes('signal', 'SIGKILL'),
  SendSIGKILL: takes('yesNo'),
  SendSIGHUP: takes('yesNo'),
};

/** systemd.resource-control(5) */
export const resourceDirectives: Directives<ResourceKey> = {
  MemoryMax: takes('sizeOrShare', '500M', '20%', 'infinity'),
  MemoryHigh: takes('sizeOrShare', '400M'),
  MemoryLow: takes('sizeOrShare', '100M'),
  MemorySwapMax: takes('size', '0', '1G'),
  MemoryAccounting: takes('yesNo'),
  CPUQuota: takes('share', '50%', '200%'),
  CPUWeight: takes('numberToTenThousand', '50', 'idle'),
  CPUAccounting: takes('yesNo'),
  IOWeight: takes('numberToTenThousand', '50'),
  IOAccounting: takes('yesNo'),
  TasksMax: takes('numberOrShare', '100', 'infinity'),
  TasksAccounting: takes('yesNo'),
  Slice: takes('slice', 'background.slice', 'app.slice'),
  Delegate: takes('yesNoOrControllers', 'yes'),
  IPAddressDeny: takes('addresses', 'any'),
  IPAddressAllow: takes('addresses', 'localhost'),
  ManagedOOMMemoryPressure: takes('word', 'auto', 'kill'),
};
