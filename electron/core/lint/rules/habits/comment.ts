/** Comments and continued lines that systemd reads differently than they look. Source: systemd.syntax(7). */
import { readCommands } from '../../../syntax/exec-parser.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { readWord, skipSeparators } from '../../../syntax/word-reader.ts';
import { lintHabitsCommentTexts } from '../../../texts/lint/habits/comment.ts';
import { isFreeText, isPathKey } from '../../toolkit/value-kinds.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { fixWith, onLine, onValue, replaceIn, type Range } from '../../toolkit/report.ts';
import { isCommandKey, type LintUnit } from '../../toolkit/subject.ts';

const manual = 'systemd.syntax(7)';

const isColor = (word: string): boolean =>
  /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(word);

interface Comment extends Range {
  /** A lone `#word` at the end of a command may be an argument. */
  isSure: boolean;
}

/** How a word that starts with `#` looks in a command: `-x #chan` is probably the argument of an option. */
const commentAt = (value: string, start: number, before: string): Comment | null => {
  // Enough to judge it by.
  const words = value
    .slice(start, start + 400)
    .trim()
    .split(/\s+/);
  const [word = '', ...more] = words;
  const rest = { start, end: value.length };
  if (/^#+$/.test(word)) return more.length > 0 ? { ...rest, isSure: true } : null;
  if (!/^#+[A-Za-z]/.test(word) || isColor(word)) return null;
  const plain = more.filter((one) => !/^[-/%$#]/.test(one)).length;
  if (before.startsWith('-') && plain < 2) return null;
  return { ...rest, isSure: plain > 0 };
};

/** The first comment among the words of a command or of Environment=. */
const inWords = (value: string, judge: typeof commentAt): Comment | null => {
  let before: string | null = null;
  for (let at = skipSeparators(value, 0); at < value.length;) {
    const found = value.charAt(at) === '#' && before !== null ? judge(value, at, before) : null;
    if (found !== null) return found;
    const reading = readWord(value, at);
    if (reading.kind !== 'word') return null;
    before = value.slice(reading.word.start, reading.word.end);
    at = reading.rest;
  }
  return null;
};

/** A path may contain “ #”; two blanks, or a blank after it, are hardly part of one. */
const inPath = /[ \t](?:#+|;|\/\/)[ \t]|[ \t]{2}#/;
const inOther = /(?:^|[ \t])(?:#|(?:;|\/\/)[ \t])/;

const commentIn = (unit: LintUnit, assignment: Assignment): Comment | null => {
  const { section, key, value } = assignment;
  if (!value.includes('#') && !/[;/]/.test(value)) return null;
  if (isFreeText(key) || unit.index.kindOf(section, key) === undefined) return null;
  if (isCommandKey(key)) return inWords(value, commentAt);
  // Whatever starts with “#” can’t be an assignment.
  if (key === 'Environment') {
    return inWords(value, (_, start) => ({ start, end: value.length, isSure: true }));
  }
  const found = (isPathKey(assignment) ? inPath : inOther).exec(value);
  if (found === null) return null;
  const start = found.index + found[0].search(/[^ \t]/);
  return { start, end: value.length, isSure: true };
};

const whyOf = (unit: LintUnit, { section, key }: Assignment): string => {
  if (isCommandKey(key)) return lintHabitsCommentTexts.inCommandWhy;
  return key === 'Environment' || unit.index.kindOf(section, key)?.includes('...') === true
    ? lintHabitsCommentTexts.inListWhy
    : lintHabitsCommentTexts.inValueWhy;
};

const moveUp = (unit: LintUnit, assignment: Assignment, { start, end }: Range): Finding['fix'] => {
  const { value } = assignment;
  const kept = value.slice(0, start).trimEnd();
  const comment = value.slice(start).replace(/^(?:[#;]+|\/\/)\s*/, '');
  if (kept === '' || comment.endsWith('\\')) return null;
  const at = unit.places.offsetOf(assignment.start);
  const newline = /\r?\n/.exec(unit.places.text.slice(at))?.[0] ?? '\n';
  return fixWith(
    lintHabitsCommentTexts.moveUp,
    replaceIn(unit, assignment, { start: kept.length, end }, ''),
    { from: at, to: at, insert: `# ${comment}${newline}` },
  );
};

const behindValue = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const comment = commentIn(unit, assignment);
  if (comment === null) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'comment-behind-value',
        severity: comment.isSure ? 'warning' : 'hint',
        what: lintHabitsCommentTexts.notAComment,
        why: whyOf(unit, assignment),
        manual,
        fix: comment.isSure ? moveUp(unit, assignment, comment) : null,
      },
      comment,
    ),
  ];
};

interface PhysicalLine {
  line: number;
  text: string;
}

/** The lines of a continued value after its first. */
const furtherLines = ({ places }: LintUnit, { start, end, line }: Assignment): PhysicalLine[] => {
  const first = places.positionOf(places.offsetOf(start)).line;
  const last = places.positionOf(Math.max(0, places.offsetOf(end) - 1)).line;
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index + 1)
    .filter((at) => at > line)
    .map((at) => ({
      line: at,
      text: places.text.slice(places.lineOffset(at), places.lineEnd(at)),
    }));
};

/** True if a quote isn’t closed, maybe because the line that closes it is a comment. */
const isOpen = ({ key, value }: Assignment): boolean =>
  isCommandKey(key) && readCommands(value).findings.some(({ fault }) => fault === 'unclosed-quote');

/** `;; \` of a script: with the backslash, or within quotes, hardly a comment that is meant as one. */
const withinValue = (
  unit: LintUnit,
  assignment: Assignment,
  lines: readonly PhysicalLine[],
): Finding[] =>
  lines
    .filter(
      ({ text }) => /^\s*;.*\\$|^\s*;;/.test(text) || (/^\s*;/.test(text) && isOpen(assignment)),
    )
    .map(({ line, text }) =>
      onLine(unit, line, text.length - text.trimStart().length + 1, {
        code: 'comment-within-value',
        severity: 'hint',
        ...lintHabitsCommentTexts['comment-within-value'],
        manual,
      }),
    );

/** The backslash that continues the value into a line; comments between the two don’t count. */
const continuing = (
  { places }: LintUnit,
  { line }: PhysicalLine,
): { from: number; to: number } | null => {
  for (let at = line - 1; at > 0; at -= 1) {
    const text = places.text.slice(places.lineOffset(at), places.lineEnd(at));
    if (/^\s*[#;]/.test(text)) continue;
    if (!text.endsWith('\\')) return null;
    const start = places.lineOffset(at);
    return { from: start + text.slice(0, -1).trimEnd().length, to: start + text.length };
  }
  return null;
};

/** Where the words of a command start, in the text: a line within quotes starts none. */
const wordStarts = ({ places }: LintUnit, assignment: Assignment): Set<number | undefined> => {
  const { value } = assignment;
  const starts = new Set<number | undefined>();
  for (let at = 0; at < value.length;) {
    const reading = readWord(value, at);
    if (reading.kind !== 'word') break;
    starts.add(places.valueOffset(assignment, reading.word.start));
    at = reading.rest;
  }
  return starts;
};

/** `Key=` or `[Section]` at the start of a line that continues the one before. */
const swallowed = (
  unit: LintUnit,
  assignment: Assignment,
  lines: readonly PhysicalLine[],
): Finding[] => {
  const own = lines.filter(({ text }) => {
    const [, section, key] = /^(?:\[(\w+)\]\s*$|([A-Z]\w+)\s*=)/.exec(text) ?? [];
    if (section !== undefined) return unit.index.keysOf(section) !== undefined;
    return key !== undefined && unit.index.sectionsWith(key).length > 0;
  });
  if (own.length === 0) return [];
  const starts = isCommandKey(assignment.key) ? wordStarts(unit, assignment) : null;
  return own
    .filter(({ line }) => starts === null || starts.has(unit.places.lineOffset(line)))
    .slice(0, 1)
    .map((one) => {
      const backslash = continuing(unit, one);
      return onLine(unit, one.line, 1, {
        code: 'swallowed-line',
        severity: 'warning',
        ...lintHabitsCommentTexts['swallowed-line'](
          /^(?:\[\w+\]|\w+\s*=)/.exec(one.text)?.[0] ?? '',
        ),
        manual,
        fix:
          backslash === null
            ? null
            : fixWith(lintHabitsCommentTexts.endValue, { ...backslash, insert: '' }),
      });
    });
};

/** `\` and blanks at the end of a line, before a line that was meant to continue it. */
const brokenContinuation = (unit: LintUnit, assignment: Assignment): Finding[] => {
  const { value } = assignment;
  const { places } = unit;
  const at = places.valueOffset(assignment, value.length - 1);
  if (at === undefined || !/(?:^|[^\\])\\$/.test(value)) return [];
  const { line } = places.positionOf(at);
  const end = places.lineEnd(line);
  const next = places.text.slice(places.lineOffset(line + 1), places.lineEnd(line + 1));
  const isBroken = /^[ \t]+$/.test(places.text.slice(at + 1, end)) && end < places.text.length;
  if (!isBroken || /^\s*(?:$|[#;[]|[A-Z]\w+\s*=)/.test(next)) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'broken-continuation',
        severity: 'warning',
        ...lintHabitsCommentTexts['broken-continuation'],
        manual,
        fix: fixWith(lintHabitsCommentTexts.removeBlanks, { from: at + 1, to: end, insert: '' }),
      },
      { start: value.length - 1, end: value.length },
    ),
  ];
};

export const commentRules = (unit: LintUnit): Finding[] =>
  untilMany(unit.live, (assignment) => {
    const lines = furtherLines(unit, assignment);
    return [
      ...behindValue(unit, assignment),
      ...brokenContinuation(unit, assignment),
      ...(lines.length === 0
        ? []
        : [...withinValue(unit, assignment, lines), ...swallowed(unit, assignment, lines)]),
    ];
  });
