/** Every error a person can meet, and how it is reported: what happened, why, what to do, the command to try. */
import {
  findProgram,
  freeSpace,
  lastLines,
  listFiles,
  listItself,
  onManager,
  onUnit,
  shellLine,
  startManagerLine,
  trashFile,
  verifyFile,
} from '../commands.ts';
import { proofStepLines } from '../proof/proof-reading.ts';
import { cliProblems, type CliProblemFacts } from './cli.ts';
import { environmentProblems, type EnvironmentProblemFacts } from './environment.ts';
import { fileProblems, type FileProblemFacts } from './files.ts';
import { importProblems, type ImportProblemFacts } from './import.ts';
import { lingerProblems, type LingerProblemFacts } from './linger.ts';
import { logProblems, type LogProblemFacts } from './logs.ts';
import { scheduleProblems, type ScheduleProblemFacts } from './schedule.ts';
import { problemsGeneralTexts } from '../texts/problems/general.ts';
import type { ProblemText } from './problem-text.ts';
import { tryProblems, type TryProblemFacts } from './try.ts';
import { transactionProblems, type TransactionProblemFacts } from './transactions.ts';

/** The facts a code needs, one entry per code. `detail` is the system's own wording. */
export interface ProblemFacts
  extends
    CliProblemFacts,
    EnvironmentProblemFacts,
    FileProblemFacts,
    ImportProblemFacts,
    LingerProblemFacts,
    LogProblemFacts,
    ScheduleProblemFacts,
    TransactionProblemFacts,
    TryProblemFacts {
  'run-as-root': { through: 'root' | 'sudo' };
  'no-systemctl': { folders: readonly string[] };
  'no-user-manager': { runtimeFolder: string; user: string };
  'manager-lost': { detail: string };
  'manager-silent': { detail: string };
  'program-missing': { program: string; folders: readonly string[] };
  'descriptors-used-up': { code: 'EMFILE' | 'ENFILE' };
  'program-failed': { line: string; exitCode: number | null; started: boolean };
  'program-timed-out': { line: string; seconds: number };
  'no-such-unit': { unit: string };
  'start-failed': { unit: string; line: string };
  'action-failed': { unit: string; line: string };
  'ended-at-once': { unit: string };
  'start-timed-out': { unit: string; seconds: number };
  'stop-timed-out': { unit: string; seconds: number };
  'file-exists': { path: string };
  'folder-not-writable': { path: string; detail: string };
  'disk-full': { path: string };
  'file-failed': { path: string; detail: string };
  'form-invalid': { findings: readonly string[] };
  'verify-failed': { unit: string; path: string };
  'proof-silent': { path: string; seconds: number; why: string };
  'not-own': { unit: string };
  'trash-failed': { path: string; detail: string };
  busy: { doing: string };
  'report-gone': object;
  'shortcut-taken': { keys: string };
  'shortcut-wayland': { keys: string };
  internal: { detail: string };
}

export type ProblemCode = keyof ProblemFacts;

export const problemTable: { [Code in ProblemCode]: (facts: ProblemFacts[Code]) => ProblemText } = {
  ...fileProblems,
  ...importProblems,
  ...transactionProblems,
  ...tryProblems,
  'run-as-root': (facts) => ({ ...problemsGeneralTexts['run-as-root'](facts), command: 'hearth' }),
  'no-systemctl': (facts) => ({
    ...problemsGeneralTexts['no-systemctl'](facts),
    command: 'ps -p 1 -o comm=',
  }),
  'no-user-manager': (facts) => ({
    ...problemsGeneralTexts['no-user-manager'](facts),
    command: startManagerLine(facts.user),
  }),
  'manager-lost': (facts) => ({
    ...problemsGeneralTexts['manager-lost'](facts),
    command: startManagerLine(),
  }),
  'manager-silent': (facts) => ({
    ...problemsGeneralTexts['manager-silent'](facts),
    command: shellLine(onManager('is-system-running')),
  }),
  'program-missing': (facts) => ({
    ...problemsGeneralTexts['program-missing'](facts),
    command: shellLine(findProgram(facts.program)),
  }),
  'descriptors-used-up': (facts) => problemsGeneralTexts['descriptors-used-up'](facts),
  'program-failed': (facts) => ({
    ...problemsGeneralTexts['program-failed'](facts),
    command: facts.line,
  }),
  'program-timed-out': (facts) => ({
    ...problemsGeneralTexts['program-timed-out'](facts),
    command: facts.line,
  }),
  'no-such-unit': (facts) => ({
    ...problemsGeneralTexts['no-such-unit'](facts),
    command: shellLine(onUnit('status', facts.unit)),
  }),
  'start-failed': (facts) => ({
    ...problemsGeneralTexts['start-failed'](facts),
    command: facts.line,
  }),
  'action-failed': (facts) => ({
    ...problemsGeneralTexts['action-failed'](facts),
    command: facts.line,
  }),
  'ended-at-once': (facts) => ({
    ...problemsGeneralTexts['ended-at-once'](facts),
    command: shellLine(onUnit('status', facts.unit)),
  }),
  'start-timed-out': (facts) => ({
    ...problemsGeneralTexts['start-timed-out'](facts),
    command: shellLine(onUnit('status', facts.unit)),
  }),
  'stop-timed-out': (facts) => ({
    ...problemsGeneralTexts['stop-timed-out'](facts),
    command: shellLine(onUnit('kill', facts.unit)),
  }),
  'file-exists': (facts) => ({
    ...problemsGeneralTexts['file-exists'](facts),
    command: shellLine(listFiles(facts.path)),
  }),
  'folder-not-writable': (facts) => ({
    ...problemsGeneralTexts['folder-not-writable'](facts),
    command: shellLine(listItself(facts.path)),
  }),
  'disk-full': (facts) => ({
    ...problemsGeneralTexts['disk-full'](facts),
    command: shellLine(freeSpace(facts.path)),
  }),
  'file-failed': (facts) => ({
    ...problemsGeneralTexts['file-failed'](facts),
    command: shellLine(listItself(facts.path)),
  }),
  'form-invalid': (facts) => problemsGeneralTexts['form-invalid'](facts),
  'verify-failed': (facts) => ({
    ...problemsGeneralTexts['verify-failed'](facts),
    command: shellLine(verifyFile(facts.path)),
  }),
  'proof-silent': (facts) => ({
    ...problemsGeneralTexts['proof-silent'](facts),
    command: shellLine(lastLines(facts.path, proofStepLines)),
  }),
  'not-own': (facts) => ({
    ...problemsGeneralTexts['not-own'](facts),
    command: shellLine(onUnit('mask', facts.unit)),
  }),
  'trash-failed': (facts) => ({
    ...problemsGeneralTexts['trash-failed'](facts),
    command: shellLine(trashFile(facts.path)),
  }),
  busy: (facts) => problemsGeneralTexts.busy(facts),
  'report-gone': () => problemsGeneralTexts['report-gone'],
  'shortcut-taken': (facts) => ({
    ...problemsGeneralTexts['shortcut-taken'](facts),
    command: 'hearth',
  }),
  'shortcut-wayland': (facts) => ({
    ...problemsGeneralTexts['shortcut-wayland'](facts),
    command: 'hearth',
  }),
  ...cliProblems,
  ...environmentProblems,
  ...lingerProblems,
  ...logProblems,
  ...scheduleProblems,
  internal: (facts) => problemsGeneralTexts.internal(facts),
};
