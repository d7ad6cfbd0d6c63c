/** The names of exit codes and signals. Sources: systemd.exec(5), “Process Exit Codes”; signal(7). */

/** Codes with which a child of systemd ends that never got to run its program; `systemd-analyze exit-status`. */
const stepNames = {
  200: 'CHDIR',
  201: 'NICE',
  202: 'FDS',
  203: 'EXEC',
  204: 'MEMORY',
  205: 'LIMITS',
  206: 'OOM_ADJUST',
  207: 'SIGNAL_MASK',
  208: 'STDIN',
  209: 'STDOUT',
  210: 'CHROOT',
  211: 'IOPRIO',
  212: 'TIMERSLACK',
  213: 'SECUREBITS',
  214: 'SETSCHEDULER',
  215: 'CPUAFFINITY',
  216: 'GROUP',
  217: 'USER',
  218: 'CAPABILITIES',
  219: 'CGROUP',
  220: 'SETSID',
  221: 'CONFIRM',
  222: 'STDERR',
  224: 'PAM',
  225: 'NETWORK',
  226: 'NAMESPACE',
  227: 'NO_NEW_PRIVILEGES',
  228: 'SECCOMP',
  229: 'SELINUX_CONTEXT',
  230: 'PERSONALITY',
  231: 'APPARMOR',
  232: 'ADDRESS_FAMILIES',
  233: 'RUNTIME_DIRECTORY',
  235: 'CHOWN',
  236: 'SMACK_PROCESS_LABEL',
  237: 'KEYRING',
  238: 'STATE_DIRECTORY',
  239: 'CACHE_DIRECTORY',
  240: 'LOGS_DIRECTORY',
  241: 'CONFIGURATION_DIRECTORY',
  242: 'NUMA_POLICY',
  243: 'CREDENTIALS',
  244: 'BPF',
  // Since systemd 254 and 260.
  245: 'KSM',
  246: 'MEMORY_THP',
} as const;
/** What systemd was doing when it gave up: a key of `unitsEndingTexts.steps`. */
export type StepName = (typeof stepNames)[keyof typeof stepNames];

/** Conventions of programs: of the LSB for init scripts, and of sysexits.h. */
const conventions = {
  2: 'INVALIDARGUMENT',
  3: 'NOTIMPLEMENTED',
  4: 'NOPERMISSION',
  5: 'NOTINSTALLED',
  6: 'NOTCONFIGURED',
  7: 'NOTRUNNING',
  64: 'USAGE',
  65: 'DATAERR',
  66: 'NOINPUT',
  67: 'NOUSER',
  68: 'NOHOST',
  69: 'UNAVAILABLE',
  70: 'SOFTWARE',
  71: 'OSERR',
  72: 'OSFILE',
  73: 'CANTCREAT',
  74: 'IOERR',
  75: 'TEMPFAIL',
  76: 'PROTOCOL',
  77: 'NOPERM',
  78: 'CONFIG',
} as const;
/** A key of `unitsEndingTexts.conventions`. */
export type ConventionName = (typeof conventions)[keyof typeof conventions];

const signals = [
  ...['HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV', 'USR2'],
  ...['PIPE', 'ALRM', 'TERM', 'STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG'],
  ...['XCPU', 'XFSZ', 'VTALRM', 'PROF', 'WINCH', 'IO', 'PWR', 'SYS'],
];
/** SIGRTMIN of glibc, which keeps two for itself. */
const firstRealTime = 34;
const lastRealTime = 64;

/** `SIGTERM` for 15; null for no signal. */
export const signalName = (number: number): string | null => {
  const name = signals[number - 1];
  if (name !== undefined) return `SIG${name}`;
  if (number < firstRealTime || number > lastRealTime) return null;
  return number === firstRealTime ? 'SIGRTMIN' : `SIGRTMIN+${String(number - firstRealTime)}`;
};

export const stepName = (code: number): StepName | null =>
  (stepNames as Partial<Record<number, StepName>>)[code] ?? null;

export const conventionName = (code: number): ConventionName | null =>
  (conventions as Partial<Record<number, ConventionName>>)[code] ?? null;

const statusNames = new Set<string>([
  ...['SUCCESS', 'FAILURE', 'EXCEPTION'],
  ...Object.values(stepNames),
  ...Object.values(conventions),
]);

/** A name that systemd takes in place of an exit code: `systemd-analyze exit-status`. */
export const isStatusName = (name: string): boolean => statusNames.has(name);

/** The signal that ended a program, as a shell reports it: 128 + its number. null for other codes. */
export const signalInCode = (code: number): string | null =>
  code > 128 && code < 128 + firstRealTime ? signalName(code - 128) : null;

/** As `systemctl status` writes it: `203/EXEC`, `3/NOTIMPLEMENTED`, or just the number. */
export const namedCode = (code: number): string => {
  const basic: Partial<Record<number, string>> = { 0: 'SUCCESS', 1: 'FAILURE', 255: 'EXCEPTION' };
  const name = basic[code] ?? stepName(code) ?? conventionName(code);
  return name === null ? String(code) : `${String(code)}/${name}`;
};

/** `203/EXEC` for a step of systemd’s own. Other codes are a program’s own, which seldom knows of the conventions. */
export const codeText = (code: number): string =>
  stepName(code) === null ? String(code) : namedCode(code);
