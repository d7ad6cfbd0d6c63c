import { texts } from '../texts.ts';

/** A user manager isolates only within a user namespace; from 254 on it makes one itself. Measured with 252. */
const isolates = (summary: string): string =>
  `${summary} User units before systemd 254 need PrivateUsers=yes for it.`;

/** The keys of systemd.exec(5), which several sections share: what they do. */
export const directivesExecTexts = texts({
  en: {
    WorkingDirectory: 'The folder it runs in.',
    Environment: 'Variables for its processes. “$” has no special meaning here.',
    EnvironmentFile: 'A file with NAME=value lines, read before each start.',
    PassEnvironment:
      'Variables to pass on from the system manager. User units get all variables of their manager anyway.',
    UnsetEnvironment: 'Variables that it doesn’t get.',
    ExecSearchPath: 'Where to look for programs without “/”.',
    User: 'The account it runs as. For system services; user units run as you.',
    Group: 'The group it runs as. For system services.',
    SupplementaryGroups: 'More groups for its processes. For system services.',
    UMask: 'Permissions that new files don’t get.',
    Nice: 'How much it yields to other programs. Higher numbers yield more.',
    OOMScoreAdjust:
      'How early it’s killed when memory runs out. Higher numbers are killed earlier.',
    IOSchedulingClass: 'Its priority class for disk access.',
    IOSchedulingPriority: 'Its priority within IOSchedulingClass=. Lower numbers come first.',
    CPUSchedulingPolicy: 'How it shares the CPU with others.',
    CPUAffinity: 'The CPUs it can run on.',
    StandardInput: 'Where its input comes from.',
    StandardOutput: 'Where its output goes.',
    StandardError: 'Where its error output goes.',
    StandardInputText: 'Text that it reads as its input.',
    SyslogIdentifier: 'The name on its log lines.',
    SyslogLevel: 'The priority of its log lines that don’t set one.',
    SyslogLevelPrefix: 'Whether “<3>” at the start of a line sets its priority.',
    LogLevelMax: 'Drops log lines that are less important than this.',
    LogRateLimitIntervalSec:
      'The period in which log lines are counted. If there are too many, they’re dropped.',
    LogRateLimitBurst: 'How many log lines are allowed within LogRateLimitIntervalSec=.',
    LogExtraFields: 'Fields to add to all its log entries.',
    RuntimeDirectory: 'Folders in %t, created before it starts and removed when it stops.',
    RuntimeDirectoryPreserve: 'Whether to keep the folders of RuntimeDirectory= when it stops.',
    StateDirectory: 'Folders for its data, created before it starts.',
    CacheDirectory: 'Folders for data that it can recreate, created before it starts.',
    LogsDirectory: 'Folders for its log files, created before it starts.',
    ConfigurationDirectory: 'Folders for its configuration, created before it starts.',
    LoadCredential:
      'Passes a secret in a read-only file for its account and root only. In a user unit, all your programs can read it.',
    SetCredential:
      'Passes a value written right here. Not for secrets: other programs can read it.',
    LimitNOFILE: 'How many files it can have open.',
    LimitNPROC: 'How many processes you can have in total.',
    LimitCORE: 'How large a core dump can be.',
    LimitMEMLOCK: 'How much memory it can keep from being swapped out.',
    NoNewPrivileges: 'It and its processes can’t gain privileges, for example with sudo.',
    PrivateTmp: isolates('Gives it its own /tmp.'),
    PrivateNetwork: isolates('Disconnects it from the network.'),
    PrivateDevices: isolates('Hides devices from it.'),
    PrivateUsers:
      'Hides other users from it. User units before systemd 254 need it for PrivateTmp=, ProtectSystem=, and others.',
    ProtectSystem: isolates('Makes system folders read-only for it.'),
    ProtectHome: isolates('Hides home folders or makes them read-only.'),
    ProtectProc: 'Hides other users’ processes in /proc. For system services.',
    ReadWritePaths: isolates('Where it can write despite ProtectSystem=.'),
    ReadOnlyPaths: isolates('What it can only read.'),
    InaccessiblePaths: isolates('What it can’t see.'),
    BindPaths: isolates('Shows a folder at another path.'),
    TemporaryFileSystem: isolates('Puts empty folders in memory at these paths.'),
    RestrictAddressFamilies: 'The types of sockets it can open.',
    RestrictNamespaces:
      'Keeps it from creating or joining namespaces, except for the types listed.',
    RestrictRealtime: 'Keeps it from requesting realtime priority.',
    RestrictSUIDSGID: 'Keeps it from creating files that run with their owner’s privileges.',
    SystemCallFilter:
      'The system calls it can use. “~” at the start blocks the listed ones instead.',
    SystemCallArchitectures: 'The architectures whose programs it can run.',
    MemoryDenyWriteExecute:
      'Memory can be writable or executable, not both. Breaks programs that generate code as they run.',
    LockPersonality: 'Keeps it from pretending to run on another kernel.',
    CapabilityBoundingSet: 'The root privileges it can ever have. For system services.',
    AmbientCapabilities: 'Root privileges it gets without being root. For system services.',
    KeyringMode: 'Which kernel keyring it sees.',
    IgnoreSIGPIPE: 'Writing to a closed pipe gives it an error instead of killing it.',
  },
});

export type ExecutionKey = keyof typeof directivesExecTexts;
