/** A unit as the rules see it: the checked file, and what the unit's other files set. */
import { readCommands, type CommandReading } from '../../syntax/exec-parser.ts';
import { isClearedByEmpty, sharedListOf } from '../../directives/resets.ts';
import type { ConfigurationItems } from '../../directives/types.ts';
import type { Finding } from '../../syntax/finding.ts';
import { expandSpecifiers, type Specifiers } from '../../syntax/specifiers.ts';
import type { Assignment, UnitFile } from '../../syntax/unit-file.ts';
import type { ManagerScope } from '../../commands.ts';
import { ownSectionOf, unitTypeOf } from '../../names/unit-name.ts';
import { itemIndex, type ItemIndex } from './item-index.ts';
import type { LintFacts } from './disk-facts.ts';
import { textPlaces, type TextPlaces } from './positions.ts';

export interface AccountGroups {
  primary: readonly string[];
  all: readonly string[];
}

/** What is known about a unit before the disk is read. */
export interface LintSubject {
  unit: string;
  file: UnitFile;
  isDropIn: boolean;
  /**
   * A drop-in whose unit isn't on disk, or that is for several units: what the unit itself sets is unknown, and
   * rules that depend on what is *not* set must keep quiet.
   */
  isPartial: boolean;
  /** The unit's other files: those read before this one, and those read after it. */
  before: readonly UnitFile[];
  after: readonly UnitFile[];
  scope: ManagerScope;
  items: ConfigurationItems;
  specifiers: Specifiers;
  /** The groups of a user manager's account, each by name and by number; empty if unknown. */
  groups: AccountGroups;
  /** Links start the unit automatically, wherever they come from. */
  isEnabled: boolean;
}

export interface LintUnit extends LintSubject {
  subject: LintSubject;
  facts: LintFacts;
  /** `service`, `timer`, …: the end of the name. */
  type: string;
  /** The section of its type: `Service`. */
  ownSection: string;
  index: ItemIndex;
  places: TextPlaces;
  /** The assignments of this file that no later empty value clears, without empty ones. */
  live: readonly Assignment[];
  /** The same for all files together, in order. */
  all: readonly Assignment[];
}

export type Rule = (unit: LintUnit) => Finding[];

type Place = Pick<Assignment, 'section' | 'key'>;

const nameOf = ({ section, key }: Place): string => `${section}\n${key}`;

/** The list that an empty value of a key clears, by its section. */
export const listOf = ({ section, key }: Place): string =>
  `${section}\n${sharedListOf(key) ?? key}`;

/** Whether systemd ignores an empty value like any bad value. An empty Delegate= is none. */
export const ignoresEmpty = (index: ItemIndex, place: Place): boolean =>
  index.kindOf(place.section, place.key) !== undefined &&
  place.key !== 'Delegate' &&
  !isClearedByEmpty(place, index.isSince);

/** Without empty values, and without what they clear. */
export const withoutReset = (
  assignments: readonly Assignment[],
  index: ItemIndex,
): Assignment[] => {
  const resetAt = new Map<string, number>();
  assignments.forEach((one, at) => {
    if (one.value === '' && !ignoresEmpty(index, one)) resetAt.set(listOf(one), at);
  });
  return assignments.filter((one, at) => one.value !== '' && at > (resetAt.get(listOf(one)) ?? -1));
};

const withoutFacts = (subject: LintSubject): Omit<LintUnit, 'facts'> => {
  const type = unitTypeOf(subject.unit);
  const index = itemIndex(subject.items);
  const all = withoutReset(
    [...subject.before, subject.file, ...subject.after].flatMap((one) => one.assignments),
    index,
  );
  const kept = new Set(all);
  return {
    ...subject,
    subject,
    type,
    ownSection: ownSectionOf(subject.unit),
    index,
    places: textPlaces(subject.file),
    live: subject.file.assignments.filter((one) => kept.has(one)),
    all,
  };
};

/** Computes something once for each object. */
export const once = <Of extends object, Value>(work: (of: Of) => Value): ((of: Of) => Value) => {
  const done = new WeakMap<Of, { value: Value }>();
  return (of) => {
    const known = done.get(of) ?? { value: work(of) };
    done.set(of, known);
    return known.value;
  };
};

const knownOf = once(withoutFacts);

export const lintUnitOf = (subject: LintSubject, facts: LintFacts): LintUnit => ({
  ...knownOf(subject),
  facts,
});

/** Computes something once for each unit: rules ask again for every line. */
export const onceForUnit = <Value>(work: (unit: LintUnit) => Value): ((unit: LintUnit) => Value) =>
  once(work);

const byName = onceForUnit(({ all }) => {
  const lists = new Map<string, Assignment[]>();
  for (const one of all) {
    const list = lists.get(nameOf(one));
    if (list === undefined) lists.set(nameOf(one), [one]);
    else list.push(one);
  }
  return lists;
});

export const assignmentsOf = (
  unit: LintUnit,
  section: string,
  key: string,
): readonly Assignment[] => byName(unit).get(nameOf({ section, key })) ?? [];

/** The value in effect of a key that takes one. */
export const lastOf = (unit: LintUnit, section: string, key: string): string | undefined =>
  assignmentsOf(unit, section, key).at(-1)?.value;

/** The text with its specifiers expanded; null if one of them is unknown here. */
export const expanded = (
  { specifiers }: Pick<LintUnit, 'specifiers'>,
  text: string,
): string | null => {
  const unknown: string[] = [];
  const result = expandSpecifiers(text, (letter) => {
    const value = specifiers(letter);
    if (value === undefined) unknown.push(letter);
    return value;
  });
  return unknown.length === 0 ? result : null;
};

const commandKeys = new Set(
  ['Condition', 'Start', 'StartPre', 'StartPost', 'Reload', 'Stop', 'StopPre', 'StopPost'].map(
    (key) => `Exec${key}`,
  ),
);

export const isCommandKey = (key: string): boolean => commandKeys.has(key);

export interface CommandValue {
  assignment: Assignment;
  reading: CommandReading;
}

const readingsOf = once((subject: LintSubject): CommandValue[] => {
  const unit = knownOf(subject);
  return unit.live
    .filter(({ section, key }) => section === unit.ownSection && isCommandKey(key))
    .map((assignment) => ({
      assignment,
      reading: readCommands(assignment.value, unit.specifiers),
    }));
});

/** The commands of the checked file. */
export const commandsOf = ({ subject }: LintUnit): CommandValue[] => readingsOf(subject);
