/** [Service]: types and commands that do not go together. Source: service_verify() in systemd's service.c; systemd.service(5). */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { readBoolean } from '../../syntax/boolean.ts';
import { untilMany } from '../toolkit/limit.ts';
import {
  allOf,
  commandsOf,
  lastOf,
  shellScriptOf,
  type CommandValue,
  type LintUnit,
} from '../toolkit/subject.ts';
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

/** service_add_defaults(): without Type= the other settings tell. */
const typeOf = (unit: LintUnit): string => {
  const type = lastOf(unit, service, 'Type');
  if (type !== undefined) return type;
  if (lastOf(unit, service, 'BusName') !== undefined) return 'dbus';
  return allOf(unit, service, 'ExecStart').length > 0 ? 'simple' : 'oneshot';
};

const liveOf = (unit: LintUnit, key: string): Assignment | undefined =>
  unit.live.findLast((one) => one.section === service && one.key === key);

/** At the assignment of this file that a finding is about, else at the section. */
const at = (unit: LintUnit, key: string, told: Report): Finding => {
  const assignment = liveOf(unit, key);
  return assignment === undefined
    ? onSection(unit, service, told)
    : onValue(unit, assignment, told);
};

const hasCommand = (unit: LintUnit): Finding[] => {
  if (unit.isDropIn) return [];
  const has = (key: string): boolean => allOf(unit, service, key).length > 0;
  const ends = (lastOf(unit, 'Unit', 'SuccessAction') ?? 'none') !== 'none';
  const remains = readBoolean(lastOf(unit, service, 'RemainAfterExit') ?? 'no') === true;
  const mayLack = typeOf(unit) === 'oneshot' && (ends || (has('ExecStop') && remains));
  if (has('ExecStart') || mayLack) return [];
  // A key that is misspelt is told as such; both at once say the same twice.
  if (unit.file.assignments.some(({ key }) => /^execstart$/i.test(key))) return [];
  return [
    onSection(unit, service, {
      code: 'no-command',
      severity: 'error',
      what: 'This service has no ExecStart=.',
      why: 'systemd refuses a service that runs nothing. Only Type=oneshot may do without: with ExecStop= and RemainAfterExit=yes, or with SuccessAction=.',
      manual: 'systemd.service(5), ExecStart=',
    }),
  ];
};

const severalCommands = (unit: LintUnit): Finding[] => {
  if (typeOf(unit) === 'oneshot') return [];
  const own = commandsOf(unit).filter(({ assignment }) => assignment.key === 'ExecStart');
  const first = allOf(unit, service, 'ExecStart')[0];
  const second = own.find(
    ({ assignment, reading }) => assignment !== first || reading.commands.length > 1,
  );
  if (second === undefined) return [];
  const isDivided = second.reading.commands.length > 1;
  return [
    onValue(unit, second.assignment, {
      code: 'several-commands',
      severity: 'error',
      what: isDivided ? 'The “;” makes two commands of this one.' : 'This is a second ExecStart=.',
      why: unit.isDropIn
        ? 'systemd refuses a service with several, unless Type=oneshot. An empty ExecStart= line above takes the earlier one back.'
        : 'systemd refuses a service with several, unless Type=oneshot. What comes first may be an ExecStartPre=.',
      manual: 'systemd.service(5), ExecStart=',
      fix:
        unit.isDropIn && !isDivided
          ? fixWith('Take the earlier ExecStart= back', {
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
      what: `Type=oneshot does not go with Restart=${restart}.`,
      why: 'Such a service ends when its work is done, so it would run forever; systemd refuses the unit. A timer repeats it.',
      manual: 'systemd.service(5), Restart=',
      fix:
        assignment === undefined
          ? null
          : fixWith('Write on-failure', replaceValue(unit, assignment, 'on-failure')),
    }),
  ];
};

const busName = (unit: LintUnit): Finding[] =>
  lastOf(unit, service, 'Type') === 'dbus' && lastOf(unit, service, 'BusName') === undefined
    ? [
        at(unit, 'Type', {
          code: 'dbus-without-name',
          severity: 'error',
          what: 'Type=dbus needs a BusName=.',
          why: 'The service counts as started once it has that name; without one systemd refuses the unit.',
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
      what: 'systemd has to guess which process of this service is the main one.',
      why: 'PIDFile= tells it. Better still, have the program stay in the foreground, with Type=exec.',
      manual: 'systemd.service(5), PIDFile=',
    }),
  ];
};

/** Not --background: with many programs of a desktop it means without a window. */
const forkOption = /^--(?:daemon|daemonize|daemonise|fork|detach)(?:=(?:yes|true|1|on))?$/;

const daemonOption = (unit: LintUnit): Finding[] => {
  if (!['simple', 'exec', 'notify', 'idle'].includes(typeOf(unit))) return [];
  // Then what is left in the background may tell systemd which process is the main one.
  if (typeOf(unit) === 'notify' && lastOf(unit, service, 'NotifyAccess') === 'all') return [];
  return untilMany(
    commandsOf(unit).filter(({ assignment }) => assignment.key === 'ExecStart'),
    ({ assignment, reading }) =>
      untilMany(reading.commands, ({ argv }) => {
        const word = argv.find(
          ({ text }, at) =>
            at > 0 && forkOption.test(text) && readBoolean(argv[at + 1]?.text ?? '') !== false,
        );
        if (word === undefined) return [];
        return [
          onValue(
            unit,
            assignment,
            {
              code: 'daemon-forks',
              severity: 'hint',
              what: `“${word.text}” often sends a program to the background.`,
              why: `With Type=${typeOf(unit)} the service counts as ended once its first process ends, and what is left is killed. Leave the option out, or use Type=forking.`,
              manual: 'systemd.service(5), Type=',
            },
            { start: word.start, end: word.end },
          ),
        ];
      }),
  );
};

const wrapsByShell = ({ reading }: CommandValue): boolean =>
  reading.commands.some((command) => {
    const script = shellScriptOf(command);
    return script !== null && !/(?:^|[;&\s])exec\s/.test(script.text);
  });

const notifyAccess = (unit: LintUnit): Finding[] => {
  const access = lastOf(unit, service, 'NotifyAccess');
  if (!typeOf(unit).startsWith('notify') || (access !== undefined && access !== 'main')) return [];
  const wrapped = commandsOf(unit).find(
    (value) => value.assignment.key === 'ExecStart' && wrapsByShell(value),
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
      what: 'The shell is the main process here, and what it runs may not report that it is ready.',
      why: 'With Type=notify only the main process is heard: the start runs into its time limit. NotifyAccess=all hears the others, too; “exec” in the script makes the program the main process.',
      manual: 'systemd.service(5), NotifyAccess=',
      fix: fixWith('Set NotifyAccess=all', edit),
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
      what: 'A service that ends at once is restarted without end, several times a second.',
      why: 'The limit of starts is turned off, and nothing waits in between: that costs a processor and floods the log. RestartSec= waits.',
      manual: 'systemd.service(5), RestartSec=',
      fix: fixWith('Wait five seconds', edit),
    }),
  ];
};

export const serviceRules = (unit: LintUnit): Finding[] =>
  unit.type === 'service'
    ? [
        ...hasCommand(unit),
        ...severalCommands(unit),
        ...oneshotRestart(unit),
        ...busName(unit),
        ...pidFile(unit),
        ...daemonOption(unit),
        ...notifyAccess(unit),
        ...restartLimit(unit),
      ]
    : [];
