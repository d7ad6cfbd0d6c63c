/**
 * The lines of `systemd-analyze verify` → findings of the file that is edited, each at its place, without those that
 * the document or the linter explain better.
 */
import { readCommands } from '../command-reading.ts';
import type { Finding } from '../finding.ts';
import type { Assignment, UnitFile } from '../unit-file.ts';
import { textPlaces, type TextPlaces } from './text-places.ts';

export interface Verified {
  lines: readonly string[];
  unit: string;
  /** The path of the edited file in the private copy. */
  path: string;
  file: UnitFile;
}

interface Said {
  text: string;
  /** Counted from 1; null when it names none. */
  line: number | null;
}

const ofPath = /^(\/.*?):(?:(\d+):)? (.*)$/;
const ofUnit = /^(?:Unit )?([A-Za-z0-9:_.\\@-]+\.[a-z]+)(?:: |(?= (?:is|not|failed|has) ))(.*)$/;

/** A template is checked through its instance `i`. */
const isSame = (named: string, unit: string): boolean =>
  named === unit || (unit.includes('@.') && named === unit.replace('@.', '@i.'));

/** Of the edited file, of another one (null), or of the check itself. */
const aboutOf = (line: string, { path, unit }: Verified): Said | 'other' | 'check' => {
  const [, named, number, text = ''] = ofPath.exec(line) ?? [];
  if (named !== undefined) {
    if (named !== path) return 'other';
    return { text, line: number === undefined ? null : Number(number) };
  }
  const [, name, rest = ''] = ofUnit.exec(line) ?? [];
  if (name !== undefined) return isSame(name, unit) ? { text: rest.trim(), line: null } : 'other';
  return /^Failed to (?:initialize|start|lookup|allocate|load|set up)/.test(line)
    ? 'check'
    : 'other';
};

/** What only sums up, and says nothing beside other findings. */
const summary =
  /bad unit file setting|failed to load properly|has fatal error|could not be (?:loaded|started)/;

/** What the linter says of the unit as a whole. */
const covered: readonly [RegExp, string][] = [
  [/has no ExecStart=|lacks both ExecStart=/, 'no-command'],
  [/more than one ExecStart=/, 'several-commands'],
  [/Restart= set to/, 'oneshot-restart'],
  [/no D-Bus service name/, 'dbus-without-name'],
  [/lacks value setting|lacks Listen|lacks path setting/, 'no-trigger'],
];

/** Hints that say nothing about why systemd would complain of the line. */
const besideThePoint = new Set([
  'overridden',
  'glob',
  'unset-variable',
  'daemon-forks',
  'suspicious-time',
]);

interface Lines {
  places: TextPlaces;
  /** The assignment of which a line is part, and the first and last of its lines. */
  at(line: number): { assignment: Assignment; first: number; last: number } | undefined;
}

/** Looked up once: verify may have thousands of lines. */
const linesOf = ({ file }: Verified): Lines => {
  const places = textPlaces(file);
  const byLine = new Map<number, { assignment: Assignment; first: number; last: number }>();
  for (const assignment of file.assignments) {
    const first = places.positionOf(places.offsetOf(assignment.start)).line;
    const last = places.positionOf(Math.max(0, places.offsetOf(assignment.end) - 1)).line;
    for (let line = first; line <= last; line += 1) byLine.set(line, { assignment, first, last });
  }
  return { places, at: (line) => byLine.get(line) };
};

/** The findings that explain what verify says, by their lines. */
const explaining = (found: readonly Finding[]): ReadonlySet<number> =>
  new Set(found.filter(({ code }) => !besideThePoint.has(code)).map(({ line }) => line));

/** True when a command runs this program, whatever its specifiers stand for. */
const runs = (value: string, program: string): boolean =>
  readCommands(value).commands.some(({ program: { text } }) => {
    const pieces = text.split(/%[A-Za-z]/).map((piece) => piece.replaceAll('%%', '%'));
    const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
    return pieces.length === 1
      ? program === first || program.endsWith(`/${first}`)
      : program.startsWith(first) && program.endsWith(last);
  });

/** The assignment that a message is about: by the line, else by the program or the unit that it names. */
const assignmentOf = (
  { file }: Verified,
  lines: Lines,
  { line, text }: Said,
): Assignment | undefined => {
  if (line !== null) return lines.at(line)?.assignment;
  const program = /^Command (\S+) is not executable/.exec(text)?.[1];
  if (program !== undefined) {
    return file.assignments.find(
      ({ key, value }) => key.startsWith('Exec') && runs(value, program),
    );
  }
  const missing = /Unit (\S+) (?:not found|is masked)/.exec(text)?.[1];
  return missing === undefined
    ? undefined
    : file.assignments.find(({ value }) => value.split(/\s+/).includes(missing));
};

const isSevere = (text: string): boolean =>
  /Refusing|not executable|not found|fatal|bad unit file setting|failed to load|Invalid section/.test(
    text,
  );

const findingOf = (verified: Verified, lines: Lines, said: Said): Finding => {
  const { places } = lines;
  const assignment = assignmentOf(verified, lines, said);
  const header = verified.file.sections.find(({ name }) => name !== 'Unit');
  const line = assignment?.line ?? said.line ?? header?.line ?? 1;
  const offset = places.lineOffset(line);
  const text = /^[^\r\n\0]*/.exec(places.text.slice(offset, offset + 4096))?.[0] ?? '';
  const column = text.length - text.trimStart().length + 1;
  return {
    source: 'verify',
    code: 'verify',
    severity: isSevere(said.text) ? 'error' : 'warning',
    ...{ line, column, endColumn: Math.max(column + 1, text.trimEnd().length + 1) },
    what: said.text,
    why: 'systemd-analyze --user verify says so of this text.',
    manual: null,
    fix: null,
  };
};

const isExplained = (
  { what, line }: Finding,
  lines: Lines,
  known: { codes: ReadonlySet<string>; explained: ReadonlySet<number> },
): boolean => {
  const code = covered.find(([pattern]) => pattern.test(what))?.[1];
  if (code !== undefined && known.codes.has(code)) return true;
  const { first, last } = lines.at(line) ?? { first: line, last: line };
  for (let at = first; at <= last; at += 1) if (known.explained.has(at)) return true;
  return false;
};

/**
 * @param found what is known of the file already.
 * @returns what verify adds, what it says of other files, and why it could not check, if so.
 */
export const verifyFindings = (
  verified: Verified,
  found: readonly Finding[],
): { findings: Finding[]; others: string[]; failed: string | null } => {
  const lines = linesOf(verified);
  const known = { codes: new Set(found.map(({ code }) => code)), explained: explaining(found) };
  const findings: Finding[] = [];
  const others: string[] = [];
  let failed: string | null = null;
  const sums: Finding[] = [];
  for (const line of verified.lines) {
    const said = aboutOf(line, verified);
    if (said === 'check') failed ??= line;
    else if (said === 'other') others.push(line);
    else {
      const finding = findingOf(verified, lines, said);
      if (summary.test(said.text)) sums.push(finding);
      else if (!isExplained(finding, lines, known)) findings.push(finding);
    }
  }
  const isToldAlready = [...findings, ...found].some(({ severity }) => severity === 'error');
  return {
    findings: isToldAlready ? findings : [...findings, ...sums.slice(0, 1)],
    others,
    failed,
  };
};
