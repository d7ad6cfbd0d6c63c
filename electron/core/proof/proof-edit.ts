/** Proofs as people enter them, and the lines of the unit file made from that. */
import {
  insertAssignments,
  removeAssignment,
  setAssignment,
  setValue,
} from '../syntax/edit-file.ts';
import { escapePath, escapeSpecifiers, isFullPath } from '../syntax/exec-writer.ts';
import type { Assignment, UnitFile } from '../syntax/unit-file.ts';
import {
  proofKeys,
  proofOptions,
  proofRestartKey,
  proofSection,
  type Proof,
  type ProofKind,
  type ProofOption,
} from './proof.ts';
import { readProofSettings, type ProofFaultKind } from './proof-settings.ts';

/** What a person enters. */
export interface ProofEntry {
  kind: ProofKind;
  /** For a file or a command unit text or a typed path; for others the plain text. */
  value: string;
  /** ProofMatch= of a file, ProofStatus= of an HTTP address; '' for none. */
  extra: string;
  /** ProofPeriodSec=; '' for the usual one. */
  period: string;
}

/** Identifies a proof among those of a file. */
export type ProofPlace = Pick<Proof, 'written'> & { kind: ProofKind };

/** A value of a unit file as it is shown to be changed. */
const shownValue = ({ kind, written }: ProofPlace): string =>
  kind === 'exec' ? written : written.replaceAll('%%', '%');

/**
 * The value of an entry as unit text; a command is unit text already.
 * @param old the proof that is changed: a value left as it is keeps its specifiers.
 */
const valueOf = ({ kind, value }: ProofEntry, old: ProofPlace | null): string => {
  const typed = value.trim();
  if (old?.kind === kind && shownValue(old) === typed) return old.written;
  if (kind === 'exec') return typed;
  const isPath = kind === 'file' || (kind === 'socket' && isFullPath(typed));
  return isPath ? escapePath(typed) : escapeSpecifiers(typed);
};

/** The option that `extra` is written as; null for a kind without one. */
const extraKeys: Partial<Record<ProofKind, ProofOption>> = {
  file: 'ProofMatch',
  http: 'ProofStatus',
};

const wantedOptions = (entry: ProofEntry): Partial<Record<ProofOption, string>> => {
  const extraKey = extraKeys[entry.kind];
  return {
    ProofPeriodSec: entry.period.trim(),
    ProofMatch: extraKey === 'ProofMatch' ? escapeSpecifiers(entry.extra.trim()) : '',
    ProofStatus: extraKey === 'ProofStatus' ? entry.extra.trim() : '',
  };
};

/** The lines of a new proof, in order. @param entry checked. */
export const entryLines = (entry: ProofEntry): { key: string; value: string }[] => [
  { key: proofKeys[entry.kind], value: valueOf(entry, null) },
  ...Object.entries(wantedOptions(entry)).flatMap(([key, value]) =>
    value === '' ? [] : [{ key, value }],
  ),
];

type EntryField = 'value' | 'extra' | 'period';

/** A folder that a path of the form may begin with is as good as any other. */
const anyFolder = (letter: string): string | undefined =>
  letter === 'h' || letter === 't' ? '/x' : undefined;

const fieldOf = (key: string): EntryField => {
  if (isProofKey(key)) return 'value';
  return key === 'ProofPeriodSec' ? 'period' : 'extra';
};

/** Where the entry is wrong, and how; null if it isn't. Not for a command, as it is typed. */
export const entryFault = (
  entry: ProofEntry,
): { field: EntryField; fault: ProofFaultKind | 'empty' | 'no-program' } | null => {
  if (entry.value.trim() === '') return { field: 'value', fault: 'empty' };
  const read = entry.kind === 'exec' ? { ...entry, value: '/bin/true' } : entry;
  const items = entryLines(read).map((line) => ({ section: proofSection, ...line }));
  const faults = readProofSettings(items, anyFolder).faults.map(({ item, fault }) => ({
    field: fieldOf(item.key),
    fault,
  }));
  // The last field comes last.
  return faults.find(({ field }) => field !== 'period') ?? faults[0] ?? null;
};

const isProofKey = (key: string): boolean => Object.values(proofKeys).includes(key);

/** The lines of each proof in a file, without those that an empty value resets. */
const blocksIn = (file: UnitFile): { proof: Assignment; options: Assignment[] }[] => {
  const blocks: { proof: Assignment; options: Assignment[] }[] = [];
  for (const one of file.assignments) {
    if (one.section !== proofSection) continue;
    if (isProofKey(one.key)) blocks.push({ proof: one, options: [] });
    else if ((proofOptions as readonly string[]).includes(one.key))
      blocks.at(-1)?.options.push(one);
  }
  return blocks.filter(({ proof }) => proof.value !== '');
};

const blockOf = (file: UnitFile, { kind, written }: ProofPlace) =>
  blocksIn(file).find(({ proof }) => proof.key === proofKeys[kind] && proof.value === written);

/** Whether the file has this proof, so that it can be changed there. */
export const hasProof = (file: UnitFile, place: ProofPlace): boolean =>
  blockOf(file, place) !== undefined;

export const removeProof = (file: UnitFile, place: ProofPlace): UnitFile => {
  const block = blockOf(file, place);
  if (block === undefined) return file;
  // From the end, so that the places of those before stay.
  return [...block.options, block.proof]
    .sort((a, b) => b.start - a.start)
    .reduce((changed, line) => removeAssignment(changed, line), file);
};

/** Sets an option of the proof to a value, or removes it for ''. */
const withOption = (
  file: UnitFile,
  place: ProofPlace,
  key: ProofOption,
  value: string,
): UnitFile => {
  const block = blockOf(file, place);
  if (block === undefined) return file;
  const there = block.options.filter((option) => option.key === key);
  const last = there.at(-1);
  if (value === '')
    return there.reduceRight((changed, option) => removeAssignment(changed, option), file);
  if (last !== undefined) return last.value === value ? file : setValue(file, last, value);
  return insertAssignments(file, block.options.at(-1) ?? block.proof, proofSection, [
    { key, value },
  ]);
};

/**
 * The file with this proof: added at the end of its section, or in place of `old`, whose other options stay.
 * @throws RangeError for a value of several lines.
 */
export const putProof = (file: UnitFile, old: ProofPlace | null, entry: ProofEntry): UnitFile => {
  const key = proofKeys[entry.kind];
  const value = valueOf(entry, old);
  const place: ProofPlace = { kind: entry.kind, written: value };
  const block = old === null ? undefined : blockOf(file, old);
  const isSameKind = block?.proof.key === key;
  const based = old !== null && block !== undefined && !isSameKind ? removeProof(file, old) : file;
  const put =
    block !== undefined && isSameKind
      ? block.proof.value === value
        ? file
        : setValue(file, block.proof, value)
      : insertAssignments(based, null, proofSection, [{ key, value }]);
  const options = Object.entries(wantedOptions(entry)) as [ProofOption, string][];
  return options.reduce(
    (changed, [option, wanted]) => withOption(changed, place, option, wanted),
    put,
  );
};

/** Restart the service once its proof was missed this often; null for never. */
export const withRestartAfter = (file: UnitFile, misses: number | null): UnitFile => {
  const there = file.assignments.filter(
    (one) => one.section === proofSection && one.key === proofRestartKey,
  );
  return misses === null
    ? there.reduceRight((changed, one) => removeAssignment(changed, one), file)
    : setAssignment(file, { section: proofSection, key: proofRestartKey, value: String(misses) });
};

/** A proof as an entry to change. */
export const proofEntryOf = ({ target, written, writtenPeriod }: Proof): ProofEntry => ({
  kind: target.kind,
  value: shownValue({ kind: target.kind, written }),
  extra:
    target.kind === 'file'
      ? (target.match ?? '')
      : target.kind === 'http'
        ? target.statuses.join(' ')
        : '',
  period: writtenPeriod,
});
