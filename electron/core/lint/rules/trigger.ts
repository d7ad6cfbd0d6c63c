/** Timers, sockets and paths that nothing can trigger. Source: timer_verify(), socket_verify(), path_verify() in systemd. */
import type { Finding } from '../../syntax/finding.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import { allOf, lastOf, type LintUnit } from '../toolkit/subject.ts';
import { onSection } from '../toolkit/report.ts';

const triggers: Record<string, { pattern: RegExp; keys: string }> = {
  timer: { pattern: /^On[A-Z]/, keys: 'OnCalendar= or OnStartupSec=' },
  socket: { pattern: /^Listen/, keys: 'ListenStream=' },
  path: { pattern: /^(?:Path|DirectoryNotEmpty)/, keys: 'PathChanged= or PathExists=' },
};

export const triggerRules = (unit: LintUnit): Finding[] => {
  const wanted = Object.hasOwn(triggers, unit.type) ? triggers[unit.type] : undefined;
  if (wanted === undefined || unit.isDropIn) return [];
  const has = unit.all.some(
    ({ section, key }) => section === unit.ownSection && wanted.pattern.test(key),
  );
  const persistent = allOf(unit, 'Timer', 'Persistent').length > 0;
  const isUseless =
    persistent &&
    readBoolean(lastOf(unit, 'Timer', 'Persistent') ?? 'no') === true &&
    allOf(unit, 'Timer', 'OnCalendar').length === 0;
  return [
    ...(has
      ? []
      : [
          onSection(unit, unit.ownSection, {
            code: 'no-trigger',
            severity: 'error',
            what: `Nothing triggers this ${unit.type} unit.`,
            why: `It needs at least one of ${wanted.keys}; systemd refuses it without.`,
            manual: `systemd.${unit.type}(5)`,
          }),
        ]),
    ...(has && isUseless
      ? [
          onSection(unit, 'Timer', {
            code: 'persistent-without-calendar',
            severity: 'hint',
            what: 'Persistent= has no effect here.',
            why: 'It makes up for missed times of OnCalendar= only.',
            manual: 'systemd.timer(5), Persistent=',
          }),
        ]
      : []),
  ];
};
