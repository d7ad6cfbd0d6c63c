/** What `explain` prints of a verdict and a diagnosis: for people or for programs. */
import type { Cause, Diagnosis, Evidence, Remedy } from '../diagnosis/cause.ts';
import { printable } from '../text/printable.ts';
import { diagnosisCardTexts } from '../texts/diagnosis/card.ts';
import { withoutMarks } from '../texts/marks.ts';
import type { Verdict } from './verdict-facts.ts';

/** The output of `--json`: a promise to programs, so names stay. */
export interface Explanation extends Diagnosis {
  /** How the unit is; `more` is '' for nothing more. */
  verdict: Pick<Verdict, 'tone' | 'sentence' | 'more'>;
}

const plainEvidence = (evidence: Evidence): Evidence => ({
  ...evidence,
  text: withoutMarks(evidence.text),
});

const plainCause = (cause: Cause): Cause => ({
  ...cause,
  sentence: withoutMarks(cause.sentence),
  evidence: cause.evidence.map(plainEvidence),
  remedies: cause.remedies.map((remedy) => ({
    ...remedy,
    explanation: withoutMarks(remedy.explanation),
  })),
});

export const explanationOf = (
  { tone, sentence, more }: Explanation['verdict'],
  diagnosis: Diagnosis,
): Explanation => ({
  ...diagnosis,
  verdict: { tone, sentence: withoutMarks(sentence), more: withoutMarks(more) },
  causes: diagnosis.causes.map(plainCause),
  known: diagnosis.known.map(plainEvidence),
});

/** Files and logs must not move a terminal’s cursor or change its colors. */
const line = (indent: number, text: string): string => `${' '.repeat(indent)}${printable(text)}`;

/** As compilers name a place, so that editors find it. */
const placeOf = ({ at }: Evidence): string =>
  at?.kind === 'setting' ? ` (${at.path}:${String(at.line)})` : '';

const evidenceLines = (evidence: readonly Evidence[]): string[] => {
  const froms = evidence.map(({ from }) => diagnosisCardTexts.from[from]);
  const width = Math.max(0, ...froms.map(({ length }) => length));
  return evidence.map((piece, at) =>
    line(4, `${(froms[at] ?? '').padEnd(width)}  ${piece.text}${placeOf(piece)}`),
  );
};

const remedyLines = ({ level, label, explanation, command }: Remedy): string[] => [
  line(4, `[${level}] ${label}: ${explanation}`),
  ...(command === null ? [] : [line(8, `$ ${command}`)]),
];

const causeLines = ({ number, name, sentence, evidence, remedies }: Cause): string[] => [
  '',
  line(0, `${number} ${name}: ${sentence}`),
  line(2, diagnosisCardTexts.evidence),
  ...evidenceLines(evidence),
  ...(remedies.length === 0 ? [] : [line(2, diagnosisCardTexts.remedies)]),
  ...remedies.flatMap(remedyLines),
];

/** @param isDown it failed, or isn’t running. */
export const explanationLines = (
  { unit, verdict: { tone, sentence, more }, causes, known }: Explanation,
  isDown: boolean,
): string[] => [
  line(0, `${unit}: ${sentence}`),
  ...(more === '' ? [] : [line(2, more)]),
  ...causes.flatMap(causeLines),
  ...(causes.length > 0 || !isDown
    ? []
    : [
        '',
        known.length === 0
          ? `${diagnosisCardTexts.notKnown} ${diagnosisCardTexts.nothingKnown}`
          : `${diagnosisCardTexts.notKnown} ${diagnosisCardTexts.whatIsKnown}`,
        ...evidenceLines(known),
      ]),
  ...(causes.length > 0 || isDown || tone === 'bad'
    ? []
    : ['', diagnosisCardTexts.explain.nothingWrong]),
];
