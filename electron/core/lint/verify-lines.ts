/** Which assignment of the edited file a line of `systemd-analyze verify` is about. */
import { readCommands } from '../syntax/exec-parser.ts';
import type { Assignment, UnitFile } from '../syntax/unit-file.ts';
import { textPlaces, type TextPlaces } from './toolkit/positions.ts';
import { baseName } from '../text/path.ts';

export interface Message {
  text: string;
  /** Counted from 1; null if it names none. */
  line: number | null;
}

/** verify checks a template through an instance: `i`, and since systemd 257 `test_instance`. */
export const verifiedInstances = ['i', 'test_instance'];

/** A value depends on the instance, of which verify has only one that nobody starts. */
export const ofInstance = /(?<!%)(?:%%)*%[iInNf]/;

export interface Lines {
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
export const linesOf = (file: UnitFile): Lines => {
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
export const assignmentOf = (lines: Lines, { line, text }: Message): Assignment | undefined => {
  if (line !== null) return lines.at(line);
  const program = /^Command (.+) is not executable/.exec(text)?.[1];
  if (program !== undefined) return lines.running(program);
  const name = naming.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
  return name === undefined ? undefined : lines.naming(name);
};
