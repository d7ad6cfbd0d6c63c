/** How processes are run. systemd.exec(5). */
import { says, type Meaning, type Meanings } from './describe.ts';

const yesNo = 'yes or no';
/** A user manager walls off only within a user namespace; from 254 it makes one by itself. Measured with 252. */
const walls = (meaning: string, ...rest: [value: string, ...examples: string[]]): Meaning =>
  says(`${meaning} In a user unit before systemd 254 only with PrivateUsers=yes.`, ...rest);
const names = 'names of folders';
const paths = 'absolute paths, “-” before one that may be missing';

export const executionMeanings: Meanings = {
  WorkingDirectory: says(
    'The folder it runs in.',
    'an absolute path, or ~ for the home folder',
    '%h/work',
    '-%h/work',
  ),
  Environment: says(
    'Variables for its processes. “$” means nothing special here.',
    'NAME=value, in quotes with blanks',
    'LANG=C',
    '"GREETING=hello world"',
  ),
  EnvironmentFile: says(
    'A file of NAME=value lines, read before each start.',
    'an absolute path, “-” before one that may be missing',
    '-%h/.config/worker.env',
  ),
  PassEnvironment: says(
    'Variables of the system manager that it gets as well. A user unit gets all of its manager’s anyway.',
    'names of variables',
    'DISPLAY WAYLAND_DISPLAY',
  ),
  UnsetEnvironment: says('Variables that it does not get.', 'names of variables', 'LD_PRELOAD'),
  ExecSearchPath: says(
    'Where programs without a “/” are looked for.',
    'folders, divided by “:”',
    '%h/.local/bin:/usr/bin',
  ),
  User: says(
    'The account it runs as. For system services: a user unit runs as you.',
    'a user name or uid',
    'www-data',
  ),
  Group: says('The group it runs as. For system services.', 'a group name or gid', 'www-data'),
  SupplementaryGroups: says('Further groups. For system services.', 'names of groups', 'audio'),
  UMask: says('Which rights new files do not get.', 'an octal number', '0077', '0022'),
  Nice: says(
    'How readily it gives way to others; higher is nicer.',
    'a number from -20 to 19',
    '10',
  ),
  OOMScoreAdjust: says(
    'How early it dies when memory runs out; higher is earlier.',
    'a number from -1000 to 1000',
    '500',
  ),
  IOSchedulingClass: says('Its place in the queue for the disks.', 'a word', 'idle', 'best-effort'),
  IOSchedulingPriority: says(
    'Its place within its IOSchedulingClass=; lower is earlier.',
    'a number from 0 to 7',
    '7',
  ),
  CPUSchedulingPolicy: says('How it shares the processors.', 'a word', 'idle', 'batch', 'other'),
  CPUAffinity: says('The processors it may run on.', 'numbers and ranges', '0-1'),
  StandardInput: says(
    'What it reads as its input.',
    'a word or file:/path',
    'null',
    'socket',
    'file:%h/in.txt',
  ),
  StandardOutput: says(
    'Where its output goes.',
    'a word, file:/path or append:/path',
    'journal',
    'null',
    'append:%h/worker.log',
  ),
  StandardError: says(
    'Where its error output goes.',
    'a word, file:/path or append:/path',
    'inherit',
    'journal',
  ),
  StandardInputText: says('Text that it reads as its input.', 'text', 'hello'),
  SyslogIdentifier: says('How the log calls its lines.', 'a short name', 'worker'),
  SyslogLevel: says('The priority of its lines that name none.', 'a level', 'info', 'debug'),
  SyslogLevelPrefix: says('Whether “<3>” before a line sets its priority.', yesNo),
  LogLevelMax: says('Lines less important than this are dropped.', 'a level', 'warning', 'info'),
  LogRateLimitIntervalSec: says(
    'The span in which log lines are counted; too many are dropped.',
    'a time span',
    '30s',
    '0',
  ),
  LogRateLimitBurst: says(
    'How many lines the span of LogRateLimitIntervalSec= allows.',
    'a number',
    '10000',
  ),
  LogExtraFields: says('Fields added to all its log records.', 'NAME=value', 'TEAM=notes'),
  RuntimeDirectory: says(
    'Folders below %t, made before it starts and removed when it stops.',
    names,
    'worker',
  ),
  RuntimeDirectoryPreserve: says(
    'Whether the folders of RuntimeDirectory= stay when it stops.',
    'yes, no or restart',
    'restart',
  ),
  StateDirectory: says('Folders for its data, made before it starts.', names, 'worker'),
  CacheDirectory: says(
    'Folders for what can be made again, made before it starts.',
    names,
    'worker',
  ),
  LogsDirectory: says('Folders for its log files, made before it starts.', names, 'worker'),
  ConfigurationDirectory: says('Folders for its settings, made before it starts.', names, 'worker'),
  LoadCredential: says(
    'Hands a secret over in a read-only file for its account and root alone; in a user unit, for all that you run.',
    'name:path',
    'token:%h/.secrets/token',
  ),
  SetCredential: says(
    'Hands over a value that stands right here. Not for secrets: other programs can read it.',
    'name:text',
    'region:eu',
  ),
  LimitNOFILE: says(
    'How many files it may have open.',
    'a number, or soft:hard',
    '4096',
    '1024:4096',
  ),
  LimitNPROC: says('How many processes you may have in all.', 'a number', '500'),
  LimitCORE: says('How large a core dump may be.', 'a size', '0', 'infinity'),
  LimitMEMLOCK: says('How much memory it may keep from being swapped out.', 'a size', '64M'),
  NoNewPrivileges: says('Neither it nor what it runs can gain rights, for example by sudo.', yesNo),
  PrivateTmp: walls('Gives it a /tmp of its own.', yesNo),
  PrivateNetwork: walls('Takes the network away from it.', yesNo),
  PrivateDevices: walls('Hides devices from it.', yesNo),
  PrivateUsers: says(
    'Lets it see no other users. User units before systemd 254 need it for PrivateTmp=, ProtectSystem= and the like.',
    yesNo,
  ),
  ProtectSystem: walls(
    'Makes the system’s folders read-only for it.',
    'yes, no or a word',
    'strict',
    'full',
  ),
  ProtectHome: walls(
    'Hides home folders from it, or makes them read-only.',
    'yes, no or a word',
    'read-only',
    'tmpfs',
  ),
  ProtectProc: says(
    'Hides the processes of others in /proc. For system services.',
    'a word',
    'invisible',
  ),
  ReadWritePaths: walls('What it may write to in spite of ProtectSystem=.', paths, '%h/work'),
  ReadOnlyPaths: walls('What it may only read.', paths, '%h'),
  InaccessiblePaths: walls('What it does not see.', paths, '-%h/.ssh'),
  BindPaths: walls('Shows a folder at another place.', 'from:to', '%h/data:/srv/data'),
  TemporaryFileSystem: walls(
    'Puts empty folders in memory at these places.',
    'absolute paths',
    '/var:ro',
  ),
  RestrictAddressFamilies: says(
    'The kinds of sockets it may open.',
    'names of families',
    'AF_UNIX AF_INET AF_INET6',
  ),
  RestrictNamespaces: says(
    'Keeps it from making or joining namespaces; names given are the kinds it still may.',
    'yes, no or names of kinds',
    'yes',
  ),
  RestrictRealtime: says('Keeps it from asking for realtime priority.', yesNo),
  RestrictSUIDSGID: says('Keeps it from making files that give rights away.', yesNo),
  SystemCallFilter: says(
    'The system calls it may make; “~” before the list for the opposite.',
    'names and @groups',
    '@system-service',
    '~@privileged',
  ),
  SystemCallArchitectures: says(
    'The kinds of programs it may run.',
    'names of architectures',
    'native',
  ),
  MemoryDenyWriteExecute: says(
    'Memory is either written or run, never both. Breaks what compiles while it runs.',
    yesNo,
  ),
  LockPersonality: says('Keeps it from pretending another kernel.', yesNo),
  CapabilityBoundingSet: says(
    'The root rights it may ever have. For system services.',
    'names of capabilities',
    'CAP_NET_BIND_SERVICE',
  ),
  AmbientCapabilities: says(
    'Root rights it gets without being root. For system services.',
    'names of capabilities',
    'CAP_NET_BIND_SERVICE',
  ),
  KeyringMode: says('Which kernel keyring it sees.', 'a word', 'private', 'inherit'),
  IgnoreSIGPIPE: says(
    'Whether writing to a closed pipe is an error it sees, and not its end.',
    yesNo,
  ),
};
