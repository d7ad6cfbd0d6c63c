/** Timers, sockets, and paths that nothing can trigger. Source: timer_verify(), socket_verify(), path_verify(). */
import { lookUp } from '../../text/look-up.ts';
import type { Finding } from '../../syntax/finding.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import { lintTriggerTexts } from '../../texts/lint/trigger.ts';
import { scheduleFaultsTexts } from '../../texts/schedule/faults.ts';
import { assignmentsOf, lastOf, type LintUnit } from '../toolkit/subject.ts';
import { onKey, onSection, type Report } from '../toolkit/report.ts';

const triggers: Record<string, { pattern: RegExp; settings: string[] }> = {
  timer: { pattern: /^On[A-Z]/, settings: ['OnCalendar=', 'OnStartupSec='] },
  socket: { pattern: /^Listen/, settings: ['ListenStream='] },
  path: { pattern: /^(?:Path|DirectoryNotEmpty)/, settings: ['PathChanged=', 'PathExists='] },
};

const atPersistent = (unit: LintUnit, report: Report): Finding => {
  const own = unit.live.findLast(({ section, key }) => section === 'Timer' && key === 'Persistent');
  return own === undefined ? onSection(unit, 'Timer', report) : onKey(unit, own, report);
};

export const triggerRules = (unit: LintUnit): Finding[] => {
  const wanted = lookUp(triggers, unit.type);
  if (wanted === undefined || unit.isDropIn) return [];
  const has = unit.all.some(
    ({ section, key }) => section === unit.ownSection && wanted.pattern.test(key),
  );
  const persistent = assignmentsOf(unit, 'Timer', 'Persistent').length > 0;
  const isUseless =
    persistent &&
    readBoolean(lastOf(unit, 'Timer', 'Persistent') ?? 'no') === true &&
    assignmentsOf(unit, 'Timer', 'OnCalendar').length === 0;
  return [
    ...(has
      ? []
      : [
          onSection(unit, unit.ownSection, {
            code: 'no-trigger',
            severity: 'error',
            ...lintTriggerTexts['no-trigger']({ type: unit.type, settings: wanted.settings }),
            manual: `systemd.${unit.type}(5)`,
          }),
        ]),
    ...(has && isUseless
      ? [
          atPersistent(unit, {
            code: 'persistent-without-calendar',
            severity: 'hint',
            ...scheduleFaultsTexts['persistent-without-calendar'],
            manual: 'systemd.timer(5), Persistent=',
          }),
        ]
      : []),
  ];
};
