/** [Service]: types and commands that don’t fit together. Source: service_verify() in service.c, systemd.service(5). */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import { ranScriptOf } from '../toolkit/ran-program.ts';
import { shellNameOf } from '../toolkit/run-in-shell.ts';
import {
  assignmentsOf,
  commandsOf,
  lastOf,
  type CommandValue,
  type LintUnit,
} from '../toolkit/subject.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { lintServiceTexts } from '../../texts/lint/service.ts';
import { readTimeSpan } from '../../syntax/time-span.ts';
import {
  addLine,
  fixWith,
  onSection,
  onValue,
  replaceValue,
  type Report,
} from '../toolkit/report.ts';

const service = 'Service';

/** service_add_defaults(): without Type=, other settings decide. */
export const typeOf = (unit: LintUnit): string => {
  const type = lastOf(unit, service, 'Type');
  if (type !== undefined) return type;
  if (lastOf(unit, service, 'BusName') !== undefined) return 'dbus';
  return assignmentsOf(unit, service, 'ExecStart').length > 0 ? 'simple' : 'oneshot';
};

const liveOf = (unit: LintUnit, key: string): Assignment | undefined =>
  unit.live.findLast((one) => one.section === service && one.key === key);

/** At the assignment of this file, else at the section. */
const at = (unit: LintUnit, key: string, report: Report): Finding => {
  const assignment = liveOf(unit, key);
  return assignment === undefined
    ? onSection(unit, service, report)
    : onValue(unit, assignment, report);
};

const hasCommand = (unit: LintUnit): Finding[] => {
  if (unit.isDropIn) return [];
  const has = (key: string): boolean => assignmentsOf(unit, service, key).length > 0;
  const ends = (lastOf(unit, 'Unit', 'SuccessAction') ?? 'none') !== 'none';
  const remains = readBoolean(lastOf(unit, service, 'RemainAfterExit') ?? 'no') === true;
  const mayLack = typeOf(unit) === 'oneshot' && (ends || (has('ExecStop') && remains));
  if (has('ExecStart') || mayLack) return [];
  // Another rule reports a misspelled key.
  if (unit.file.assignments.some(({ key }) => /^execstart$/i.test(key))) return [];
  return [
    onSection(unit, service, {
      code: 'no-command',
      severity: 'error',
      ...lintServiceTexts['no-command'],
      manual: 'systemd.service(5), ExecStart=',
    }),
  ];
};

const severalCommands = (unit: LintUnit): Finding[] => {
  if (typeOf(unit) === 'oneshot') return [];
  const own = commandsOf(unit).filter(({ assignment }) => assignment.key === 'ExecStart');
  const first = assignmentsOf(unit, service, 'ExecStart')[0];
  const second = own.find(
    ({ assignment, reading }) => assignment !== first || reading.commands.length > 1,
  );
  if (second === undefined) return [];
  const isDivided = second.reading.commands.length > 1;
  return [
    onValue(unit, second.assignment, {
      code: 'several-commands',
      severity: 'error',
      what: isDivided ? lintServiceTexts.twoCommandsInLine : lintServiceTexts.secondCommand,
      why: unit.isDropIn
        ? lintServiceTexts.severalCommandsInDropIn
        : lintServiceTexts.severalCommandsWhy,
      manual: 'systemd.service(5), ExecStart=',
      fix:
        unit.isDropIn && !isDivided
          ? fixWith(lintServiceTexts.replaceCommand, {
              from: unit.places.offsetOf(second.assignment.start),
              to: unit.places.offsetOf(second.assignment.start),
              insert: 'ExecStart=\n',
            })
          : null,
    }),
  ];
};

const oneshotRestart = (unit: LintUnit): Finding[] => {
  const restart = lastOf(unit, service, 'Restart') ?? 'no';
  if (typeOf(unit) !== 'oneshot' || !['always', 'on-success'].includes(restart)) return [];
  const assignment = liveOf(unit, 'Restart');
  return [
    at(unit, 'Restart', {
      code: 'oneshot-restart',
      severity: 'error',
      ...lintServiceTexts['oneshot-restart'](restart),
      manual: 'systemd.service(5), Restart=',
      fix:
        assignment === undefined
          ? null
          : fixWith(lintFixesTexts.use('on-failure'), replaceValue(unit, assignment, 'on-failure')),
    }),
  ];
};

const busName = (unit: LintUnit): Finding[] =>
  lastOf(unit, service, 'Type') === 'dbus' && lastOf(unit, service, 'BusName') === undefined
    ? [
        at(unit, 'Type', {
          code: 'dbus-without-name',
          severity: 'error',
          ...lintServiceTexts['dbus-without-name'],
          manual: 'systemd.service(5), BusName=',
        }),
      ]
    : [];

const pidFile = (unit: LintUnit): Finding[] => {
  const isForking = typeOf(unit) === 'forking';
  const guesses = readBoolean(lastOf(unit, service, 'GuessMainPID') ?? 'yes');
  if (!isForking || lastOf(unit, service, 'PIDFile') !== undefined || guesses === false) return [];
  return [
    at(unit, 'Type', {
      code: 'forking-without-pid-file',
      severity: 'hint',
      ...lintServiceTexts['forking-without-pid-file'],
      manual: 'systemd.service(5), PIDFile=',
    }),
  ];
};

/** These don’t fork for the last command of a script, if it is a plain one. Tried on bash 5.2; dash forks for each. */
const replaceThemselves = new Set(['bash', 'zsh']);

const endsPlainly = (script: string): boolean => {
  const last =
    script
      .trim()
      .replace(/;$/, '')
      .split(/&&|\|\||;|\n/)
      .at(-1) ?? '';
  return (
    !/[|&<>(){}]/.test(last) &&
    !/^\s*(?:fi|done|esac|wait|if|while|until|for|case)\b/.test(last) &&
    !/\btrap\b|&(?!&)/.test(script.replaceAll('&&', ''))
  );
};

const wrapsByShell = (unit: LintUnit, { reading }: CommandValue): boolean =>
  reading.commands.some((command) => {
    const ran = ranScriptOf(command);
    if (ran === null || /(?:^|[;&\s])exec\s/.test(ran.script.text)) return false;
    return !(
      replaceThemselves.has(shellNameOf(unit, ran.shell.text)) && endsPlainly(ran.script.text)
    );
  });

const notifyAccess = (unit: LintUnit): Finding[] => {
  const access = lastOf(unit, service, 'NotifyAccess');
  if (!typeOf(unit).startsWith('notify') || (access !== undefined && access !== 'main')) return [];
  const wrapped = commandsOf(unit).find(
    (value) => value.assignment.key === 'ExecStart' && wrapsByShell(unit, value),
  );
  if (wrapped === undefined) return [];
  const assignment = liveOf(unit, 'NotifyAccess');
  const edit =
    assignment === undefined
      ? addLine(unit, service, 'NotifyAccess=all')
      : replaceValue(unit, assignment, 'all');
  return [
    onValue(unit, wrapped.assignment, {
      code: 'notify-from-child',
      severity: 'warning',
      ...lintServiceTexts['notify-from-child'],
      manual: 'systemd.service(5), NotifyAccess=',
      fix: fixWith(lintFixesTexts.set('NotifyAccess=all'), edit),
    }),
  ];
};

const restartLimit = (unit: LintUnit): Finding[] => {
  const restart = lastOf(unit, service, 'Restart') ?? 'no';
  if (!['always', 'on-failure', 'on-success', 'on-abnormal'].includes(restart)) return [];
  const interval =
    lastOf(unit, 'Unit', 'StartLimitIntervalSec') ??
    lastOf(unit, 'Unit', 'StartLimitInterval') ??
    lastOf(unit, service, 'StartLimitInterval');
  const burst = lastOf(unit, 'Unit', 'StartLimitBurst') ?? lastOf(unit, service, 'StartLimitBurst');
  const isUnlimited = (interval !== undefined && readTimeSpan(interval) === 0) || burst === '0';
  const delay = readTimeSpan(lastOf(unit, service, 'RestartSec') ?? '100ms') ?? 100e3;
  if (!isUnlimited || delay >= 1e6) return [];
  const assignment = liveOf(unit, 'RestartSec');
  const edit =
    assignment === undefined
      ? addLine(unit, service, 'RestartSec=5')
      : replaceValue(unit, assignment, '5');
  return [
    at(unit, 'Restart', {
      code: 'restart-without-limit',
      severity: 'warning',
      ...lintServiceTexts['restart-without-limit'],
      manual: 'systemd.service(5), RestartSec=',
      fix: fixWith(lintServiceTexts.delayRestarts, edit),
    }),
  ];
};

export const serviceRules = (unit: LintUnit): Finding[] =>
  // Each looks at several settings, which may be in the unit’s own file.
  unit.type === 'service' && !unit.isPartial
    ? [
        ...hasCommand(unit),
        ...severalCommands(unit),
        ...oneshotRestart(unit),
        ...busName(unit),
        ...pidFile(unit),
        ...notifyAccess(unit),
        ...restartLimit(unit),
      ]
    : [];
