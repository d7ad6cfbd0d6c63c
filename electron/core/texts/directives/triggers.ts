import { texts } from '../texts.ts';

/** The keys of [Timer], [Socket], and [Path]: what they do. */
export const directivesTriggersTexts = texts({
  en: {
    timer: {
      OnCalendar: 'Fires at these dates and times.',
      OnStartupSec: 'Fires this long after the user manager starts, usually at your first login.',
      OnBootSec: 'Fires this long after the machine boots.',
      OnActiveSec: 'Fires this long after the timer itself starts.',
      OnUnitActiveSec: 'Fires this long after its unit was last started, so it repeats.',
      OnUnitInactiveSec: 'Fires this long after its unit last ended, so it repeats.',
      Unit: 'The unit to start. By default, the service with the same name.',
      Persistent:
        'Catches up on an OnCalendar= time missed while the machine was off or you were logged out.',
      AccuracySec: 'How much later it may fire, to save power.',
      RandomizedDelaySec: 'A random delay up to this long, so that timers don’t all fire at once.',
      FixedRandomDelay: 'Keeps the delay of RandomizedDelaySec= the same every time.',
      WakeSystem: 'Wakes the machine from sleep. User timers usually aren’t allowed to.',
      RemainAfterElapse: 'Whether the timer stays loaded after it has fired for the last time.',
      OnClockChange: 'Fires when the clock is set.',
      OnTimezoneChange: 'Fires when the time zone changes.',
    },
    socket: {
      ListenStream: 'Where to listen for connections. The first one starts the service.',
      ListenDatagram: 'Where to listen for datagrams.',
      ListenFIFO: 'A named pipe to listen on.',
      Accept: 'Starts an instance of the service for each connection.',
      Service: 'The service to start. By default, the one with the same name.',
      SocketMode: 'Who can connect to a socket in the file system.',
      DirectoryMode: 'The permissions of the folders it creates for the socket.',
      MaxConnections: 'How many connections there can be at a time, with Accept=yes.',
      RemoveOnStop: 'Removes its socket files when it stops.',
      Symlinks: 'More paths for its socket file, as links.',
      FileDescriptorName: 'The name by which the service recognizes this socket.',
      TriggerLimitIntervalSec:
        'The period in which activations are counted. If there are too many, the socket fails.',
      TriggerLimitBurst: 'How many activations are allowed within TriggerLimitIntervalSec=.',
      ReusePort: 'Lets several processes listen on the same port.',
      Backlog: 'How many connections can wait to be accepted.',
    },
    path: {
      PathExists: 'Starts its unit while this path exists.',
      PathExistsGlob: 'Starts its unit while something matches this pattern.',
      PathChanged: 'Starts its unit when this file has changed and was closed.',
      PathModified: 'Like PathChanged=, but also starts its unit on each write.',
      DirectoryNotEmpty: 'Starts its unit while this folder contains something.',
      Unit: 'The unit to start. By default, the service with the same name.',
      MakeDirectory: 'Creates the watched folder if it’s missing.',
      DirectoryMode: 'The permissions of the folder that MakeDirectory= creates.',
      TriggerLimitIntervalSec:
        'The period in which starts are counted. If there are too many, the path unit fails.',
      TriggerLimitBurst: 'How many starts are allowed within TriggerLimitIntervalSec=.',
    },
  },
});

export type TimerKey = keyof typeof directivesTriggersTexts.timer;
export type SocketKey = keyof typeof directivesTriggersTexts.socket;
export type PathKey = keyof typeof directivesTriggersTexts.path;
