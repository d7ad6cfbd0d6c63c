/** Values that are one word of a list: those of systemd 252, and those added later. */
import type { Assignment } from './unit-file.ts';
import { readBoolean } from './boolean.ts';
import { lookUp } from '../text/look-up.ts';

const outputs =
  'inherit null tty journal kmsg journal+console kmsg+console socket fd syslog syslog+console';

const lists: Record<string, string> = {
  Type: 'simple exec forking oneshot dbus notify notify-reload idle',
  Restart: 'no on-success on-failure on-abnormal on-watchdog on-abort always',
  RestartMode: 'normal direct debug',
  KillMode: 'control-group mixed process none',
  ExitType: 'main cgroup',
  NotifyAccess: 'none main exec all',
  TimeoutStartFailureMode: 'terminate abort kill',
  TimeoutStopFailureMode: 'terminate abort kill',
  OOMPolicy: 'continue stop kill',
  StandardInput: 'null tty tty-force tty-fail data socket fd',
  StandardOutput: outputs,
  StandardError: outputs,
  IOSchedulingClass: '0 1 2 3 none realtime best-effort idle',
  CPUSchedulingPolicy: 'other batch idle fifo rr ext',
  ProtectSystem: 'full strict',
  ProtectHome: 'read-only tmpfs',
  PrivateTmp: 'disconnected',
  PrivateUsers: 'self identity full managed',
  ProtectControlGroups: 'private strict',
  ProtectProc: 'noaccess invisible ptraceable default',
  DevicePolicy: 'auto closed strict',
  CollectMode: 'inactive inactive-or-failed',
  KeyringMode: 'inherit private shared',
};

/** Versions of systemd that rules tell apart. */
export type KnownVersion = 253 | 254 | 257 | 258 | 261;

/** Words that systemd 252 doesn’t accept, although it may know the key. */
const newer: Readonly<Record<string, KnownVersion>> = {
  'Type=notify-reload': 253,
  'RestartMode=debug': 257,
  'PrivateTmp=disconnected': 257,
  'PrivateUsers=self': 257,
  'PrivateUsers=identity': 257,
  // 257 has neither, 262 both. Nothing is known of the versions between.
  'PrivateUsers=full': 258,
  'PrivateUsers=managed': 258,
  'ProtectControlGroups=private': 257,
  'ProtectControlGroups=strict': 257,
  'CPUSchedulingPolicy=ext': 261,
};

/** The version that a word of a key came with; undefined if each version with the key has it. */
export const wordSince = (key: string, word: string): KnownVersion | undefined =>
  lookUp(newer, `${key}=${word}`);

const alsoBoolean = new Set([
  ...['ProtectSystem', 'ProtectHome', 'PrivateTmp', 'PrivateUsers', 'ProtectControlGroups'],
]);

/** They also accept words with a colon: `file:/path`, `fd:name`. */
const moreThanWords = new Set(['StandardInput', 'StandardOutput', 'StandardError']);

/** The words that a key accepts; null for a key with other values. */
export const wordsFor = (key: string): string[] | null =>
  Object.hasOwn(lists, key) ? (lists[key]?.split(' ') ?? null) : null;

/** The words to check a value against; null if it may be something else, too. */
export const chosenWords = (
  section: string,
  { key, value }: Pick<Assignment, 'key' | 'value'>,
): string[] | null => {
  // The Type= of a mount is its file system’s.
  if (section !== 'Service' && key === 'Type') return null;
  const words = wordsFor(key);
  if (words === null || (moreThanWords.has(key) && value.includes(':'))) return null;
  if (key === 'CPUSchedulingPolicy' && /^\d+$/.test(value)) return null;
  if (!alsoBoolean.has(key)) return words;
  return readBoolean(value) === null ? [...words, 'yes', 'no'] : null;
};

const signals = new Set(
  (
    'HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CLD CONT STOP TSTP TTIN TTOU ' +
    'URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS UNUSED'
  ).split(' '),
);

/** SIGTERM, TERM, 15, RTMIN+1: signal_from_string() in systemd's signal-util.c. */
export const isSignal = (value: string): boolean => {
  const name = value.replace(/^SIG/, '');
  if (/^RTM(?:IN(?:\+\d+)?|AX(?:-\d+)?)$/.test(name)) return true;
  return signals.has(name) || (/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 64);
};
