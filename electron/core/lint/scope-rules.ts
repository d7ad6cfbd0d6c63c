/**
 * What a user manager is not allowed to do. Each was tried on a user manager of systemd 252: the service ends with
 * the exit code named, before its program runs. What 252 silently leaves out (PrivateNetwork=, ProtectSystem=, …) is
 * no error, and not told here.
 */
import type { Finding } from '../finding.ts';
import type { Assignment } from '../unit-file.ts';
import { untilMany } from './finding-limit.ts';
import { lastOf, readBoolean, type LintUnit } from './lint-unit.ts';
import { fixWith, onKey, onValue, removeLines, renameKey, type Told } from './told.ts';

interface Denied {
  exit: string;
  what: string;
  /** For which values it is refused; all when there is none. */
  when?: (value: string, unit: LintUnit) => boolean;
}

const isOn = (value: string): boolean => readBoolean(value) === true;

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
  },
  CapabilityBoundingSet: {
    exit: '218/CAPABILITIES',
    what: 'A user manager cannot change capabilities',
  },
  PrivateDevices: {
    exit: '218/CAPABILITIES',
    what: 'A user manager cannot take devices away',
    when: (value, unit) => isOn(value) && !isOn(lastOf(unit, 'Service', 'PrivateUsers') ?? 'no'),
  },
  SecureBits: { exit: '213/SECUREBITS', what: 'A user manager cannot set secure bits' },
  RootDirectory: {
    exit: '210/CHROOT',
    what: 'A user manager cannot change the root folder',
    when: (_, unit) => !isOn(lastOf(unit, 'Service', 'PrivateUsers') ?? 'no'),
  },
  IOSchedulingClass: {
    exit: '211/IOPRIO',
    what: 'A user manager cannot give realtime I/O priority',
    when: (value) => /^(?:1|realtime)$/.test(value),
  },
  CPUSchedulingPolicy: {
    exit: '214/SETSCHEDULER',
    what: 'A user manager cannot give realtime priority',
    when: (value) => /^(?:fifo|rr)$/.test(value),
  },
  LogNamespace: { exit: '226/NAMESPACE', what: 'A user manager cannot make a log namespace' },
};

const deniedFinding = (unit: LintUnit, assignment: Assignment, { what, exit }: Denied): Finding =>
  onValue(unit, assignment, {
    code: 'needs-privileges',
    severity: 'error',
    what: `${what}: ${assignment.key}= is for system services.`,
    why: `The service would end at once with ${exit}. It runs as you and with your groups, without any setting.`,
    manual: `systemd.exec(5), ${assignment.key}=`,
    fix: fixWith(`Remove ${assignment.key}=`, removeLines(unit, assignment)),
  });

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

const privilegedPort: Omit<Told, 'what'> = {
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
      return section === 'Service' ? prefixFinding(unit, assignment) : [];
    },
  );
};
