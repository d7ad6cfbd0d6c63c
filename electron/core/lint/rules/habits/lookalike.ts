/** Characters that look like others: curly quotes, dashes, and blanks that systemd doesn’t take for blanks. */
import { readCommands, readEnvironment } from '../../../syntax/exec-parser.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintHabitsLookalikeTexts } from '../../../texts/lint/habits/lookalike.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { fixWith, onValue, replaceIn, replaceValue, type Range } from '../../toolkit/report.ts';
import { isCommandKey, type LintUnit } from '../../toolkit/subject.ts';
import { isFreeText } from '../../toolkit/value-kinds.ts';

const manual = 'systemd.syntax(7)';

/** The same length, with everything within straight quotes replaced: there, such characters may be meant. */
const withoutQuoted = (value: string): string =>
  value.replace(/"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/g, (quoted) => 'q'.repeat(quoted.length));

const opening = /(?:^|[\s=:(])[“”„‟‘‚‛«»]/;
const closing = /[“”„‟‘’»«](?=$|[\s;,)])/g;

const straight = (unit: LintUnit, { key, value }: Assignment): string | null => {
  const text = value.replace(/[“”„‟«»]/g, '"').replace(/[‘’‚‛]/g, "'");
  const isRead = isCommandKey(key)
    ? readCommands(text, unit.specifiers).findings.length === 0
    : key === 'Environment' && readEnvironment(text, unit.specifiers).findings.length === 0;
  return isRead && !/["']/.test(value) ? text : null;
};

const curlyQuotes = (unit: LintUnit, assignment: Assignment, bare: string): Finding[] => {
  const found = opening.exec(bare);
  const last = [...bare.matchAll(closing)].at(-1);
  const start = found === null ? last?.index : found.index + found[0].length - 1;
  if (start === undefined) return [];
  const quote = bare.charAt(start);
  // A lone apostrophe ends a word, as in “the boys’ room”.
  if (found === null && quote === '’') return [];
  const text = straight(unit, assignment);
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'curly-quote',
        severity: 'hint',
        ...lintHabitsLookalikeTexts['curly-quote'],
        manual,
        fix:
          text === null
            ? null
            : fixWith(lintHabitsLookalikeTexts.straighten, replaceValue(unit, assignment, text)),
      },
      { start, end: Math.max(start, last?.index ?? start) + 1 },
    ),
  ];
};

const dashes = (unit: LintUnit, assignment: Assignment, bare: string): Finding[] => {
  const [all, blank = '', word = ''] = /(\s)([‐‑‒–—―−][‐‑‒–—―−-]*[A-Za-z]\S*)/.exec(bare) ?? [];
  if (all === undefined || !isCommandKey(assignment.key)) return [];
  const start = bare.indexOf(all) + blank.length;
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'dash-for-hyphen',
        severity: 'warning',
        ...lintHabitsLookalikeTexts['dash-for-hyphen'](word),
        manual: null,
      },
      { start, end: start + word.length },
    ),
  ];
};

/** Not U+200D: it is part of some emoji. */
const invisible = /[\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g;

const zeroWidth = /[\u200b\u2060\ufeff]/;

const nameOf = (character: string): string => {
  if (/[\u00a0\u2007\u202f]/.test(character)) return lintHabitsLookalikeTexts.noBreakSpace;
  return zeroWidth.test(character)
    ? lintHabitsLookalikeTexts.zeroWidth
    : lintHabitsLookalikeTexts.wideSpace;
};

const invisibles = (unit: LintUnit, assignment: Assignment, bare: string): Finding[] => {
  const all = [...bare.matchAll(invisible)];
  const [first] = all;
  if (first === undefined) return [];
  const isZero = zeroWidth.test(first[0]);
  const edits = all.map(({ 0: character, index }) =>
    replaceIn(
      unit,
      assignment,
      { start: index, end: index + 1 },
      zeroWidth.test(character) ? '' : ' ',
    ),
  );
  const range: Range = { start: first.index, end: first.index + 1 };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'invisible-character',
        severity: 'warning',
        ...lintHabitsLookalikeTexts['invisible-character'](nameOf(first[0])),
        manual: null,
        fix: fixWith(
          isZero
            ? lintHabitsLookalikeTexts.removeInvisible
            : lintHabitsLookalikeTexts.replaceInvisible,
          ...edits,
        ),
      },
      range,
    ),
  ];
};

export const lookalikeRules = (unit: LintUnit): Finding[] =>
  untilMany(
    // ASCII has none of these.
    unit.live.filter(({ key, value }) => !isFreeText(key) && /[^\0-\x7f]/.test(value)),
    (assignment) => {
      const bare = withoutQuoted(assignment.value);
      return [
        ...curlyQuotes(unit, assignment, bare),
        ...dashes(unit, assignment, bare),
        ...invisibles(unit, assignment, bare),
      ];
    },
  );
