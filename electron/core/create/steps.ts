/** The creation of a service as steps (S3–S11), each with its command and what it said. */
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
  /** What it does, as a person would type it. */
  command: string;
  state: StepState;
  output: string;
  /** Findings of systemd-analyze about other files, told apart so that nobody blames this one. */
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
  /** What undo took back, in words, once it ran. */
  undone: string[];
  /** The attempt before, where it went first, and what was taken back of it, in words. */
  tookBack: { unit: string; words: string[] } | null;
}

/** An attempt that failed, left the screen, and waits to be decided about. */
export interface Unfinished {
  unit: string;
  /** What taking it back does, such as `stop it`. */
  undo: string[];
}

/** Where the files of a form go. All absolute. */
export interface CreationPaths {
  unitFolder: string;
  unitFile: string;
  /** null when an existing program is run. */
  scriptFile: string | null;
  /** null when the form names no proof. */
  proofFile: string | null;
  /** Folders that must exist first. */
  folders: string[];
}

const folderOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

export const creationPaths = (
  form: ServiceForm,
  folders: Folders & { units: string },
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
    scriptFile,
    proofFile,
    folders: [...new Set([...needed, folders.units])],
  };
};

const startCommand = (form: ServiceForm, unit: string): Command =>
  form.startAutomatically ? onUnit('enable', unit, { now: form.startNow }) : onUnit('start', unit);

const startTitle = (form: ServiceForm): string => {
  if (form.startAutomatically) return form.startNow ? 'Enable and start' : 'Enable';
  return 'Start';
};

/** The steps of creating this form, all waiting: what will be done, before anything is. */
export const creationSteps = (form: ServiceForm, paths: CreationPaths): CreationStep[] => {
  const name = serviceNameOf(form.name);
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
    step('folders', 'Make the folders', shellLine(makeFolders(...paths.folders))),
    ...(paths.scriptFile === null
      ? []
      : [
          step('script', 'Write the script', writeFileLines(paths.scriptFile, scriptText(form))),
          step('executable', 'Make it executable', shellLine(setMode(paths.scriptFile, '0755'))),
        ]),
    step('unit', 'Write the unit file', writeFileLines(paths.unitFile, unitText(form))),
    step('verify', 'Verify', shellLine(verifyFile(paths.unitFile))),
    step('reload', 'Reload the manager', shellLine(onManager('daemon-reload'))),
    ...(form.startAutomatically || form.startNow
      ? [step('enable', startTitle(form), shellLine(startCommand(form, name)))]
      : []),
    ...(form.startNow
      ? [
          step('status', 'Look at its status', shellLine(onUnit('status', name))),
          ...(paths.proofFile === null
            ? []
            : [
                step(
                  'proof',
                  'See the proof',
                  shellLine(lastLines(paths.proofFile, proofStepLines)),
                ),
              ]),
        ]
      : []),
  ];
};
