/** The form of a new service, and the unit file and script made from it. */
import {
  escapePath,
  escapeSpecifiers,
  execText,
  assignmentWord,
  isUnitPath,
} from '../syntax/exec-writer.ts';
import { readTimeSpan } from '../syntax/time-span.ts';
import { createFindingsTexts } from '../texts/create/findings.ts';
import { createFormTexts } from '../texts/create/form.ts';
import { nameFault, firstBadCharacter, prefixOf, serviceNameOf } from '../names/unit-name.ts';

export const serviceTypes = ['exec', 'simple', 'notify', 'oneshot'] as const;
type ServiceType = (typeof serviceTypes)[number];

export const restartPolicies = ['on-failure', 'always', 'no', 'on-abnormal', 'on-success'] as const;
type RestartPolicy = (typeof restartPolicies)[number];

/** Everything as typed. Both ways to run keep their text, so that switching loses nothing. */
export interface ServiceForm {
  name: string;
  description: string;
  runs: 'program' | 'script';
  /** Absolute, or beginning with %h/ or %t/. */
  program: string;
  /** Each is passed to the process as is. */
  arguments: string[];
  script: string;
  type: ServiceType;
  restart: RestartPolicy;
  /** RestartSec= as typed: seconds, or a time span such as `1min 30s`. */
  restartSec: string;
  /** One NAME=value per line. */
  environment: string;
  workingDirectory: string;
  startAutomatically: boolean;
  startNow: boolean;
  proofFile: string;
}

export const emptyForm = (): ServiceForm => ({
  name: '',
  description: '',
  runs: 'program',
  program: '',
  arguments: [],
  script: '',
  type: 'exec',
  restart: 'on-failure',
  restartSec: '5',
  environment: '',
  workingDirectory: '',
  startAutomatically: true,
  startNow: true,
  proofFile: '',
});

/** Compares field by field. */
export const sameForm = (one: ServiceForm, other: ServiceForm): boolean =>
  (Object.keys(emptyForm()) as FormField[]).every(
    (field) => JSON.stringify(one[field]) === JSON.stringify(other[field]),
  );

/** The example of the walk-through: a heartbeat written to a file of your own. */
export const exampleForm = (): ServiceForm => ({
  ...emptyForm(),
  name: 'custom-user-worker',
  description: createFormTexts.exampleDescription,
  runs: 'script',
  script: `#!/bin/sh
while :; do
  printf "custom-user-worker tick %s\\n" "$(date --iso-8601=seconds)" >> "$HOME/.local/state/custom-user-worker.log"
  sleep 30
done
`,
  proofFile: '%h/.local/state/custom-user-worker.log',
});

/** Where a script written in the form is saved, as in the unit file. */
export const scriptUnitPath = (form: Pick<ServiceForm, 'name'>): string =>
  `%h/.local/bin/${prefixOf(serviceNameOf(form.name))}.sh`;

/** The program that ExecStart= runs: the typed program, or the script to be written. */
const programOf = (form: ServiceForm): string =>
  form.runs === 'script' ? scriptUnitPath(form) : form.program.trim();

const environmentLines = (form: ServiceForm): string[] =>
  form.environment.split('\n').filter((line) => line.trim() !== '');

/** The script as it is written: with a final newline, otherwise as typed. */
export const scriptText = (form: ServiceForm): string =>
  form.script.endsWith('\n') ? form.script : `${form.script}\n`;

/** The unit file of the form. An empty field leaves its key out; nothing is invented. */
export const unitText = (form: ServiceForm): string => {
  const args = form.runs === 'script' ? [] : form.arguments;
  const workingDirectory = form.workingDirectory.trim();
  const restartSec = form.restartSec.trim();
  const proofFile = form.proofFile.trim();
  const service = [
    `Type=${form.type}`,
    `ExecStart=${execText(programOf(form), args)}`,
    ...environmentLines(form).map((line) => `Environment=${assignmentWord(line)}`),
    ...(workingDirectory === '' ? [] : [`WorkingDirectory=${escapePath(workingDirectory)}`]),
    `Restart=${form.restart}`,
    ...(restartSec === '' ? [] : [`RestartSec=${restartSec}`]),
  ];
  const sections = [
    ...(form.description.trim() === ''
      ? []
      : [`[Unit]\nDescription=${escapeSpecifiers(form.description.trim())}\n`]),
    `[Service]\n${service.join('\n')}\n`,
    ...(form.startAutomatically ? ['[Install]\nWantedBy=default.target\n'] : []),
    // systemd ignores sections with a name starting with X-: systemd.unit(5).
    ...(proofFile === '' ? [] : [`[X-Hearth]\nProofFile=${escapePath(proofFile)}\n`]),
  ];
  return sections.join('\n');
};

export type FormField = keyof ServiceForm;

/** Something to know about the form; an `error` keeps it from being created. */
export interface FormFinding {
  field: FormField;
  level: 'error' | 'warning';
  text: string;
}

const finding = (field: FormField, text: string): FormFinding => ({ field, level: 'error', text });

const warning = (field: FormField, text: string): FormFinding => ({
  field,
  level: 'warning',
  text,
});

const nameFinding = (typed: string): FormFinding[] => {
  const fault = nameFault(typed);
  if (fault === null) return [];
  return [
    finding(
      'name',
      fault === 'character'
        ? createFindingsTexts.name.character(firstBadCharacter(typed) ?? '')
        : createFindingsTexts.name[fault],
    ),
  ];
};

type PathField = keyof typeof createFindingsTexts.notAbsolute;

/** What to write for a path that a shell would expand to the home folder; null for any other relative path. */
const insteadOf = (path: string): string | null => {
  if (path.startsWith('~/')) return `%h${path.slice(1)}`;
  return path.startsWith('$HOME/') ? `%h${path.slice('$HOME'.length)}` : null;
};

const pathFinding = (field: PathField, path: string): FormFinding[] => {
  if (path.includes('\n')) return [finding(field, createFindingsTexts.oneLine[field])];
  // systemd would join the next line of the file to this one: systemd.syntax(7).
  if (path.endsWith('\\')) return [finding(field, createFindingsTexts.endsInBackslash)];
  if (path === '' || isUnitPath(path)) return [];
  return [finding(field, createFindingsTexts.notAbsolute[field](insteadOf(path)))];
};

const environmentFindings = (form: ServiceForm): FormFinding[] =>
  environmentLines(form)
    .filter((line) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(line))
    .map((line) => finding('environment', createFindingsTexts.environment(line)));

const runFindings = (form: ServiceForm): FormFinding[] => {
  if (form.runs === 'program') {
    const program = form.program.trim();
    if (program === '') return [finding('program', createFindingsTexts.noProgram)];
    // string_is_safe() in systemd: "Executable name contains special characters".
    if (/["'\\]/.test(program)) {
      return [finding('program', createFindingsTexts.programCharacters)];
    }
    return pathFinding('program', program);
  }
  if (form.script.trim() === '') return [finding('script', createFindingsTexts.noScript)];
  if (form.script.startsWith('#!')) return [];
  return [finding('script', createFindingsTexts.noInterpreter)];
};

/** What the form alone shows, without looking at the disk. */
export const formFindings = (form: ServiceForm): FormFinding[] => [
  ...nameFinding(form.name),
  ...(/[\n\r]/.test(form.description)
    ? [finding('description', createFindingsTexts.oneLine.description)]
    : []),
  ...(form.description.trim().endsWith('\\')
    ? [finding('description', createFindingsTexts.endsInBackslash)]
    : []),
  ...runFindings(form),
  ...(form.arguments.some((argument) => argument.includes('\0'))
    ? [finding('arguments', createFindingsTexts.nullByte)]
    : []),
  ...(form.restartSec.trim() !== '' && readTimeSpan(form.restartSec) === null
    ? [finding('restartSec', createFindingsTexts.restartSec)]
    : []),
  ...(form.type === 'oneshot' && ['always', 'on-success'].includes(form.restart)
    ? [finding('restart', createFindingsTexts.oneshotRestart(form.restart))]
    : []),
  ...environmentFindings(form),
  ...pathFinding('workingDirectory', form.workingDirectory.trim()),
  ...pathFinding('proofFile', form.proofFile.trim()),
  ...(form.proofFile.trim() === '' ? [warning('proofFile', createFindingsTexts.noProof)] : []),
];
