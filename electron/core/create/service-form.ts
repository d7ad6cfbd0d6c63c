/** The form of a new service, and the unit file and script made from it. */
import {
  environmentWord,
  escapePath,
  execTextOf,
  isFullPath,
  quote,
} from '../syntax/exec-writer.ts';
import { readTimeSpan } from '../syntax/time-span.ts';
import { createFindingsTexts } from '../texts/create/findings.ts';
import { createFormTexts } from '../texts/create/form.ts';
import { prefixOf, serviceNameOf } from '../names/unit-name.ts';
import { scriptUnitFolder } from '../names/script-names.ts';
import { readCommandLine, type LineReading } from './command-line.ts';
import { isRaiser } from './command-words.ts';
import {
  awaitedFindings,
  emptyJob,
  serviceKindOf,
  serviceOf,
  triggerTypeOf,
  unitSectionOf,
  type JobFields,
} from './form-job.ts';
import { newSettingFindings, withSettings } from '../fields/new-settings.ts';
import type { SettingItems } from '../fields/registry.ts';
import { connectionSettings } from './form-listen.ts';
import { nameFindings } from './form-name.ts';
import { proofFileOf, proofFindings, proofSectionText, type ProofFields } from './form-proof.ts';

export const serviceTypes = ['exec', 'simple', 'notify', 'oneshot'] as const;
type ServiceType = (typeof serviceTypes)[number];

export const restartPolicies = ['on-failure', 'always', 'no', 'on-abnormal', 'on-success'] as const;
type RestartPolicy = (typeof restartPolicies)[number];

/** Everything as typed. Both ways to run keep their text, so that switching loses nothing. */
export interface ServiceForm extends JobFields, ProofFields {
  name: string;
  description: string;
  runs: 'program' | 'script';
  /** A line as for a shell: command-line.ts reads it. */
  command: string;
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
  /** Those of the folded groups, as typed. */
  settings: SettingItems;
}

export const emptyForm = (): ServiceForm => ({
  ...emptyJob(),
  name: '',
  description: '',
  runs: 'program',
  command: '',
  script: '',
  type: 'exec',
  restart: 'on-failure',
  restartSec: '5',
  environment: '',
  workingDirectory: '',
  startAutomatically: true,
  startNow: true,
  proofKind: 'file',
  proofFile: '',
  proofValue: '',
  proofPeriod: '',
  settings: {},
});

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
  `${scriptUnitFolder}/${prefixOf(serviceNameOf(form.name))}.sh`;

/** The command of the form, with its working folder as it is written; null if there is none to run. */
interface FormCommand {
  /** As a path of the form, or a bare name. */
  program: string;
  /** As unit text. */
  arguments: readonly string[];
  environment: readonly string[];
  folder: string;
}

/** The folder that `cd` in the command leads to, from the working folder or from the home folder. */
const folderOf = (form: ServiceForm, read: LineReading): string => {
  const typed = form.workingDirectory.trim();
  const folder = read.kind === 'command' ? read.folder : null;
  if (folder === null || isFullPath(folder)) return folder ?? typed;
  return `${(typed === '' ? '%h' : typed).replace(/\/$/, '')}/${folder}`;
};

/** What the form runs, as far as it can be read. */
export const commandOf = (form: ServiceForm): FormCommand => {
  if (form.runs === 'script') {
    const folder = form.workingDirectory.trim();
    return { program: scriptUnitPath(form), arguments: [], environment: [], folder };
  }
  const read = readCommandLine(form.command);
  const folder = folderOf(form, read);
  if (read.kind !== 'command') return { program: '', arguments: [], environment: [], folder };
  return {
    program: read.program,
    arguments: read.arguments,
    environment: read.environment,
    folder,
  };
};

const environmentLines = (form: ServiceForm): string[] =>
  form.environment.split('\n').filter((line) => line.trim() !== '');

/** The script as it is written: with a final newline, otherwise as typed. */
export const scriptText = (form: ServiceForm): string =>
  form.script.endsWith('\n') ? form.script : `${form.script}\n`;

/**
 * The unit file of the form. An empty field leaves its key out; nothing is invented.
 * @param found where the program is, if it was looked up; else it is written as typed.
 */
export const unitText = (form: ServiceForm, found: string | null = null): string => {
  const { program, arguments: args, environment, folder } = commandOf(form);
  const restartSec = form.restartSec.trim();
  const kind = serviceKindOf(form);
  const isLasting = kind === 'lasting';
  const service = [
    `Type=${isLasting ? form.type : kind === 'once' ? 'oneshot' : 'exec'}`,
    `ExecStart=${execTextOf(found ?? program, args)}`,
    ...environmentLines(form).map((line) => `Environment=${environmentWord(line)}`),
    ...environment.map((assignment) => `Environment=${quote(assignment)}`),
    ...(folder === '' ? [] : [`WorkingDirectory=${escapePath(folder)}`]),
    ...(isLasting ? [`Restart=${form.restart}`] : []),
    ...(isLasting && restartSec !== '' ? [`RestartSec=${restartSec}`] : []),
    ...(form.job === 'on-connection' ? connectionSettings(form) : []),
  ];
  const isEnabled = form.startAutomatically && triggerTypeOf(form) === null;
  const sections = [
    // Else each failed connection stays in the list: systemd.socket(5), Accept=.
    ...unitSectionOf(form, kind === 'connection' ? ['CollectMode=inactive-or-failed'] : []),
    `[Service]\n${service.join('\n')}\n`,
    ...(isEnabled ? ['[Install]\nWantedBy=default.target\n'] : []),
    ...proofSectionText(form),
  ];
  return withSettings(sections.join('\n'), form.settings);
};

export type FormField = keyof ServiceForm;

/** What can be done about a finding: fields to set, or a folder to create. */
export type FormOffer =
  | { kind: 'shell' | 'log'; set: Partial<ServiceForm> }
  /** An absolute path. */
  | { kind: 'folder'; path: string };

/** Something to know about the form; an `error` keeps it from being created. */
export interface FormFinding {
  field: FormField;
  level: 'error' | 'warning';
  text: string;
  offers?: FormOffer[];
}

/** What is known of a form besides what was typed. */
export interface FormCheck {
  findings: FormFinding[];
  /** Where the program of the command was found, as a path of the form; null if not, or if it needs no search. */
  program: string | null;
}

const finding = (field: FormField, text: string, offers: FormOffer[] = []): FormFinding => ({
  field,
  level: 'error',
  text,
  ...(offers.length === 0 ? {} : { offers }),
});

const warning = (field: FormField, text: string): FormFinding => ({
  field,
  level: 'warning',
  text,
});

type PathField = keyof typeof createFindingsTexts.notAbsolute;

const pathFinding = (field: PathField, path: string): FormFinding[] => {
  if (path.includes('\n')) return [finding(field, createFindingsTexts.oneLine[field])];
  // systemd would join the next line of the file to this one: systemd.syntax(7).
  if (path.endsWith('\\')) return [finding(field, createFindingsTexts.endsInBackslash)];
  if (path === '' || isFullPath(path)) return [];
  return [finding(field, createFindingsTexts.notAbsolute[field])];
};

const environmentFindings = (form: ServiceForm): FormFinding[] =>
  environmentLines(form)
    .filter((line) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(line))
    .map((line) => finding('environment', createFindingsTexts.environment(line)));

const shellOffer = (command: string): FormOffer => ({ kind: 'shell', set: { command } });

const readFindings = (read: LineReading, form: ServiceForm): FormFinding[] => {
  const texts = createFindingsTexts.command;
  switch (read.kind) {
    case 'empty':
      return [finding('command', createFindingsTexts.noProgram)];
    case 'unfinished':
      return [finding('command', texts.unfinished[read.lacks])];
    case 'no-program':
      return [finding('command', texts.noProgram)];
    case 'other-user':
      return [finding('command', texts.otherUser(read.program))];
    case 'needs-shell':
      return [
        finding('command', texts.needsShell(read.because), [
          shellOffer(read.inShell),
          ...(read.logged === null
            ? []
            : [{ kind: 'log' as const, set: { command: read.logged } }]),
        ]),
      ];
    case 'command': {
      const program = read.program;
      // string_is_safe() in systemd: "Executable name contains special characters".
      if (/["'\\]/.test(program))
        return [finding('command', createFindingsTexts.programCharacters)];
      const isRelative = program.includes('/') && !isFullPath(program);
      if (isRelative && commandOf(form).folder === '')
        return [finding('command', texts.relative(program))];
      return [
        ...read.patterns.map((pattern) => ({
          ...warning('command', texts.pattern(pattern)),
          offers: [shellOffer(read.inShell)],
        })),
        ...(read.dropped.some((word) => isRaiser(word)) ? [warning('command', texts.raised)] : []),
      ];
    }
  }
};

const runFindings = (form: ServiceForm): FormFinding[] => {
  if (form.runs === 'program') {
    if (form.command.includes('\0')) return [finding('command', createFindingsTexts.nullByte)];
    const read = readCommandLine(form.command);
    const folder = read.kind === 'command' && read.folder !== null ? folderOf(form, read) : '';
    return [...readFindings(read, form), ...pathFinding('workingDirectory', folder)];
  }
  if (form.script.trim() === '') return [finding('script', createFindingsTexts.noScript)];
  if (form.script.startsWith('#!')) return [];
  return [finding('script', createFindingsTexts.noInterpreter)];
};

const restartFindings = (form: ServiceForm): FormFinding[] => [
  ...(form.restartSec.trim() !== '' && readTimeSpan(form.restartSec) === null
    ? [finding('restartSec', createFindingsTexts.restartSec)]
    : []),
  ...(form.type === 'oneshot' && ['always', 'on-success'].includes(form.restart)
    ? [finding('restart', createFindingsTexts.oneshotRestart(form.restart))]
    : []),
];

/** What the form alone shows, without looking at the disk or the clock: see also `scheduleFindings`. */
export const formFindings = (form: ServiceForm): FormFinding[] => [
  ...nameFindings(form.name, serviceOf(form)),
  ...(/[\n\r]/.test(form.description)
    ? [finding('description', createFindingsTexts.oneLine.description)]
    : []),
  ...(form.description.trim().endsWith('\\')
    ? [finding('description', createFindingsTexts.endsInBackslash)]
    : []),
  ...runFindings(form),
  ...awaitedFindings(form, form.runs === 'program' ? form.command : form.script),
  ...(serviceKindOf(form) === 'lasting' ? restartFindings(form) : []),
  ...environmentFindings(form),
  ...pathFinding('workingDirectory', form.workingDirectory.trim()),
  ...pathFinding('proofFile', proofFileOf(form)),
  ...proofFindings(form),
  ...newSettingFindings(form.settings),
];
