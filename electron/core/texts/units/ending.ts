import { code } from '../marks.ts';
import { texts } from '../texts.ts';
import type { ConventionName, StepName } from '../../units/exit-status.ts';

const steps: Record<StepName, string> = {
  CHDIR: 'systemd couldn’t enter its working directory. Check WorkingDirectory=.',
  NICE: 'its priority was refused. Check Nice=.',
  FDS: 'its open files couldn’t be set up.',
  EXEC: 'systemd couldn’t execute it. It may be missing or not executable, or the interpreter in its first line (#!) may be missing.',
  MEMORY: 'there wasn’t enough memory to start it.',
  LIMITS:
    'a resource limit was refused. Check LimitNOFILE=, LimitCPU= and the other Limit…= settings.',
  OOM_ADJUST:
    'its OOM score was refused. Check OOMScoreAdjust=: without rights, it can only be raised.',
  SIGNAL_MASK: 'its signal mask couldn’t be set.',
  STDIN: 'its standard input couldn’t be set up. Check StandardInput=.',
  STDOUT: 'its standard output couldn’t be set up. Check StandardOutput= and its folder.',
  CHROOT: 'its root directory couldn’t be changed. Check RootDirectory= and RootImage=.',
  IOPRIO: 'its I/O priority was refused. Check IOSchedulingClass= and IOSchedulingPriority=.',
  TIMERSLACK: 'its timer slack couldn’t be set. Check TimerSlackNSec=.',
  SECUREBITS: 'its secure bits were refused. Check SecureBits=.',
  SETSCHEDULER:
    'its CPU scheduling was refused. Check CPUSchedulingPolicy= and CPUSchedulingPriority=.',
  CPUAFFINITY: 'its CPUs couldn’t be set. Check CPUAffinity=.',
  GROUP:
    'its groups couldn’t be changed. A user manager can’t do that: check User=, Group= and SupplementaryGroups=.',
  USER: 'its user couldn’t be changed. A user manager can’t do that: check User=, DynamicUser= and PrivateUsers=.',
  CAPABILITIES:
    'its capabilities were refused. Check CapabilityBoundingSet= and AmbientCapabilities=, and in a user manager settings such as PrivateDevices= without PrivateUsers=yes.',
  CGROUP: 'its control group couldn’t be set up.',
  SETSID: 'its process session couldn’t be created.',
  CONFIRM: 'its start was declined at the console (systemd.confirm_spawn=).',
  STDERR: 'its standard error couldn’t be set up. Check StandardError= and its folder.',
  PAM: 'its PAM session couldn’t be opened. Check PAMName=.',
  NETWORK: 'its network namespace couldn’t be set up. Check PrivateNetwork=.',
  NAMESPACE:
    'its view of the file system couldn’t be set up. A path in ReadWritePaths=, ReadOnlyPaths=, BindPaths= or the like may be missing.',
  NO_NEW_PRIVILEGES: 'new privileges couldn’t be disabled. Check NoNewPrivileges=.',
  SECCOMP: 'its system call filter was refused. Check SystemCallFilter=.',
  SELINUX_CONTEXT: 'its SELinux context was refused. Check SELinuxContext=.',
  PERSONALITY: 'its execution domain was refused. Check Personality=.',
  APPARMOR: 'its AppArmor profile was refused. Check AppArmorProfile=.',
  ADDRESS_FAMILIES: 'its address families couldn’t be restricted. Check RestrictAddressFamilies=.',
  RUNTIME_DIRECTORY: 'its runtime folder couldn’t be made. Check RuntimeDirectory=.',
  CHOWN: 'the owner of its socket couldn’t be set. Check SocketUser= and SocketGroup=.',
  SMACK_PROCESS_LABEL: 'its SMACK label was refused. Check SmackProcessLabel=.',
  KEYRING: 'its kernel keyring couldn’t be set up. Check KeyringMode=.',
  STATE_DIRECTORY: 'its state folder couldn’t be made. Check StateDirectory=.',
  CACHE_DIRECTORY: 'its cache folder couldn’t be made. Check CacheDirectory=.',
  LOGS_DIRECTORY: 'its log folder couldn’t be made. Check LogsDirectory=.',
  CONFIGURATION_DIRECTORY:
    'its configuration folder couldn’t be made. Check ConfigurationDirectory=.',
  NUMA_POLICY: 'its NUMA policy was refused. Check NUMAPolicy= and NUMAMask=.',
  CREDENTIALS:
    'its credentials couldn’t be set up. Check LoadCredential= and SetCredential=, and that their files are there.',
  BPF: 'its file systems couldn’t be restricted. Check RestrictFileSystems=.',
  KSM: 'merging of equal memory pages couldn’t be set up. Check MemoryKSM=.',
  MEMORY_THP: 'the use of huge memory pages couldn’t be set up. Check MemoryTHP=.',
};

const conventions: Record<ConventionName, string> = {
  INVALIDARGUMENT: 'wrong or too many arguments',
  NOTIMPLEMENTED: 'a feature that isn’t implemented',
  NOPERMISSION: 'a lack of privileges',
  NOTINSTALLED: 'a program that isn’t installed',
  NOTCONFIGURED: 'a program that isn’t configured',
  NOTRUNNING: 'a program that isn’t running',
  USAGE: 'wrong command-line usage',
  DATAERR: 'wrong data',
  NOINPUT: 'input that can’t be opened',
  NOUSER: 'an unknown user',
  NOHOST: 'an unknown host',
  UNAVAILABLE: 'a service that isn’t available',
  SOFTWARE: 'an internal error',
  OSERR: 'an error of the system',
  OSFILE: 'a missing system file',
  CANTCREAT: 'an output file that can’t be created',
  IOERR: 'an input or output error',
  TEMPFAIL: 'a temporary failure: try again later',
  PROTOCOL: 'an error in a protocol',
  NOPERM: 'a lack of permission',
  CONFIG: 'an error in its configuration',
};

/** How the last run of a service ended, and what that means. */
export const unitsEndingTexts = texts({
  en: {
    exitCode: (name: string) => `exit code ${name}`,
    killedBy: (of: { signal: string; number: string }) => `killed by ${of.signal} (${of.number})`,
    signalNumber: (number: string) => `signal ${number}`,
    /** `result` is systemd’s own word. */
    result: (of: { result: string; ending: string }) => `${of.result}, ${of.ending}`,
    inDirective: (of: { ending: string; directive: string }) => `${of.ending} in ${of.directive}=`,

    /** `why` is one of `steps`. */
    neverRan: (of: { program: string; why: string }) => `${code(of.program)} never ran: ${of.why}`,
    neverRanIn: (folder: string) =>
      `The program never ran: systemd couldn’t enter ${code(folder)}. Check WorkingDirectory=.`,
    steps,
    byConvention: (meaning: string) =>
      `The program exited with an error code; by convention it means ${meaning}.`,
    conventions,
    stoppedBySignal: (of: { exitCode: string; number: string; signal: string }) =>
      `${of.exitCode} is 128+${of.number}: the program exited because of ${of.signal}, which stops a service. ${code(`SuccessExitStatus=${of.exitCode}`)} makes that count as a normal end.`,
    childKilled: (of: { exitCode: string; number: string; signal: string }) =>
      `${of.exitCode} is 128+${of.number}: a program that it ran was killed by ${of.signal}.`,
    commandMissing:
      'A shell exits with 127 when it can’t find a command. A service’s PATH is shorter than your terminal’s, so write the full path or set Environment=PATH=….',
    commandNotExecutable:
      'A shell exits with 126 when it can’t execute a command: it may lack the executable bit.',
    signals: {
      SIGKILL:
        'Force-quit: by you, by systemd after TimeoutStopSec=, or by the kernel for lack of memory.',
      SIGSEGV: 'It crashed with an invalid memory access.',
      SIGABRT: 'It aborted after an internal error, or systemd’s watchdog ended it.',
      SIGBUS: 'It crashed with an invalid memory access.',
      SIGILL: 'It crashed on an instruction that this CPU doesn’t know.',
      SIGFPE: 'It crashed on an arithmetic error.',
      SIGSYS: 'It made a system call that SystemCallFilter= or another sandbox forbids.',
      SIGXCPU: 'It used more CPU time than LimitCPU= allows.',
      SIGXFSZ: 'It wrote a file larger than LimitFSIZE= allows.',
      SIGPIPE: 'It wrote to a pipe or socket that nothing read.',
    },
  },
});
