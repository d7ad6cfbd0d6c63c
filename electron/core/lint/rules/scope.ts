/** What a user manager may not do, or skips in silence; and what means something else to it. */
import { denied, ignored, limited, terminals, walls } from '../../directives/user-manager.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { untilMany } from '../toolkit/limit.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintScopeTexts } from '../../texts/lint/scope.ts';
import { scheduleFaultsTexts } from '../../texts/schedule/faults.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { firstFreePort, portOfAddress } from '../../triggers/listen.ts';
import { fixWith, onKey, onValue, renameKey } from '../toolkit/report.ts';
import { ignoredFinding, isOf } from '../user-manager/effects.ts';
import {
  capabilities,
  deniedFinding,
  limitedFinding,
  merging,
  terminalFinding,
} from '../user-manager/privileges.ts';
import { wallFinding } from '../user-manager/sandbox.ts';

const bootTimer = (unit: LintUnit, assignment: Assignment): Finding =>
  onKey(unit, assignment, {
    code: 'boot-timer',
    severity: 'warning',
    ...scheduleFaultsTexts['boot-timer'],
    manual: 'systemd.timer(5), OnBootSec=',
    fix: fixWith(lintFixesTexts.use('OnStartupSec='), renameKey(unit, assignment, 'OnStartupSec')),
  });

const listenKeys = new Set(['ListenStream', 'ListenDatagram', 'ListenSequentialPacket']);

const portFinding = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const port = portOfAddress(assignment.value) ?? 0;
  if (port === 0 || port >= firstFreePort) return [];
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

const settingFindings = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { section, key } = assignment;
  if (isOf(merging, key)) return [];
  if (section === 'Timer') return key === 'OnBootSec' ? [bootTimer(unit, assignment)] : [];
  if (listenKeys.has(key)) return portFinding(unit, assignment);
  if (isOf(denied, key)) return deniedFinding(unit, assignment, key);
  if (isOf(limited, key)) return limitedFinding(unit, assignment, key);
  if (isOf(terminals, key)) return terminalFinding(unit, assignment, key);
  const wall = isOf(walls, key) ? walls[key] : undefined;
  if (wall !== undefined) return wallFinding(unit, assignment, wall);
  const skipped = isOf(ignored, key) ? ignored[key] : undefined;
  if (skipped !== undefined) return ignoredFinding(unit, assignment, skipped);
  return section === 'Service' ? prefixFinding(unit, assignment) : [];
};

export const scopeRules = (unit: LintUnit): Finding[] =>
  unit.scope === 'user'
    ? [
        ...capabilities(unit, 'CapabilityBoundingSet'),
        ...capabilities(unit, 'AmbientCapabilities'),
        ...untilMany(
          unit.live.filter(({ section }) => section === unit.ownSection),
          (assignment) => settingFindings(unit, assignment),
        ),
      ]
    : [];
