/**
 * What becomes of settings that need privileges, in a unit of a user manager. Nothing here is from documentation:
 * test/system/lint/user-manager.test.ts tries each on the real systemd (252, 257, and 262) and compares.
 */
import { readBoolean } from '../syntax/boolean.ts';
import type { KnownVersion } from '../syntax/enum-values.ts';

/**
 * The exit code that the service fails with before its program runs, whether systemd refuses to load the unit, or
 * whether it skips the setting in silence.
 */
export type Effect = 'works' | 'ignored' | 'refused' | `${number}/${string}`;

interface Effects {
  /** As it is. */
  alone: Effect;
  /** With PrivateUsers=yes: in its own user namespace, a service may do much of what its manager may not. */
  inOwnUsers: Effect;
}

export interface Privileged extends Effects {
  /** What newer versions make of it, the oldest first. */
  later?: readonly (Effects & { since: KnownVersion })[];
  /** Which values need privileges; all by default. */
  needs?: (value: string) => boolean;
  /** Lines add up, so that each counts; by default only the last does. */
  isList?: true;
}

const isOn = (value: string): boolean => readBoolean(value) === true;
const isNotOff = (value: string): boolean => readBoolean(value) !== false;

const always = (effect: Effect): Effects => ({ alone: effect, inOwnUsers: effect });
const refused = (exit: Effect): Privileged => always(exit);
const skipped: Privileged = always('ignored');

/** Never possible in a user unit. */
export const denied = {
  User: refused('216/GROUP'),
  Group: refused('216/GROUP'),
  SupplementaryGroups: { ...refused('216/GROUP'), isList: true },
  DynamicUser: {
    ...refused('217/USER'),
    needs: isOn,
    later: [{ since: 257, ...always('refused') }],
  },
  // systemd 257 brought “identity”, and 262 has “full”; “self” is the same as yes.
  PrivateUsers: {
    ...refused('217/USER'),
    needs: (value) => /^(?:identity|full)$/.test(value),
  },
  // Only with a root of its own.
  RootEphemeral: {
    ...refused('210/CHROOT'),
    needs: isOn,
    later: [{ since: 258, ...always('226/NAMESPACE') }],
  },
  PAMName: {
    ...skipped,
    // Nothing is known of the versions between.
    later: [
      { since: 253, ...always('works') },
      { since: 257, ...always('216/GROUP') },
    ],
  },
  IOSchedulingClass: {
    ...refused('211/IOPRIO'),
    needs: (value) => /^(?:1|realtime)$/.test(value),
  },
  LogNamespace: refused('226/NAMESPACE'),
  SocketUser: refused('235/CHOWN'),
  SocketGroup: refused('235/CHOWN'),
  AmbientCapabilities: { alone: '218/CAPABILITIES', inOwnUsers: 'works' },
  CapabilityBoundingSet: { alone: '218/CAPABILITIES', inOwnUsers: 'works' },
  SecureBits: { alone: '213/SECUREBITS', inOwnUsers: 'works' },
} satisfies Record<string, Privileged>;

/** Possible if the account's resource limits allow it, which they usually don't. */
export const limited = {
  CPUSchedulingPolicy: {
    ...refused('214/SETSCHEDULER'),
    needs: (value) => /^(?:[12]|fifo|rr)$/.test(value),
  },
  Nice: { ...skipped, needs: (value) => /^-[1-9]/.test(value) },
} satisfies Record<string, Privileged>;

/** There is no terminal to open: /dev/console, the default of TTYPath=, is root's. */
export const terminals = {
  StandardInput: {
    ...refused('208/STDIN'),
    needs: (value) => /^tty(?:-force|-fail)?$/.test(value),
  },
  StandardOutput: { ...refused('209/STDOUT'), needs: (value) => value === 'tty' },
  StandardError: { ...refused('222/STDERR'), needs: (value) => value === 'tty' },
} satisfies Record<string, Privileged>;

/** Skipped in silence, whatever else is set: they need BPF or a file system that only root may mount. */
export const ignored: Record<string, Privileged> = {
  ProtectProc: { ...skipped, needs: (value) => value !== 'default' },
  ProcSubset: { ...skipped, needs: (value) => value === 'pid' },
  OOMScoreAdjust: { ...skipped, needs: (value) => value.startsWith('-') },
  IPAddressAllow: { ...skipped, isList: true },
  IPAddressDeny: { ...skipped, isList: true },
  SocketBindAllow: { ...skipped, isList: true },
  SocketBindDeny: { ...skipped, isList: true },
  RestrictNetworkInterfaces: { ...skipped, isList: true },
  BindNetworkInterface: skipped,
  RestrictFileSystems: { ...skipped, isList: true },
  BPFProgram: { ...skipped, isList: true },
  DeviceAllow: { ...skipped, isList: true },
  DevicePolicy: { ...skipped, needs: (value) => value !== 'auto' },
};

/** The path that a bind mount puts somewhere else; one that stays in its place only has no effect. */
const isMovedMount = (value: string): boolean =>
  value.split(/\s+/).some((mount) => {
    const [from = '', to] = mount.replace(/^-/, '').split(':');
    const plain = (path: string): string =>
      path
        .split('/')
        .filter((name) => name !== '')
        .join('/');
    return to !== undefined && plain(from) !== plain(to);
  });

/** A user manager creates the namespace itself since systemd 254. */
const walled = (alone: Effect, needs?: (value: string) => boolean): Privileged => ({
  alone,
  inOwnUsers: 'works',
  later: [{ since: 254, ...always('works') }],
  ...(needs === undefined ? {} : { needs }),
});

/** Possible only in a user namespace: exec_context_need_unprivileged_private_users() in systemd's execute.c. */
export const walls: Record<string, Privileged> = {
  PrivateDevices: walled('218/CAPABILITIES', isOn),
  ProtectKernelModules: walled('218/CAPABILITIES', isOn),
  ProtectKernelLogs: walled('218/CAPABILITIES', isOn),
  ProtectClock: walled('218/CAPABILITIES', isOn),
  RootDirectory: walled('210/CHROOT'),
  TemporaryFileSystem: { ...walled('226/NAMESPACE'), isList: true },
  BindPaths: { ...walled('226/NAMESPACE', isMovedMount), isList: true },
  BindReadOnlyPaths: { ...walled('226/NAMESPACE', isMovedMount), isList: true },
  ExtensionDirectories: { ...walled('226/NAMESPACE'), isList: true },
  // Even then, nobody but root may attach an image.
  RootImage: refused('226/NAMESPACE'),
  MountImages: { ...refused('226/NAMESPACE'), isList: true },
  ExtensionImages: { ...refused('226/NAMESPACE'), isList: true },
  PrivateTmp: walled('ignored', isOn),
  PrivateNetwork: walled('ignored', isOn),
  PrivateIPC: walled('ignored', isOn),
  PrivateMounts: walled('ignored', isOn),
  ProtectHostname: walled('ignored', isOn),
  ProtectHome: walled('ignored', isNotOff),
  ProtectSystem: walled('ignored', isNotOff),
  ProtectKernelTunables: walled('ignored', isOn),
  ProtectControlGroups: walled('ignored', isOn),
  ReadOnlyPaths: { ...walled('ignored'), isList: true },
  ReadWritePaths: { ...walled('ignored'), isList: true },
  InaccessiblePaths: { ...walled('ignored'), isList: true },
  ExecPaths: { ...walled('ignored'), isList: true },
  NoExecPaths: { ...walled('ignored'), isList: true },
  // For these, it creates none.
  PrivateBPF: { alone: 'ignored', inOwnUsers: 'works', needs: isOn },
  MountFlags: { alone: 'ignored', inOwnUsers: 'works' },
};

export type DeniedSetting = keyof typeof denied;
export type LimitedSetting = keyof typeof limited;
export type TerminalSetting = keyof typeof terminals;
