/** How a rule reports what it found, and where. */
import type { Finding, TextEdit } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { onceForUnit, type LintUnit } from './subject.ts';

export interface Report {
  code: string;
  severity: Finding['severity'];
  what: string;
  why: string;
  /** `systemd.exec(5), User=` */
  manual: string | null;
  fix?: Finding['fix'];
}

/** Of a value, in UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

const between = ({ places }: LintUnit, from: number, to: number, report: Report): Finding => {
  const begin = places.positionOf(from);
  const end = places.positionOf(to);
  const length = (end.line === begin.line ? to : places.lineEnd(begin.line)) - from;
  return {
    source: 'lint',
    ...begin,
    endColumn: begin.column + Math.max(1, length),
    ...report,
    fix: report.fix ?? null,
  };
};

/** null for a key that is continued on the next line: it isn’t anywhere as a whole. */
const keyOffset = ({ places }: LintUnit, assignment: Assignment): number | null => {
  const start = places.offsetOf(assignment.start);
  const before = places.text.slice(start, places.offsetOf(assignment.afterEquals) - 1);
  const at = before.lastIndexOf(assignment.key);
  return at < 0 ? null : start + at;
};

export const onKey = (unit: LintUnit, assignment: Assignment, report: Report): Finding => {
  const from = keyOffset(unit, assignment) ?? unit.places.offsetOf(assignment.start);
  return between(unit, from, from + assignment.key.length, report);
};

/** About a value, or a part of it. An empty value is reported at its key. */
export const onValue = (
  unit: LintUnit,
  assignment: Assignment,
  report: Report,
  range: Range = { start: 0, end: assignment.value.length },
): Finding => {
  const from = unit.places.valueOffset(assignment, range.start);
  if (from === undefined) return onKey(unit, assignment, report);
  const last = unit.places.valueOffset(assignment, range.end - 1) ?? from;
  return between(unit, from, last + 1, report);
};

/** About a line as a whole, counted from 1. */
export const onLine = (unit: LintUnit, line: number, column: number, report: Report): Finding => {
  const { text, lineOffset, lineEnd } = unit.places;
  const from = lineOffset(line) + column - 1;
  const { length } = text.slice(from, Math.max(from, lineEnd(line))).trimEnd();
  return between(unit, from, from + length, report);
};

/** At the header of the section, else at the first line. */
export const onSection = (unit: LintUnit, section: string, report: Report): Finding => {
  const header = unit.file.sections.find(({ name }) => name === section);
  return onLine(unit, header?.line ?? 1, header?.column ?? 1, report);
};

/** null if one of the edits can’t be made. */
export const fixWith = (title: string, ...edits: (TextEdit | null)[]): Finding['fix'] => {
  const made = edits.filter((edit) => edit !== null);
  return made.length === edits.length && made.length > 0 ? { title, edits: made } : null;
};

/** Replaces a part of a value; null unless the file has it on one line, as systemd reads it. */
export const replaceIn = (
  { places }: LintUnit,
  assignment: Assignment,
  { start, end }: Range,
  insert: string,
): TextEdit | null => {
  const from = places.valueOffset(assignment, start);
  const last = places.valueOffset(assignment, end - 1);
  if (from === undefined || last === undefined) return null;
  const isPlain = places.text.slice(from, last + 1) === assignment.value.slice(start, end);
  return isPlain ? { from, to: last + 1, insert } : null;
};

export const replaceValue = (
  unit: LintUnit,
  assignment: Assignment,
  insert: string,
): TextEdit | null =>
  replaceIn(unit, assignment, { start: 0, end: assignment.value.length }, insert);

/** null for a key that is continued on the next line. */
export const renameKey = (
  unit: LintUnit,
  assignment: Assignment,
  insert: string,
): TextEdit | null => {
  const from = keyOffset(unit, assignment);
  return from === null ? null : { from, to: from + assignment.key.length, insert };
};

/** Removes the lines of an assignment; null if there are comments among them. */
export const removeLines = ({ places }: LintUnit, assignment: Assignment): TextEdit | null =>
  places.isWithoutComments(assignment)
    ? { from: places.offsetOf(assignment.start), to: places.offsetOf(assignment.end), insert: '' }
    : null;

/** Removes a word from a list, with a blank beside it; the whole assignment if nothing else is in it. */
export const removeWord = (
  unit: LintUnit,
  assignment: Assignment,
  { start, end }: Range,
): TextEdit | null => {
  const { value } = assignment;
  const before = value.slice(0, start).trimEnd();
  const after = value.slice(end).trimStart();
  if (before === '' && after === '') return removeLines(unit, assignment);
  const range =
    after === '' ? { start: before.length, end } : { start, end: value.length - after.length };
  return replaceIn(unit, assignment, range, '');
};

/** In bytes, by section name: where the section’s last meaningful line ends. */
const sectionEnds = onceForUnit(({ file }) => {
  const ends = new Map<string, number>();
  const at = (section: string, end: number): void => {
    ends.set(section, Math.max(end, ends.get(section) ?? 0));
  };
  for (const { name, end } of file.sections) at(name, end);
  for (const { section, end } of file.assignments) at(section, end);
  return ends;
});

/** Adds a line at the end of a section, or of the file with the section's header; null if that may not work. */
export const addLine = (unit: LintUnit, section: string, line: string): TextEdit | null => {
  const { file, places } = unit;
  if (file.open || file.readTo < file.bytes.length) return null;
  const end = sectionEnds(unit).get(section);
  const at = end === undefined ? places.text.length : places.offsetOf(end);
  const before = places.text.slice(Math.max(0, at - 2), at);
  const newline = before === '\r\n' ? '\r\n' : '\n';
  const opening = before === '' || /[\r\n]$/.test(before) ? '' : newline;
  const header = end !== undefined ? '' : `${before === '' ? '' : newline}[${section}]${newline}`;
  return { from: at, to: at, insert: `${opening}${header}${line}${newline}` };
};

/** The words of a blank-separated list, each with its place. Quotes stay part of words; readWord undoes them. */
export const wordsOf = (value: string): (Range & { text: string })[] =>
  [...value.matchAll(/[^ \t\n\r]+/g)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
