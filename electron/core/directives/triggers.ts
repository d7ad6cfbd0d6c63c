/** [Timer], [Socket] and [Path]. systemd.timer(5), systemd.socket(5), systemd.path(5). */
import { says, type Meanings } from './describe.ts';

const span = 'a time span';
const yesNo = 'yes or no';
const unit = 'the name of a unit';
const path = 'an absolute path';
const listen = 'a path, a port, or address:port';

export const timerMeanings: Meanings = {
  OnCalendar: says(
    'When it fires, by the clock.',
    'a calendar expression',
    'daily',
    'Mon..Fri 09:00',
    '*-*-01 03:30',
  ),
  OnStartupSec: says(
    'How long after the start of the user manager, about your first login.',
    span,
    '5min',
  ),
  OnBootSec: says('How long after the boot of the machine.', span, '5min'),
  OnActiveSec: says('How long after the timer itself was started.', span, '30s'),
  OnUnitActiveSec: says('How long after its unit was started the last time: repeats.', span, '1h'),
  OnUnitInactiveSec: says('How long after its unit ended the last time: repeats.', span, '15min'),
  Unit: says('What it starts; without it the service of the same name.', unit, 'backup.service'),
  Persistent: says(
    'Makes up for an OnCalendar= time missed while the timer was not running: the machine off, or you logged out.',
    yesNo,
  ),
  AccuracySec: says('How much later it may fire, to save power.', span, '1min', '1s'),
  RandomizedDelaySec: says(
    'A random delay up to this long, so that not all fire at once.',
    span,
    '30min',
  ),
  FixedRandomDelay: says('Keeps the delay of RandomizedDelaySec= the same each time.', yesNo),
  WakeSystem: says(
    'Wakes the machine from sleep; needs rights that a user timer mostly lacks.',
    yesNo,
  ),
  RemainAfterElapse: says(
    'Whether the timer stays loaded after it fired for the last time.',
    yesNo,
  ),
  OnClockChange: says('Fires when the clock is set.', yesNo),
  OnTimezoneChange: says('Fires when the time zone changes.', yesNo),
};

export const socketMeanings: Meanings = {
  ListenStream: says(
    'Where it waits for connections; the first one starts the service.',
    listen,
    '%t/notes.sock',
    '8080',
    '127.0.0.1:8080',
  ),
  ListenDatagram: says('Where it waits for datagrams.', listen, '%t/notes.sock', '127.0.0.1:5353'),
  ListenFIFO: says('A named pipe it waits at.', path, '%t/notes.fifo'),
  Accept: says('Starts an instance of the service for every connection.', yesNo),
  Service: says('What it starts; without it the service of the same name.', unit, 'notes.service'),
  SocketMode: says('Who may connect to a socket in the file system.', 'an octal number', '0600'),
  DirectoryMode: says('The rights of folders that it makes on the way.', 'an octal number', '0700'),
  MaxConnections: says(
    'How many connections there may be at once, with Accept=yes.',
    'a number',
    '64',
  ),
  RemoveOnStop: says('Removes its socket files when it stops.', yesNo),
  Symlinks: says('Further names for its socket file.', 'absolute paths', '%t/other.sock'),
  FileDescriptorName: says('How the service recognises this socket.', 'a short name', 'notes'),
  TriggerLimitIntervalSec: says(
    'The span in which activations are counted; too many, and it gives up.',
    span,
    '2s',
  ),
  TriggerLimitBurst: says(
    'How many activations the span of TriggerLimitIntervalSec= allows.',
    'a number',
    '20',
  ),
  ReusePort: says('Lets several processes listen on one port.', yesNo),
  Backlog: says('How many connections may wait to be taken.', 'a number', '128'),
};

export const pathMeanings: Meanings = {
  PathExists: says('Starts its unit as long as this is there.', path, '%h/inbox/go'),
  PathExistsGlob: says(
    'Starts its unit as long as something matches this.',
    'a path with * and ?',
    '%h/inbox/*.txt',
  ),
  PathChanged: says('Starts its unit when this changed and was closed.', path, '%h/notes.txt'),
  PathModified: says(
    'Like PathChanged=, and starts its unit on each write, too.',
    path,
    '%h/notes.txt',
  ),
  DirectoryNotEmpty: says(
    'Starts its unit as long as something lies in this folder.',
    path,
    '%h/outbox',
  ),
  Unit: says('What it starts; without it the service of the same name.', unit, 'inbox.service'),
  MakeDirectory: says('Makes the watched folder where it is missing.', yesNo),
  DirectoryMode: says(
    'The rights of the folder that MakeDirectory= makes.',
    'an octal number',
    '0700',
  ),
  TriggerLimitIntervalSec: says(
    'The span in which starts are counted; too many, and it gives up.',
    span,
    '2s',
  ),
  TriggerLimitBurst: says(
    'How many starts the span of TriggerLimitIntervalSec= allows.',
    'a number',
    '200',
  ),
};
