/** The creation of a service as steps (S3–S11), each with its command and its output. */
import type { Problem } from '../problems/problem.ts';
import {
  lastLines,
  makeFolders,
  onManager,
  onUnit,
  setMode,
  shellLine,
  verifyFile,
  writeFileLines,
  type Command,
} from '../commands.ts';
import { expandPath, type Folders } from '../syntax/exec-writer.ts';
import { proofStepLines } from '../proof/proof-reading.ts';
import { serviceOf, startedUnitOf, triggerOf, triggerText, triggerTypeOf } from './form-job.ts';
import { proofFileOf } from './form-proof.ts';
import { scriptText, scriptUnitPath, unitText, type ServiceForm } from './service-form.ts';
import { createStepsTexts } from '../texts/create/steps.ts';
import { folderOf } from '../text/path.ts';

export type StepId =
  | 'folders'
  | 'script'
  | 'executable'
  | 'unit'
  | 'trigger'
  | 'verify'
  | 'verify-trigger'
  | 'reload'
  | 'enable'
  | 'status'
  | 'proof';

type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

export interface CreationStep {
  id: StepId;
  title: string;
  /** What it does, as you would type it. */
  command: string;
  state: StepState;
  output: string;
  /** Findings of systemd-analyze about other files, kept apart so that nobody blames this file. */
  otherFindings: string[];
  durationMs: number | null;
}

export interface Creation {
  unit: string;
  form: ServiceForm;
  steps: CreationStep[];
  status: 'running' | 'done' | 'failed' | 'undoing' | 'undone';
  problem: Problem | null;
  /** The last lines of the journal, read when a start failed (S12). */
  journal: string[];
  /** What was undone, in words, once undo ran. */
  undone: string[];
  /** The previous attempt, if it was undone first, and what was undone, in words. */
  tookBack: { unit: string; words: string[] } | null;
}

/** A failed attempt that left the screen and waits for a decision. */
export interface Unfinished {
  unit: string;
  /** What undoing it would do, such as `stop it`. */
  undo: string[];
}

/** Where the files of a form are written. All absolute. */
export interface CreationPaths {
  unitFolder: string;
  unitFile: string;
  /** Of the timer, path or socket that starts the service; null if none does, missing in older journals. */
  triggerFile?: string | null;
  /** Where the program of the command is, as a path of the form; null if it is as typed. */
  program?: string | null;
  /** null when an existing program is run. */
  scriptFile: string | null;
  /** null when the form names no file as proof. */
  proofFile: string | null;
  /** Folders that must exist first. */
  folders: string[];
}

/** @param program where the program of the command was found; null if it needed no search. */
export const creationPaths = (
  form: ServiceForm,
  folders: Folders & { units: string },
  program: string | null = null,
): CreationPaths => {
  const scriptFile = form.runs === 'script' ? expandPath(scriptUnitPath(form), folders) : null;
  const proof = proofFileOf(form);
  const trigger = triggerOf(form);
  const proofFile = proof === '' ? null : expandPath(proof, folders);
  const needed = [scriptFile, proofFile]
    .filter((path): path is string => path !== null)
    .map(folderOf);
  return {
    unitFolder: folders.units,
    unitFile: `${folders.units}/${serviceOf(form)}`,
    triggerFile: trigger === null ? null : `${folders.units}/${trigger}`,
    program,
    scriptFile,
    proofFile,
    folders: [...new Set([...needed, folders.units])],
  };
};

const startCommand = (form: ServiceForm, unit: string): Command =>
  form.startAutomatically ? onUnit('enable', unit, { now: form.startNow }) : onUnit('start', unit);

const startTitle = (form: ServiceForm): string => {
  const titles = createStepsTexts.startTitles[triggerTypeOf(form) ?? 'service'];
  if (form.startAutomatically) return form.startNow ? titles.enableAndStart : titles.enable;
  return titles.start;
};

/** The steps of creating this form, all waiting: what will be done, shown before anything is. */
export const creationSteps = (form: ServiceForm, paths: CreationPaths): CreationStep[] => {
  const name = startedUnitOf(form);
  const triggerFile = paths.triggerFile ?? null;
  const titles = createStepsTexts.titles;
  const ofTrigger = createStepsTexts.triggerTitles[triggerTypeOf(form) ?? 'timer'];
  const step = (id: StepId, title: string, command: string): CreationStep => ({
    id,
    title,
    command,
    state: 'waiting',
    output: '',
    otherFindings: [],
    durationMs: null,
  });
  return [
    step('folders', titles.folders, shellLine(makeFolders(...paths.folders))),
    ...(paths.scriptFile === null
      ? []
      : [
          step('script', titles.script, writeFileLines(paths.scriptFile, scriptText(form))),
          step('executable', titles.executable, shellLine(setMode(paths.scriptFile, '0755'))),
        ]),
    step('unit', titles.unit, writeFileLines(paths.unitFile, unitText(form, paths.program))),
    ...(triggerFile === null
      ? []
      : [step('trigger', ofTrigger.write, writeFileLines(triggerFile, triggerText(form)))]),
    step('verify', titles.verify, shellLine(verifyFile(paths.unitFile))),
    ...(triggerFile === null
      ? []
      : [step('verify-trigger', ofTrigger.verify, shellLine(verifyFile(triggerFile)))]),
    step('reload', titles.reload, shellLine(onManager('daemon-reload'))),
    ...(form.startAutomatically || form.startNow
      ? [step('enable', startTitle(form), shellLine(startCommand(form, name)))]
      : []),
    ...(form.startNow
      ? [
          step(
            'status',
            triggerFile === null ? titles.status : ofTrigger.status,
            shellLine(onUnit('status', name)),
          ),
          // A job that waits has no proof yet.
          ...(paths.proofFile === null || triggerFile !== null
            ? []
            : [step('proof', titles.proof, shellLine(lastLines(paths.proofFile, proofStepLines)))]),
        ]
      : []),
  ];
};
