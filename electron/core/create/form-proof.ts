/** The proof that the form of a new service names. */
import type { ProofKind } from '../proof/proof.ts';
import { entryFault, entryLines, type ProofEntry } from '../proof/proof-edit.ts';
import { execTextOf, isFullPath } from '../syntax/exec-writer.ts';
import { createFindingsTexts } from '../texts/create/findings.ts';
import { proofFormTexts } from '../texts/proof/form.ts';
import { readCommandLine } from './command-line.ts';

/** Of the form of a new service. */
export interface ProofFields {
  /** What shows that it works. */
  proofKind: ProofKind;
  /** The proof if it is a file, as a path of the form. */
  proofFile: string;
  /** The proof if it is something else. */
  proofValue: string;
  /** ProofPeriodSec= as typed; '' for the usual one. */
  proofPeriod: string;
}

interface ProofFinding {
  field: Exclude<keyof ProofFields, 'proofKind'>;
  level: 'error' | 'warning';
  text: string;
}

/** A shell is where every system has it. */
const pathOfProgram = (program: string): string =>
  program === 'sh' || program === 'bash' ? `/bin/${program}` : program;

/** A command as it is typed in a terminal, as unit text; null if it needs the full path of its program. */
export const execOfLine = (typed: string): string | null => {
  const read = readCommandLine(typed);
  const command = read.kind === 'needs-shell' ? readCommandLine(read.inShell) : read;
  if (command.kind !== 'command') return null;
  const program = pathOfProgram(command.program);
  return isFullPath(program) ? execTextOf(program, command.arguments) : null;
};

/** null if the form names none. */
const entryOfForm = (form: ProofFields): ProofEntry | null => {
  const { proofKind: kind } = form;
  const value = (kind === 'file' ? form.proofFile : form.proofValue).trim();
  return value === '' ? null : { kind, value, extra: '', period: form.proofPeriod };
};

/** The section of the unit file that names the proof; none for a form without one. */
export const proofSectionText = (form: ProofFields): string[] => {
  const entry = entryOfForm(form);
  if (entry === null) return [];
  const value = entry.kind === 'exec' ? (execOfLine(entry.value) ?? entry.value) : entry.value;
  const lines = entryLines({ ...entry, value }).map((line) => `${line.key}=${line.value}\n`);
  // systemd ignores sections with a name starting with X-: systemd.unit(5).
  return [`[X-Hearth]\n${lines.join('')}`];
};

/** The file that the form names as proof, as typed; '' for another proof, or none. */
export const proofFileOf = (form: ProofFields): string =>
  form.proofKind === 'file' ? form.proofFile.trim() : '';

/** Besides what is checked of a path. */
export const proofFindings = (form: ProofFields): ProofFinding[] => {
  const entry = entryOfForm(form);
  const field = form.proofKind === 'file' ? 'proofFile' : 'proofValue';
  if (entry === null) return [{ field, level: 'warning', text: createFindingsTexts.noProof }];
  const error = (at: ProofFinding['field'], text: string): ProofFinding[] => [
    { field: at, level: 'error', text },
  ];
  if (entry.kind === 'exec' && execOfLine(entry.value) === null)
    return error(field, proofFormTexts.faults['no-program']);
  const wrong = entryFault(entry);
  if (wrong === null) return [];
  if (wrong.field === 'period') return error('proofPeriod', proofFormTexts.faults[wrong.fault]);
  // Its path is checked like the others.
  return entry.kind === 'file' ? [] : error(field, proofFormTexts.faults[wrong.fault]);
};
