/**
 * What a user manager is not allowed to do. Each was tried on a user manager of systemd 252, with PrivateUsers=yes and
 * without: the service ends with the exit code named, before its program runs. What 252 silently leaves out
 * (PrivateNetwork=, ProtectSystem=, …) is no error, and not told here.
 */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import { lastOf, type LintUnit } from '../toolkit/subject.ts';
import {
  addLine,
  fixWith,
  onKey,
  onValue,
  removeLines,
  renameKey,
  replaceValue,
  type Report,
} from '../toolkit/report.ts';

interface Denied {
  exit: string;
  what: string;
  /** For which values it is refused; all when there is none. */
  when?: (value: string, unit: LintUnit) => boolean;
}

const isOn = (value: string): boolean => readBoolean(value) === true;

/** In a user namespace of its own a service may do with its rights, devices and folders what a user manager may not. */
const lacksOwnUsers = (unit: LintUnit): boolean =>
  !isOn(lastOf(unit, unit.ownSection, 'PrivateUsers') ?? 'no');

const denied: Record<string, Denied> = {
  User: { exit: '216/GROUP', what: 'A user manager cannot switch to a user' },
  Group: {
    exit: '216/GROUP',
    what: 'A user manager cannot switch to another group',
    when: (value, { account }) => value !== account,
  },
  SupplementaryGroups: { exit: '216/GROUP', what: 'A user manager cannot add groups' },
  DynamicUser: { exit: '217/USER', what: 'A user manager cannot make up a user', when: isOn },
  AmbientCapabilities: {
    exit: '218/CAPABILITIES',
    what: 'A user manager cannot grant capabilities',
    when: (_, unit) => lacksOwnUsers(unit),
  },
  CapabilityBoundingSet: {
    exit: '218/CAPABILITIES',
    what: 'A user manager cannot change capabilities',
    when: (_, unit) => lacksOwnUsers(unit),
  },
  SecureBits: {
    exit: '213/SECUREBITS',
    what: 'A user manager cannot set secure bits',
    when: (_, unit) => lacksOwnUsers(unit),
  },
  IOSchedulingClass: {
    exit: '211/IOPRIO',
    what: 'A user manager cannot give realtime I/O priority',
    when: (value) => /^(?:1|realtime)$/.test(value),
  },
  CPUSchedulingPolicy: {
    exit: '214/SETSCHEDULER',
    what: 'A user manager cannot give realtime priority',
    when: (value) => /^(?:[12]|fifo|rr)$/.test(value),
  },
  LogNamespace: { exit: '226/NAMESPACE', what: 'A user manager cannot make a log namespace' },
};

/** What a user manager does in a user namespace only, which it makes by itself since systemd 254. */
const walls: Record<string, Omit<Denied, 'what'>> = {
  PrivateDevices: { exit: '218/CAPABILITIES', when: isOn },
  ProtectKernelModules: { exit: '218/CAPABILITIES', when: isOn },
  ProtectKernelLogs: { exit: '218/CAPABILITIES', when: isOn },
  ProtectClock: { exit: '218/CAPABILITIES', when: isOn },
  RootDirectory: { exit: '210/CHROOT' },
  TemporaryFileSystem: { exit: '226/NAMESPACE' },
  BindPaths: { exit: '226/NAMESPACE', when: (value) => value.includes(':') },
  BindReadOnlyPaths: { exit: '226/NAMESPACE', when: (value) => value.includes(':') },
};

/** RestartSteps= came with the same version. */
const makesOwnUsers = (unit: LintUnit): boolean =>
  unit.index.kindOf('Service', 'RestartSteps') !== undefined;

const deniedFinding = (unit: LintUnit, assignment: Assignment, { what, exit }: Denied): Finding => {
  const own = exit === '216/GROUP' ? ' It runs as you and with your groups, without this.' : '';
  return onValue(unit, assignment, {
    code: 'needs-privileges',
    severity: 'error',
    what: `${what}: that is for system services.`,
    why: `The service would end at once with ${exit}.${own}`,
    manual: `systemd.exec(5), ${assignment.key}=`,
    fix: fixWith(`Remove ${assignment.key}=`, removeLines(unit, assignment)),
  });
};

const wallFinding = (unit: LintUnit, assignment: Assignment, exit: string): Finding => {
  const set = unit.live.findLast(
    ({ section, key }) => section === unit.ownSection && key === 'PrivateUsers',
  );
  const edit =
    set === undefined
      ? addLine(unit, unit.ownSection, 'PrivateUsers=yes')
      : replaceValue(unit, set, 'yes');
  return onValue(unit, assignment, {
    code: 'needs-private-users',
    severity: 'error',
    what: `A user manager needs PrivateUsers=yes for ${assignment.key}=.`,
    why: `Without it the service would end at once with ${exit}. From systemd 254 a user manager sets it by itself.`,
    manual: `systemd.exec(5), ${assignment.key}=`,
    fix: fixWith('Set PrivateUsers=yes', edit),
  });
};

const bootTimer = (unit: LintUnit, assignment: Assignment): Finding =>
  onKey(unit, assignment, {
    code: 'boot-timer',
    severity: 'warning',
    what: 'OnBootSec= counts from the boot of the machine, not from your login.',
    why: 'A user manager often starts later than that: then the timer fires at once. OnStartupSec= counts from the start of the user manager.',
    manual: 'systemd.timer(5), OnBootSec=',
    fix: fixWith('Write OnStartupSec=', renameKey(unit, assignment, 'OnStartupSec')),
  });

const listenKeys = new Set(['ListenStream', 'ListenDatagram', 'ListenSequentialPacket']);

const privilegedPort: Omit<Report, 'what'> = {
  code: 'privileged-port',
  severity: 'warning',
  why: 'Ports below 1024 are for root, unless net.ipv4.ip_unprivileged_port_start says otherwise.',
  manual: 'systemd.socket(5), ListenStream=',
};

const portFinding = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const port = Number(/^(?:.*:)?(\d+)$/.exec(assignment.value)?.[1] ?? NaN);
  if (!(port > 0 && port < 1024)) return [];
  const what = `A user manager usually may not listen on port ${port}.`;
  return [onValue(unit, assignment, { ...privilegedPort, what })];
};

const privilegePrefix = /^[@:-]*[+!]/;

const prefixFinding = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const prefix = privilegePrefix.exec(assignment.value)?.[0];
  if (prefix === undefined || !assignment.key.startsWith('Exec')) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'privilege-prefix',
        severity: 'hint',
        what: `“${prefix.slice(-1)}” has no effect in a user unit.`,
        why: 'It runs a command with the full rights of the manager, and yours has no more than you.',
        manual: 'systemd.service(5), ExecStart=',
      },
      { start: prefix.length - 1, end: prefix.length },
    ),
  ];
};

export const scopeRules = (unit: LintUnit): Finding[] => {
  if (unit.scope !== 'user') return [];
  const needsUsers = lacksOwnUsers(unit) && !makesOwnUsers(unit);
  return untilMany(
    unit.live.filter(({ section }) => section === unit.ownSection),
    (assignment) => {
      const { section, key, value } = assignment;
      if (section === 'Timer') return key === 'OnBootSec' ? [bootTimer(unit, assignment)] : [];
      if (listenKeys.has(key)) return portFinding(unit, assignment);
      const rule = Object.hasOwn(denied, key) ? denied[key] : undefined;
      if (rule !== undefined && (rule.when?.(value, unit) ?? true)) {
        return [deniedFinding(unit, assignment, rule)];
      }
      const wall = Object.hasOwn(walls, key) ? walls[key] : undefined;
      if (wall !== undefined && needsUsers && (wall.when?.(value, unit) ?? true)) {
        return [wallFinding(unit, assignment, wall.exit)];
      }
      return section === 'Service' ? prefixFinding(unit, assignment) : [];
    },
  );
};
