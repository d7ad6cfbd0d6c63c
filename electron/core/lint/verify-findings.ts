/**
 * The lines of `systemd-analyze verify` → findings of the edited file, each at its place, without those that the
 * document or the linter explain better.
 */
import { isTemplate } from '../names/unit-name.ts';
import type { Finding } from '../syntax/finding.ts';
import type { Assignment, UnitFile } from '../syntax/unit-file.ts';
import { lintCheckTexts } from '../texts/lint/check.ts';
import { shownOf } from './toolkit/limit.ts';

import {
  assignmentOf,
  linesOf,
  ofInstance,
  verifiedInstances,
  type Lines,
  type Message,
} from './verify-lines.ts';
import { folderOf } from '../text/path.ts';

export interface Verified {
  lines: readonly string[];
  unit: string;
  /** The path of the edited file in the private copy. */
  path: string;
  file: UnitFile;
  /** The unit’s conditions, mounts, or settings explain why this program is missing now. */
  mayLack: (program: string) => boolean;
}

const ofPath = /^(\/.*?):(?:(\d+):)? (.*)$/;
const ofUnit = /^(?:Unit )?([A-Za-z0-9:_.\\@-]+\.[a-z]+)(?:: |(?= (?:is|not|failed|has) ))(.*)$/;

export const isVerifiedAs = (named: string, unit: string): boolean =>
  named === unit ||
  (isTemplate(unit) &&
    verifiedInstances.some((instance) => named === unit.replace('@.', `@${instance}.`)));

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
  [/not loaded, socket cannot be started/, 'missing-triggered-unit'],
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

const severe =
  /Refusing|not executable|not found|fatal|bad unit file setting|failed to load|Invalid section|cannot be started|^Found ordering cycle/;

/** Of a unit that systemd refuses: StandardOutput= alone never says that its line is ignored. */
const isFatal = ({ text, line }: Message): boolean =>
  line !== null && !/\bignor(?:ing|ed)\b|^Standard\w+= /.test(text);

/** Says something about the instance that verify made up, or about the folder of its copy, which is %Y there. */
const isMadeUpBy = (
  message: Message,
  assignment: Assignment | undefined,
  { unit, path }: Verified,
): boolean =>
  message.text.includes(` ${folderOf(path)}/`) ||
  (isTemplate(unit) &&
    !missingTemplate.test(message.text) &&
    ofInstance.test(assignment?.value ?? ''));

/** A drop-in doesn’t name what is missing: another file of the unit does. */
const isOfOtherFile = (
  { text, line }: Message,
  assignment: Assignment | undefined,
  { path }: Verified,
): boolean =>
  path.endsWith('.conf') &&
  line === null &&
  assignment === undefined &&
  /is not executable|not found/.test(text);

/** “Command /etc/rc.local is not executable”, where a condition on that file keeps the unit from starting. */
const isHarmless = ({ text }: Message, { mayLack }: Verified): boolean => {
  const program = /^Command (.+) is not executable: No such file/.exec(text)?.[1];
  return program !== undefined && mayLack(program);
};

const severityOf = (message: Message, isRefused: boolean): Finding['severity'] =>
  severe.test(message.text) || (isRefused && isFatal(message)) ? 'error' : 'warning';

const findingOf = (
  lines: Lines,
  message: Message,
  assignment: Assignment | undefined,
  isRefused: boolean,
  verified: Verified,
): Finding => {
  const { places } = lines;
  const isExcused = isHarmless(message, verified);
  const line = assignment?.line ?? message.line ?? lines.firstLine;
  const offset = places.lineOffset(line);
  const text = /^[^\r\n\0]*/.exec(places.text.slice(offset, offset + 4096))?.[0] ?? '';
  const column = text.length - text.trimStart().length + 1;
  return {
    source: 'verify',
    code: 'verify',
    severity: isExcused ? 'hint' : severityOf(message, isRefused),
    line,
    column,
    endColumn: Math.max(column + 1, text.trimEnd().length + 1),
    what: message.text,
    why: isExcused ? lintCheckTexts.verifyExcusedWhy : lintCheckTexts.verifyWhy,
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
  const lines = linesOf(verified.file);
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
    else {
      const assignment = assignmentOf(lines, message);
      if (isMadeUpBy(message, assignment, verified)) isMadeUp = true;
      else if (isOfOtherFile(message, assignment, verified)) others.push(line);
      else {
        const finding = findingOf(lines, message, assignment, isRefused, verified);
        if (summary.test(message.text)) sums.push(finding);
        else if (!isExplained(finding, lines, known)) findings.push(finding);
      }
    }
  }
  const hasError = [...findings, ...found].some(({ severity }) => severity === 'error');
  return {
    findings: shownOf(hasError || isMadeUp ? findings : [...findings, ...sums.slice(0, 1)]),
    others,
    failed,
  };
};
