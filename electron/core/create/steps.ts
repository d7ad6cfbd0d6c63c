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
import { proofStepLines } from '../units/proof.ts';
import { scriptText, scriptUnitPath, unitText, type ServiceForm } from './service-form.ts';
import { createStepsTexts } from '../texts/create/steps.ts';
import { serviceNameOf } from '../names/unit-name.ts';

export type StepId =
  | 'folders'
  | 'script'
  | 'executable'
  | 'unit'
  | 'verify'
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
  /** Where the program of the command is, as a path of the form; null if it is as typed. */
  program?: string | null;
  /** null when an existing program is run. */
  scriptFile: string | null;
  /** null when the form names no proof. */
  proofFile: string | null;
  /** Folders that must exist first. */
  folders: string[];
}

const folderOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** @param program where the program of the command was found; null if it needed no search. */
export const creationPaths = (
  form: ServiceForm,
  folders: Folders & { units: string },
  program: string | null = null,
): CreationPaths => {
  const scriptFile = form.runs === 'script' ? expandPath(scriptUnitPath(form), folders) : null;
  const proof = form.proofFile.trim();
  const proofFile = proof === '' ? null : expandPath(proof, folders);
  const needed = [scriptFile, proofFile]
    .filter((path): path is string => path !== null)
    .map(folderOf);
  return {
    unitFolder: folders.units,
    unitFile: `${folders.units}/${serviceNameOf(form.name)}`,
    program,
    scriptFile,
    proofFile,
    folders: [...new Set([...needed, folders.units])],
  };
};

const startCommand = (form: ServiceForm, unit: string): Command =>
  form.startAutomatically ? onUnit('enable', unit, { now: form.startNow }) : onUnit('start', unit);

const startTitle = (form: ServiceForm): string => {
  const titles = createStepsTexts.titles;
  if (form.startAutomatically) return form.startNow ? titles.enableAndStart : titles.enable;
  return titles.start;
};

/** The steps of creating this form, all waiting: what will be done, shown before anything is. */
export const creationSteps = (form: ServiceForm, paths: CreationPaths): CreationStep[] => {
  const name = serviceNameOf(form.name);
  const titles = createStepsTexts.titles;
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
    step('verify', titles.verify, shellLine(verifyFile(paths.unitFile))),
    step('reload', titles.reload, shellLine(onManager('daemon-reload'))),
    ...(form.startAutomatically || form.startNow
      ? [step('enable', startTitle(form), shellLine(startCommand(form, name)))]
      : []),
    ...(form.startNow
      ? [
          step('status', titles.status, shellLine(onUnit('status', name))),
          ...(paths.proofFile === null
            ? []
            : [step('proof', titles.proof, shellLine(lastLines(paths.proofFile, proofStepLines)))]),
        ]
      : []),
  ];
};
