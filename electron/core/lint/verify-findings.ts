/**
 * The lines of `systemd-analyze verify` → findings of the edited file, each at its place, without those that the
 * document or the linter explain better.
 */
import { readCommands } from '../syntax/exec-parser.ts';
import type { Finding } from '../syntax/finding.ts';
import type { Assignment, UnitFile } from '../syntax/unit-file.ts';
import { lintCheckTexts } from '../texts/lint/check.ts';
import { baseName } from './toolkit/ran-program.ts';
import { shownOf } from './toolkit/limit.ts';

import { textPlaces, type TextPlaces } from './toolkit/positions.ts';

export interface Verified {
  lines: readonly string[];
  unit: string;
  /** The path of the edited file in the private copy. */
  path: string;
  file: UnitFile;
}

interface Message {
  text: string;
  /** Counted from 1; null if it names none. */
  line: number | null;
}

const ofPath = /^(\/.*?):(?:(\d+):)? (.*)$/;
const ofUnit = /^(?:Unit )?([A-Za-z0-9:_.\\@-]+\.[a-z]+)(?:: |(?= (?:is|not|failed|has) ))(.*)$/;

/** verify checks a template through an instance: `i`, and since systemd 257 `test_instance`. */
const verifiedInstances = ['i', 'test_instance'];

const isTemplate = (unit: string): boolean => unit.includes('@.');

export const isVerifiedAs = (named: string, unit: string): boolean =>
  named === unit ||
  (isTemplate(unit) &&
    verifiedInstances.some((instance) => named === unit.replace('@.', `@${instance}.`)));

/** A value depends on the instance, of which verify has only one that nobody starts. */
const ofInstance = /(?<!%)(?:%%)*%[iInNf]/;

/** A template of another name is missing, whatever the instance. */
const missingTemplate = /^Failed to create \S+: Unit [^@\s]+@\S+ not found/;

/** A message about the edited file, or whether it is about another file or the check itself. */
const aboutOf = (line: string, { path, unit }: Verified): Message | 'other' | 'check' => {
  const [, named, number, text = ''] = ofPath.exec(line) ?? [];
  if (named !== undefined) {
    if (named !== path) return 'other';
    return { text, line: number === undefined ? null : Number(number) };
  }
  const [, name, rest = ''] = ofUnit.exec(line) ?? [];
  if (name !== undefined)
    return isVerifiedAs(name, unit) ? { text: rest.trim(), line: null } : 'other';
  return /^Failed to (?:initialize|start|create|lookup|allocate|load|set up)/.test(line)
    ? 'check'
    : 'other';
};

/** Only sums up, and adds nothing to other findings. */
const summary =
  /bad unit file setting|failed to load properly|has fatal error|could not be (?:loaded|started)/;

/** What follows “Found ordering cycle”: the units of the cycle, and the outcome. Some of it names no unit. */
const restOfCycle =
  /^(?:Found dependency on|Unable to break cycle|Job \S+ deleted to break ordering cycle)|[Tt]ransaction order is cyclic/;

const isRestOfCycle = (line: string): boolean =>
  restOfCycle.test(line.replace(/^[\w:.\\@-]+: /, ''));

/** What the linter reports about the unit as a whole. */
const covered: readonly [RegExp, string][] = [
  [/has no ExecStart=|lacks both ExecStart=/, 'no-command'],
  [/has no ExecStart=|lacks both ExecStart=/, 'bad-command'],
  [/more than one ExecStart=/, 'several-commands'],
  [/Restart= set to/, 'oneshot-restart'],
  [/no D-Bus service name/, 'dbus-without-name'],
  [/lacks value setting|lacks Listen|lacks path setting/, 'no-trigger'],
  [/lacks value setting/, 'bad-calendar-time'],
  [/no Listen setting/, 'bad-address'],
  [/Where= setting doesn't match/, 'mount-name'],
];

/** A hint explains what systemd reports about the same thing, and nothing else about the line. Tried on systemd 252. */
const explainedByHint: ReadonlyMap<string, RegExp> = new Map([
  ['deprecated-key', /^Unit uses \S+=; please use /],
  ['removed-key', /^Support for option \S+= has been removed/],
  ['unknown-key', /^Unknown key/],
  ['wrong-case', /^Unknown key/],
  ['obsolete-output', /is obsolete, automatically updating/],
]);

interface Lines {
  places: TextPlaces;
  /** The assignment that a line is part of. */
  at(line: number): Assignment | undefined;
  /** An assignment that runs this program, whatever its specifiers mean; the next one each time. */
  running(program: string): Assignment | undefined;
  /** The first assignment with this word in its value. */
  naming(word: string): Assignment | undefined;
  /** Where a message about no line is shown. */
  firstLine: number;
}

/** A program without “/” means a whole path. */
const byProgram = (
  assignments: readonly Assignment[],
): ((program: string) => Assignment | undefined) => {
  const plain = new Map<string, { all: Assignment[]; next: number }>();
  const others: { first: string; last: string; assignment: Assignment }[] = [];
  for (const assignment of assignments.filter(({ key }) => key.startsWith('Exec'))) {
    for (const { prefixes, program } of readCommands(assignment.value).commands) {
      // verify doesn’t look for a program that may fail.
      if (prefixes.includes('-')) continue;
      const pieces = program.text.split(/%[A-Za-z]/).map((piece) => piece.replaceAll('%%', '%'));
      const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
      if (pieces.length > 1) others.push({ first, last, assignment });
      else {
        const same = plain.get(first) ?? { all: [], next: 0 };
        same.all.push(assignment);
        plain.set(first, same);
      }
    }
  }
  // verify reports each of several commands that run the same program.
  const next = (name: string): Assignment | undefined => {
    const same = plain.get(name);
    if (same === undefined) return undefined;
    const at = Math.min(same.next, same.all.length - 1);
    same.next += 1;
    return same.all[at];
  };
  return (program) =>
    next(program) ??
    next(baseName(program)) ??
    others.find(({ first, last }) => program.startsWith(first) && program.endsWith(last))
      ?.assignment;
};

const firstWith = (assignments: readonly Assignment[]): Map<string, Assignment> => {
  const first = new Map<string, Assignment>();
  for (const assignment of assignments) {
    for (const word of assignment.value.split(/\s+/)) {
      const names = ofInstance.test(word)
        ? verifiedInstances.map((instance) => word.replace(/%[iI]/g, instance))
        : [word];
      for (const name of names) if (!first.has(name)) first.set(name, assignment);
    }
  }
  return first;
};

const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
};

/** Built once: verify may print thousands of lines. */
const linesOf = ({ file }: Verified): Lines => {
  const { assignments, sections } = file;
  const places = textPlaces(file);
  const byLine = new Map<number, Assignment>();
  for (const assignment of assignments) {
    const first = places.positionOf(places.offsetOf(assignment.start)).line;
    const last = places.positionOf(Math.max(0, places.offsetOf(assignment.end) - 1)).line;
    for (let line = first; line <= last; line += 1) byLine.set(line, assignment);
  }
  const programs = lazily(() => byProgram(assignments));
  const words = lazily(() => firstWith(assignments));
  return {
    places,
    at: (line) => byLine.get(line),
    running: (program) => programs()(program),
    naming: (word) => words().get(word),
    firstLine: sections.find(({ name }) => name !== 'Unit')?.line ?? 1,
  };
};

/** Messages about a unit that the file names. */
const naming = [
  /Unit (\S+) (?:not found|is masked)/,
  /^Dependency \w+=(\S+) is dropped/,
  /^Found ordering cycle(?: on|:) (\S+)\/\w+/,
];

/** The assignment that a message is about: by its line, else by the program or the unit it names. */
const assignmentOf = (lines: Lines, { line, text }: Message): Assignment | undefined => {
  if (line !== null) return lines.at(line);
  const program = /^Command (.+) is not executable/.exec(text)?.[1];
  if (program !== undefined) return lines.running(program);
  const name = naming.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
  return name === undefined ? undefined : lines.naming(name);
};

const severe =
  /Refusing|not executable|not found|fatal|bad unit file setting|failed to load|Invalid section|cannot be started|^Found ordering cycle/;

/** Of a unit that systemd refuses: StandardOutput= alone never says that its line is ignored. */
const isFatal = ({ text, line }: Message): boolean =>
  line !== null && !/\bignor(?:ing|ed)\b|^Standard\w+= /.test(text);

/** Says something about the instance that verify made up. */
const isOfInstance = (lines: Lines, message: Message, unit: string): boolean =>
  isTemplate(unit) &&
  !missingTemplate.test(message.text) &&
  ofInstance.test(assignmentOf(lines, message)?.value ?? '');

const findingOf = (lines: Lines, message: Message, isRefused: boolean): Finding => {
  const { places } = lines;
  const line = assignmentOf(lines, message)?.line ?? message.line ?? lines.firstLine;
  const offset = places.lineOffset(line);
  const text = /^[^\r\n\0]*/.exec(places.text.slice(offset, offset + 4096))?.[0] ?? '';
  const column = text.length - text.trimStart().length + 1;
  return {
    source: 'verify',
    code: 'verify',
    severity: severe.test(message.text) || (isRefused && isFatal(message)) ? 'error' : 'warning',
    line,
    column,
    endColumn: Math.max(column + 1, text.trimEnd().length + 1),
    what: message.text,
    why: lintCheckTexts.verifyWhy,
    manual: null,
    fix: null,
  };
};

/** What a finding is about, whichever of its lines it is on. */
const subjectOf = (lines: Lines, { line }: Finding): Assignment | number => lines.at(line) ?? line;

interface Explained {
  codes: ReadonlySet<string>;
  /** null if all messages about it are explained. */
  subjects: ReadonlyMap<Assignment | number, readonly RegExp[] | null>;
}

const explainedBy = (found: readonly Finding[], lines: Lines): Explained => {
  const subjects = new Map<Assignment | number, RegExp[] | null>();
  for (const finding of found) {
    const subject = subjectOf(lines, finding);
    const known = subjects.get(subject);
    const pattern = explainedByHint.get(finding.code);
    if (finding.severity !== 'hint') subjects.set(subject, null);
    else if (pattern !== undefined && known !== null)
      subjects.set(subject, [...(known ?? []), pattern]);
  }
  return { codes: new Set(found.map(({ code }) => code)), subjects };
};

const isExplained = (finding: Finding, lines: Lines, by: Explained): boolean => {
  const { what } = finding;
  if (covered.some(([pattern, code]) => by.codes.has(code) && pattern.test(what))) return true;
  const patterns = by.subjects.get(subjectOf(lines, finding));
  return patterns === null || patterns?.some((pattern) => pattern.test(what)) === true;
};

/**
 * @param found what is already known about the file.
 * @returns what verify adds, what it reports about other files, and why it couldn’t check, if so.
 */
export const verifyFindings = (
  verified: Verified,
  found: readonly Finding[],
): { findings: Finding[]; others: string[]; failed: string | null } => {
  const lines = linesOf(verified);
  const known = explainedBy(found, lines);
  const findings: Finding[] = [];
  const others: string[] = [];
  let failed: string | null = null;
  const sums: Finding[] = [];
  let isMadeUp = false;
  const messages = verified.lines
    .filter((line) => !isRestOfCycle(line))
    .map((line) => [line, aboutOf(line, verified)] as const);
  const isRefused = messages.some(
    ([, about]) => typeof about !== 'string' && about.text.includes('has fatal error'),
  );
  for (const [line, message] of messages) {
    if (message === 'check') failed ??= line;
    else if (message === 'other') others.push(line);
    else if (isOfInstance(lines, message, verified.unit)) isMadeUp = true;
    else {
      const finding = findingOf(lines, message, isRefused);
      if (summary.test(message.text)) sums.push(finding);
      else if (!isExplained(finding, lines, known)) findings.push(finding);
    }
  }
  const hasError = [...findings, ...found].some(({ severity }) => severity === 'error');
  return {
    findings: shownOf(hasError || isMadeUp ? findings : [...findings, ...sums.slice(0, 1)]),
    others,
    failed,
  };
};
