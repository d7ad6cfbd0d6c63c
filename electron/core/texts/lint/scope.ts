import { texts } from '../texts.ts';

/** What user managers can’t do. */
export const lintScopeTexts = texts({
  en: {
    /** By the setting. */
    denied: {
      User: 'User= works only in system services: a user manager can’t switch to another user.',
      Group: 'Group= works only in system services: a user manager can’t switch to another group.',
      SupplementaryGroups:
        'SupplementaryGroups= works only in system services: a user manager can’t add groups.',
      DynamicUser: 'DynamicUser= works only in system services: a user manager can’t create users.',
      PrivateUsers:
        'In a user unit, PrivateUsers= can only be yes or no: a user manager can’t map other users.',
      RootEphemeral:
        'RootEphemeral= works only in system services: a user manager can’t copy a root directory.',
      PAMName: 'PAMName= works only in system services: a user manager can’t open PAM sessions.',
      AmbientCapabilities:
        'AmbientCapabilities= works only in system services: a user manager can’t grant capabilities.',
      CapabilityBoundingSet:
        'CapabilityBoundingSet= works only in system services: a user manager can’t change capabilities.',
      SecureBits:
        'SecureBits= works only in system services: a user manager can’t set secure bits.',
      IOSchedulingClass:
        'Realtime I/O priority works only in system services: a user manager can’t grant it.',
      SocketUser: 'In a user unit, a socket can belong only to you.',
      SocketGroup: 'In a user unit, a socket can belong only to one of your own groups.',
      LogNamespace:
        'LogNamespace= works only in system services: a user manager can’t create log namespaces.',
    },
    deniedImage: (key: string) =>
      `${key}= works only in system services: a user manager can’t attach disk images.`,
    deniedWhy: (exit: string) => `The unit would fail right away with ${exit}.`,
    refusedWhy: 'systemd refuses to load the unit.',
    deniedGroupsWhy: (exit: string) =>
      `The service would fail right away with ${exit}. Without this line, it runs as you, with your groups.`,
    'needs-private-users': (denied: { key: string; exit: string }) => ({
      what: `In a user unit, ${denied.key}= needs PrivateUsers=yes.`,
      why: `Without it, the service would fail right away with ${denied.exit}. From systemd 254 on, user managers set it themselves.`,
    }),
    'no-effect-without-private-users': (skipped: { key: string; isLaterImplied: boolean }) => ({
      what: `In a user unit, ${skipped.key}= has no effect without PrivateUsers=yes.`,
      why: skipped.isLaterImplied
        ? 'systemd skips it without a message, because your manager may do this only in a user namespace. From systemd 254 on, user managers set PrivateUsers= themselves.'
        : 'systemd skips it without a message, because your manager may do this only in a user namespace.',
    }),
    'no-effect-in-user-unit': (key: string) => ({
      what: `${key}= has no effect in a user unit.`,
      why: 'It needs privileges that a user manager doesn’t have, so systemd skips it.',
    }),
    /** By the setting. */
    'needs-limits': {
      CPUSchedulingPolicy: () => ({
        what: 'User services usually can’t have realtime priority.',
        why: 'Without a limit that allows it (LimitRTPRIO= of your manager), the service would fail right away with 214/SETSCHEDULER.',
      }),
      Nice: (value: string) => ({
        what: `User services usually can’t have Nice=${value}.`,
        why: 'Without a limit that allows it (LimitNICE= of your manager), systemd skips it: only root raises priorities.',
      }),
    },
    'no-terminal': (exit: string) => ({
      what: 'User services have no terminal.',
      why: `Without TTYPath=, this opens /dev/console, which belongs to root. The service would fail right away with ${exit}.`,
    }),
    'privileged-port': (port: string) => ({
      what: `User services usually can’t listen on port ${port}.`,
      why: 'Ports below 1024 are reserved for root, unless net.ipv4.ip_unprivileged_port_start says otherwise.',
    }),
    'privilege-prefix': (prefix: string) => ({
      what: `“${prefix}” has no effect in a user unit.`,
      why: 'It runs the command with the manager’s full privileges, and your manager has no more than you do.',
    }),
  },
});
