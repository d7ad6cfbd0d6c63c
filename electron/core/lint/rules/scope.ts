/**
 * What a user manager isn’t allowed to do. Each was tried on a user manager of systemd 252, with PrivateUsers=yes and
 * without: the service fails with this exit code before its program runs. What 252 silently skips (PrivateNetwork=,
 * ProtectSystem=, …) isn’t an error, and isn’t reported.
 */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintScopeTexts, type DeniedSetting } from '../../texts/lint/scope.ts';
import { expanded, lastOf, type LintUnit } from '../toolkit/subject.ts';
import {
  addLine,
  fixWith,
  onKey,
  onValue,
  removeLines,
  renameKey,
  replaceValue,
} from '../toolkit/report.ts';

interface Denied {
  exit: string;
  /** Which values are refused; all without it. */
  when?: (value: string, unit: LintUnit) => boolean;
}

const isOn = (value: string): boolean => readBoolean(value) === true;

/** In its own user namespace a service may do with its rights, devices, and folders what a user manager may not. */
const lacksOwnUsers = (unit: LintUnit): boolean =>
  !isOn(lastOf(unit, unit.ownSection, 'PrivateUsers') ?? (unit.isPartial ? 'yes' : 'no'));

const denied: Record<DeniedSetting, Denied> = {
  User: { exit: '216/GROUP' },
  Group: {
    exit: '216/GROUP',
    when: (value, unit) =>
      unit.primaryGroup.length > 0 &&
      !unit.primaryGroup.includes(expanded(unit, value) ?? unit.primaryGroup[0] ?? ''),
  },
  SupplementaryGroups: { exit: '216/GROUP' },
  DynamicUser: { exit: '217/USER', when: isOn },
  AmbientCapabilities: {
    exit: '218/CAPABILITIES',
    when: (_, unit) => lacksOwnUsers(unit),
  },
  CapabilityBoundingSet: {
    exit: '218/CAPABILITIES',
    when: (_, unit) => lacksOwnUsers(unit),
  },
  SecureBits: {
    exit: '213/SECUREBITS',
    when: (_, unit) => lacksOwnUsers(unit),
  },
  IOSchedulingClass: {
    exit: '211/IOPRIO',
    when: (value) => /^(?:1|realtime)$/.test(value),
  },
  CPUSchedulingPolicy: {
    exit: '214/SETSCHEDULER',
    when: (value) => /^(?:[12]|fifo|rr)$/.test(value),
  },
  LogNamespace: { exit: '226/NAMESPACE' },
};

const isDenied = (key: string): key is DeniedSetting => Object.hasOwn(denied, key);

/** What a user manager does only in a user namespace, which it makes on its own since systemd 254. */
const walls: Record<string, Denied> = {
  PrivateDevices: { exit: '218/CAPABILITIES', when: isOn },
  ProtectKernelModules: { exit: '218/CAPABILITIES', when: isOn },
  ProtectKernelLogs: { exit: '218/CAPABILITIES', when: isOn },
  ProtectClock: { exit: '218/CAPABILITIES', when: isOn },
  RootDirectory: { exit: '210/CHROOT' },
  TemporaryFileSystem: { exit: '226/NAMESPACE' },
  BindPaths: { exit: '226/NAMESPACE', when: (value) => value.includes(':') },
  BindReadOnlyPaths: { exit: '226/NAMESPACE', when: (value) => value.includes(':') },
};

const deniedFinding = (unit: LintUnit, assignment: Assignment, key: DeniedSetting): Finding => {
  const { exit } = denied[key];
  return onValue(unit, assignment, {
    code: 'needs-privileges',
    severity: 'error',
    what: lintScopeTexts.denied[key],
    why:
      exit === '216/GROUP' ? lintScopeTexts.deniedGroupsWhy(exit) : lintScopeTexts.deniedWhy(exit),
    manual: `systemd.exec(5), ${key}=`,
    fix: fixWith(lintFixesTexts.remove(`${key}=`), removeLines(unit, assignment)),
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
    ...lintScopeTexts['needs-private-users']({ key: assignment.key, exit }),
    manual: `systemd.exec(5), ${assignment.key}=`,
    fix: fixWith(lintFixesTexts.set('PrivateUsers=yes'), edit),
  });
};

const bootTimer = (unit: LintUnit, assignment: Assignment): Finding =>
  onKey(unit, assignment, {
    code: 'boot-timer',
    severity: 'warning',
    ...lintScopeTexts['boot-timer'],
    manual: 'systemd.timer(5), OnBootSec=',
    fix: fixWith(lintFixesTexts.use('OnStartupSec='), renameKey(unit, assignment, 'OnStartupSec')),
  });

const listenKeys = new Set(['ListenStream', 'ListenDatagram', 'ListenSequentialPacket']);

const portFinding = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const port = Number(/^(?:.*:)?(\d+)$/.exec(assignment.value)?.[1] ?? NaN);
  if (!(port > 0 && port < 1024)) return [];
  return [
    onValue(unit, assignment, {
      code: 'privileged-port',
      severity: 'warning',
      ...lintScopeTexts['privileged-port'](String(port)),
      manual: 'systemd.socket(5), ListenStream=',
    }),
  ];
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
        ...lintScopeTexts['privilege-prefix'](prefix.slice(-1)),
        manual: 'systemd.service(5), ExecStart=',
      },
      { start: prefix.length - 1, end: prefix.length },
    ),
  ];
};

export const scopeRules = (unit: LintUnit): Finding[] => {
  if (unit.scope !== 'user') return [];
  const needsUsers = lacksOwnUsers(unit) && !unit.index.isSince(254);
  return untilMany(
    unit.live.filter(({ section }) => section === unit.ownSection),
    (assignment) => {
      const { section, key, value } = assignment;
      if (section === 'Timer') return key === 'OnBootSec' ? [bootTimer(unit, assignment)] : [];
      if (listenKeys.has(key)) return portFinding(unit, assignment);
      if (isDenied(key) && (denied[key].when?.(value, unit) ?? true)) {
        return [deniedFinding(unit, assignment, key)];
      }
      const wall = Object.hasOwn(walls, key) ? walls[key] : undefined;
      if (wall !== undefined && needsUsers && (wall.when?.(value, unit) ?? true)) {
        return [wallFinding(unit, assignment, wall.exit)];
      }
      return section === 'Service' ? prefixFinding(unit, assignment) : [];
    },
  );
};
