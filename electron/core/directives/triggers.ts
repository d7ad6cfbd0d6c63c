/** What the keys of [Timer], [Socket], and [Path] accept. systemd.timer(5), systemd.socket(5), systemd.path(5). */
import { takes, type Directives } from './describe.ts';
import type { PathKey, SocketKey, TimerKey } from '../texts/directives/triggers.ts';

export const timerDirectives: Directives<TimerKey> = {
  OnCalendar: takes('calendar', 'daily', 'Mon..Fri 09:00', '*-*-01 03:30'),
  OnStartupSec: takes('timeSpan', '5min'),
  OnBootSec: takes('timeSpan', '5min'),
  OnActiveSec: takes('timeSpan', '30s'),
  OnUnitActiveSec: takes('timeSpan', '1h'),
  OnUnitInactiveSec: takes('timeSpan', '15min'),
  Unit: takes('unit', 'backup.service'),
  Persistent: takes('yesNo'),
  AccuracySec: takes('timeSpan', '1min', '1s'),
  RandomizedDelaySec: takes('timeSpan', '30min'),
  FixedRandomDelay: takes('yesNo'),
  WakeSystem: takes('yesNo'),
  RemainAfterElapse: takes('yesNo'),
  OnClockChange: takes('yesNo'),
  OnTimezoneChange: takes('yesNo'),
};

export const socketDirectives: Directives<SocketKey> = {
  ListenStream: takes('listen', '%t/notes.sock', '8080', '127.0.0.1:8080'),
  ListenDatagram: takes('listen', '%t/notes.sock', '127.0.0.1:5353'),
  ListenFIFO: takes('path', '%t/notes.fifo'),
  Accept: takes('yesNo'),
  Service: takes('unit', 'notes.service'),
  SocketMode: takes('octal', '0600'),
  DirectoryMode: takes('octal', '0700'),
  MaxConnections: takes('number', '64'),
  RemoveOnStop: takes('yesNo'),
  Symlinks: takes('paths', '%t/other.sock'),
  FileDescriptorName: takes('shortName', 'notes'),
  TriggerLimitIntervalSec: takes('timeSpan', '2s'),
  TriggerLimitBurst: takes('number', '20'),
  ReusePort: takes('yesNo'),
  Backlog: takes('number', '128'),
};

export const pathDirectives: Directives<PathKey> = {
  PathExists: takes('path', '%h/inbox/go'),
  PathExistsGlob: takes('pattern', '%h/inbox/*.txt'),
  PathChanged: takes('path', '%h/notes.txt'),
  PathModified: takes('path', '%h/notes.txt'),
  DirectoryNotEmpty: takes('path', '%h/outbox'),
  Unit: takes('unit', 'inbox.service'),
  MakeDirectory: takes('yesNo'),
  DirectoryMode: takes('octal', '0700'),
  TriggerLimitIntervalSec: takes('timeSpan', '2s'),
  TriggerLimitBurst: takes('number', '200'),
};
