/**
 * CapabilityBoundingSet= and AmbientCapabilities= as systemd merges their lines. Source:
 * config_parse_capability_set() in systemd's load-fragment.c; tried on systemd 252.
 */

/** capabilities(7), without `CAP_`. */
const names = new Set(
  (
    'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
    'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
    'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
    'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
  ).split(' '),
);

/** These capabilities, or all but these. */
interface CapabilitySet {
  listed: ReadonlySet<string>;
  isAllBut: boolean;
}

const isWhole = ({ listed, isAllBut }: CapabilitySet): boolean => isAllBut && listed.size === 0;
const isNone = ({ listed, isAllBut }: CapabilitySet): boolean => !isAllBut && listed.size === 0;

/** Those that systemd knows; it skips the others. */
const listedIn = (text: string): Set<string> =>
  new Set(
    text
      .split(/\s+/)
      .map((word) => word.toUpperCase().replace(/^CAP_/, ''))
      .filter((name) => names.has(name)),
  );

const added = (set: CapabilitySet, more: ReadonlySet<string>): CapabilitySet => ({
  ...set,
  listed: set.isAllBut
    ? new Set([...set.listed].filter((name) => !more.has(name)))
    : new Set([...set.listed, ...more]),
});

const without = (set: CapabilitySet, less: ReadonlySet<string>): CapabilitySet =>
  added({ ...set, isAllBut: !set.isAllBut }, less);

const merged = (set: CapabilitySet, value: string, isInitial: boolean): CapabilitySet => {
  const isAllBut = value.startsWith('~');
  const listed = listedIn(value.replace(/^~/, ''));
  // “”, “~”, and the first line replace what was there.
  if (listed.size === 0 || isInitial) return { listed, isAllBut };
  if (!isAllBut) return added(set, listed);
  const rest = without(set, listed);
  return { ...rest, isAllBut: set.isAllBut };
};

/** @param values of all lines, in order; an empty one counts. */
const mergedFrom = (initial: CapabilitySet, values: readonly string[]): CapabilitySet => {
  const isInitial = initial.isAllBut ? isWhole : isNone;
  return values.reduce((set, value) => merged(set, value, isInitial(set)), initial);
};

/** Whether CapabilityBoundingSet= takes anything away; `~` alone doesn't. */
export const dropsCapabilities = (values: readonly string[]): boolean =>
  !isWhole(mergedFrom({ listed: new Set(), isAllBut: true }, values));

/** Whether AmbientCapabilities= gives anything. */
export const grantsCapabilities = (values: readonly string[]): boolean =>
  !isNone(mergedFrom({ listed: new Set(), isAllBut: false }, values));
