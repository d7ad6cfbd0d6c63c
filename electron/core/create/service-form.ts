/** The form of a new service, and the unit document, script and commands that it stands for. */
import {
  escapePath,
  escapeSpecifiers,
  execText,
  assignmentWord,
  isUnitPath,
} from '../syntax/exec-writer.ts';
import { readTimeSpan } from '../syntax/time-span.ts';
import { nameFault, firstBadCharacter, prefixOf, serviceNameOf } from '../names/unit-name.ts';

export const serviceTypes = ['exec', 'simple', 'notify', 'oneshot'] as const;
export type ServiceType = (typeof serviceTypes)[number];

export const restartPolicies = ['on-failure', 'always', 'no', 'on-abnormal', 'on-success'] as const;
export type RestartPolicy = (typeof restartPolicies)[number];

/** Everything as typed. Both ways to run stay filled in, so that switching loses nothing. */
export interface ServiceForm {
  name: string;
  description: string;
  runs: 'program' | 'script';
  /** Absolute, or beginning with %h/ or %t/. */
  program: string;
  /** Each reaches the process exactly as it stands here. */
  arguments: string[];
  script: string;
  type: ServiceType;
  restart: RestartPolicy;
  /** RestartSec= as typed: seconds, or a time span such as `1min 30s`. */
  restartSec: string;
  /** One NAME=value a line. */
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

/** Whether two say the same, field by field. */
export const sameForm = (one: ServiceForm, other: ServiceForm): boolean =>
  (Object.keys(emptyForm()) as FormField[]).every(
    (field) => JSON.stringify(one[field]) === JSON.stringify(other[field]),
  );

/** The example of the walk-through: a heartbeat into a file of the person's own. */
export const exampleForm = (): ServiceForm => ({
  ...emptyForm(),
  name: 'custom-user-worker',
  description: 'Custom user worker demo',
  runs: 'script',
  script: `#!/bin/sh
while :; do
  printf "custom-user-worker tick %s\\n" "$(date --iso-8601=seconds)" >> "$HOME/.local/state/custom-user-worker.log"
  sleep 30
done
`,
  proofFile: '%h/.local/state/custom-user-worker.log',
});

/** Where a script written in the form is saved, as the unit says it. */
export const scriptUnitPath = (form: Pick<ServiceForm, 'name'>): string =>
  `%h/.local/bin/${prefixOf(serviceNameOf(form.name))}.sh`;

/** The program that ExecStart= runs: the one typed, or the script to be written. */
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
    // Sections whose name begins with X- are left alone by systemd: systemd.unit(5).
    ...(proofFile === '' ? [] : [`[X-Hearth]\nProofFile=${escapePath(proofFile)}\n`]),
  ];
  return sections.join('\n');
};

export type FormField = keyof ServiceForm;

/** Something about the form that a person should know; an `error` keeps it from being created. */
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
  switch (fault) {
    case null:
      return [];
    case 'empty':
      return [finding('name', 'Give the service a name, for example “backup-notes”.')];
    case 'slash':
      return [finding('name', 'A name cannot hold “/”: it is also the name of a file.')];
    case 'dots':
      return [finding('name', 'A name of dots alone would be a folder, not a file.')];
    case 'leading-dash':
      return [
        finding('name', 'A name cannot begin with “-”: commands would read it as an option.'),
      ];
    case 'leading-dot':
      return [finding('name', 'systemd ignores files whose name begins with a dot.')];
    case 'template':
      return [
        finding(
          'name',
          '“@” makes a template or an instance of one, which this form does not create.',
        ),
      ];
    case 'character':
      return [
        finding(
          'name',
          `systemd does not take “${firstBadCharacter(typed) ?? ''}” in a name. Letters a–z, digits and : _ . \\ - are fine.`,
        ),
      ];
    case 'too-long':
      return [finding('name', 'The name is too long: with “.service” it may have 255 characters.')];
    case 'other-type':
      return [
        finding('name', 'This form makes services; the name ends like another type of unit.'),
      ];
  }
};

/** systemd would join the next line of the file to this one: systemd.syntax(7). */
const endsInBackslash =
  'This cannot end with a backslash: systemd would take the next line for its continuation.';

const pathFinding = (field: FormField, path: string, what: string): FormFinding[] => {
  if (path.includes('\n')) return [finding(field, `${what} is one line.`)];
  if (path.endsWith('\\')) return [finding(field, endsInBackslash)];
  if (path === '' || isUnitPath(path)) return [];
  const remedy = path.startsWith('~/')
    ? `write %h${path.slice(1)}`
    : path.startsWith('$HOME/')
      ? `write %h${path.slice('$HOME'.length)}`
      : 'begin with / or with %h/ for your home folder';
  return [finding(field, `${what} needs an absolute path: ${remedy}.`)];
};

const environmentFindings = (form: ServiceForm): FormFinding[] =>
  environmentLines(form)
    .filter((line) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(line))
    .map((line) =>
      finding(
        'environment',
        `“${line}” is not of the form NAME=value, with no space around the “=”.`,
      ),
    );

const runFindings = (form: ServiceForm): FormFinding[] => {
  if (form.runs === 'program') {
    const program = form.program.trim();
    if (program === '') return [finding('program', 'Name the program that the service runs.')];
    // string_is_safe() in systemd: "Executable name contains special characters".
    if (/["'\\]/.test(program)) {
      return [
        finding(
          'program',
          'systemd runs no program whose path holds a quote or a backslash. Give it another name, or a link with one.',
        ),
      ];
    }
    return pathFinding('program', program, 'The program');
  }
  if (form.script.trim() === '')
    return [finding('script', 'Write the script that the service runs.')];
  if (form.script.startsWith('#!')) return [];
  return [
    finding(
      'script',
      'The first line must name the interpreter, for example “#!/bin/sh”; without it systemd cannot run the script.',
    ),
  ];
};

/** What the form alone tells, without looking at the disk. */
export const formFindings = (form: ServiceForm): FormFinding[] => [
  ...nameFinding(form.name),
  ...(/[\n\r]/.test(form.description)
    ? [finding('description', 'A description is one line.')]
    : []),
  ...(form.description.trim().endsWith('\\') ? [finding('description', endsInBackslash)] : []),
  ...runFindings(form),
  ...(form.arguments.some((argument) => argument.includes('\0'))
    ? [finding('arguments', 'An argument cannot hold a null byte.')]
    : []),
  ...(form.restartSec.trim() !== '' && readTimeSpan(form.restartSec) === null
    ? [finding('restartSec', 'Write seconds, for example 5, or a time span such as “1min 30s”.')]
    : []),
  ...(form.type === 'oneshot' && ['always', 'on-success'].includes(form.restart)
    ? [
        finding(
          'restart',
          `A oneshot service ends by itself, so systemd refuses Restart=${form.restart} for it.`,
        ),
      ]
    : []),
  ...environmentFindings(form),
  ...pathFinding('workingDirectory', form.workingDirectory.trim(), 'The working folder'),
  ...pathFinding('proofFile', form.proofFile.trim(), 'The proof file'),
  ...(form.proofFile.trim() === ''
    ? [
        warning(
          'proofFile',
          'Without a proof, Hearth can only tell that the process exists, not that it works.',
        ),
      ]
    : []),
];
