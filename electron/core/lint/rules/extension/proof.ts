/** [X-Hearth]: proofs that Hearth can't read, and so doesn't look for. systemd ignores the section. */
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { proofOptions, proofSection, proofSettingKeys } from '../../../proof/proof.ts';
import { readProofSettings, type ProofFaultKind } from '../../../proof/proof-settings.ts';
import { withSpecifier } from '../../../syntax/exec-writer.ts';
import { repairTimeSpan } from '../../../syntax/time-span.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintExtensionProofTexts } from '../../../texts/lint/extension/proof.ts';
import { knownWords, nearest } from '../../toolkit/did-you-mean.ts';
import { fixWith, onKey, onValue, renameKey, replaceValue } from '../../toolkit/report.ts';
import type { LintUnit } from '../../toolkit/subject.ts';

const unknownKey = (unit: LintUnit, assignment: Assignment): Finding => {
  const meant = nearest(assignment.key, knownWords(proofSettingKeys));
  return onKey(unit, assignment, {
    code: 'unknown-proof-key',
    severity: 'warning',
    ...lintExtensionProofTexts['unknown-proof-key']({
      key: assignment.key,
      meant,
      valid: proofSettingKeys,
    }),
    manual: null,
    fix:
      meant === null
        ? null
        : fixWith(lintFixesTexts.use(`${meant}=`), renameKey(unit, assignment, meant)),
  });
};

/** The value that was meant, where that is certain. */
const meantValue = (fault: ProofFaultKind, value: string): string | null => {
  if (fault === 'bad-time') return repairTimeSpan(value);
  const path = withSpecifier(value);
  return fault === 'relative-path' && path !== value ? path : null;
};

const badValue = (
  unit: LintUnit,
  assignment: Assignment,
  fault: Exclude<ProofFaultKind, 'unknown-key' | 'no-proof'>,
): Finding => {
  const { key, value } = assignment;
  const meant = meantValue(fault, value);
  return onValue(unit, assignment, {
    code: 'bad-proof',
    severity: 'warning',
    what: lintExtensionProofTexts.bad[fault]({ key, value }),
    why: lintExtensionProofTexts.why[fault],
    manual: null,
    fix:
      meant === null
        ? null
        : fixWith(lintFixesTexts.use(meant), replaceValue(unit, assignment, meant)),
  });
};

/** Of a drop-in, the proof that an option belongs to may be in a file that isn't known. */
const maySuit = (unit: LintUnit): boolean => unit.isPartial;

export const proofRules = (unit: LintUnit): Finding[] => {
  if (!unit.file.assignments.some(({ section }) => section === proofSection)) return [];
  const mine = new Set(unit.file.assignments);
  const files = [...unit.before, unit.file, ...unit.after];
  const { faults } = readProofSettings(
    files.flatMap(({ assignments }) => assignments),
    unit.specifiers,
  );
  return faults.flatMap(({ item, fault }) => {
    if (!mine.has(item)) return [];
    if (fault === 'unknown-key') return [unknownKey(unit, item)];
    if (fault !== 'no-proof') return [badValue(unit, item, fault)];
    if (maySuit(unit)) return [];
    const option = proofOptions.find((one) => one === item.key);
    return [
      onKey(unit, item, {
        code: 'stray-proof-option',
        severity: 'warning',
        ...lintExtensionProofTexts['stray-proof-option']({
          key: item.key,
          belongsTo: option === 'ProofStatus' ? 'ProofHTTP' : 'ProofFile',
        }),
        manual: null,
      }),
    ];
  });
};
