/** What may be written at a place of a unit file. */
import type {
  ConfigurationItem,
  ConfigurationItems,
  ManualEntry,
} from '../../../electron/core/directives/types.ts';
import type { DirectiveMeaning } from '../../../electron/core/directives/directives.ts';
import type { Place } from './cursor-context.ts';

export interface Suggestion {
  label: string;
  /** What is put in its place; the label where it is missing. */
  apply?: string;
  /** In a line. */
  detail?: string;
}

export interface Facts {
  unit: string;
  items: readonly ConfigurationItem[];
  /** Whose list that is; null when none could be had. */
  itemsOf: ConfigurationItems['source'] | null;
  /** Units that are there. */
  units: readonly string[];
  meaningOf(section: string, key: string): DirectiveMeaning | null;
  /** All words where it takes one of a list, else examples. */
  valuesOf(section: string, key: string, kind?: string): readonly string[];
}

export interface Knowledge {
  facts(): Promise<Facts>;
  manual(section: string, key: string): Promise<ManualEntry | null>;
}

/** Every unit may have these; the others belong to a type. systemd.unit(5). */
const common = ['Unit', 'Install'];

/** `backup.service` → `Service`. */
const ownSection = (unit: string): string => {
  const suffix = unit.slice(unit.lastIndexOf('.') + 1);
  return suffix.charAt(0).toUpperCase() + suffix.slice(1);
};

const sectionWords: Record<string, string> = {
  Unit: 'what it is, and what it depends on',
  Install: 'what enabling it links to',
  'X-Hearth': 'for Hearth alone; systemd leaves it out',
};

export const sectionsFor = (unit: string): string[] => [
  'Unit',
  ownSection(unit),
  ...common.slice(1),
  'X-Hearth',
];

/** Of %h and its like those that mean something to people; systemd.unit(5), "Specifiers". */
const specifiers: readonly [string, string][] = [
  ['%h', 'home folder'],
  ['%t', 'runtime folder, $XDG_RUNTIME_DIR'],
  ['%n', 'full name of this unit'],
  ['%N', 'name of this unit without its type'],
  ['%p', 'name before the @'],
  ['%i', 'instance, behind the @'],
  ['%I', 'instance, unescaped'],
  ['%E', 'configuration folder, ~/.config'],
  ['%C', 'cache folder, ~/.cache'],
  ['%S', 'state folder'],
  ['%u', 'user name'],
  ['%U', 'user number'],
  ['%H', 'host name'],
  ['%T', 'folder for temporary files'],
  ['%%', 'a percent sign'],
];

/** The usual ones that are there for every person. systemd.special(7). */
const usualTargets = [
  'default.target',
  'graphical-session.target',
  'basic.target',
  'timers.target',
  'sockets.target',
  'paths.target',
  'shutdown.target',
];

const sections = (facts: Facts): Suggestion[] =>
  sectionsFor(facts.unit).map((name) => ({
    label: name,
    ...(sectionWords[name] === undefined ? {} : { detail: sectionWords[name] }),
  }));

const keys = (facts: Facts, section: string, hasEquals: boolean): Suggestion[] => {
  if (section === 'X-Hearth')
    return [
      { label: 'ProofFile', apply: 'ProofFile=', detail: 'a file that the program keeps writing' },
    ];
  return facts.items
    .filter((item) => item.section === section)
    .map(({ key }) => {
      const meaning = facts.meaningOf(section, key);
      return {
        label: key,
        apply: hasEquals ? key : `${key}=`,
        ...(meaning === null ? {} : { detail: meaning.meaning }),
      };
    });
};

const values = (facts: Facts, section: string, key: string): Suggestion[] => {
  const kind = facts.items.find((item) => item.section === section && item.key === key)?.kind;
  const known = facts.valuesOf(section, key, kind);
  const takesUnits =
    kind?.startsWith('UNIT') === true || /^(?:WantedBy|RequiredBy|UpheldBy|Also)$/.test(key);
  const units = takesUnits ? [...usualTargets, ...facts.units] : [];
  return [...new Set([...known, ...units])].map((label) => ({ label }));
};

/**
 * @param text the line up to the cursor.
 * @returns what fits, and the column where the word begins that it would replace; null where nothing is known.
 */
export const suggest = (
  place: Place,
  text: string,
  facts: Facts,
): { from: number; suggestions: Suggestion[] } | null => {
  if (place.kind === 'comment') return null;
  if (place.kind === 'section') return { from: place.from, suggestions: sections(facts) };
  if (place.kind === 'key') {
    if (text.length < place.from) return null;
    const isEmpty = place.section === '' && text.trim() === '';
    const headers = sectionsFor(facts.unit).map((name) => ({
      label: `[${name}]`,
      ...(sectionWords[name] === undefined ? {} : { detail: sectionWords[name] }),
    }));
    const suggestions = isEmpty ? headers : keys(facts, place.section, place.hasEquals);
    return { from: place.from, suggestions };
  }
  const typed = text.slice(place.from);
  if (text.length < place.from)
    return { from: text.length, suggestions: values(facts, place.section, place.key) };
  // A doubled percent sign is itself, and begins nothing.
  const specifier = /(?:^|[^%])(?:%%)*(%[A-Za-z]?)$/.exec(typed)?.[1];
  if (specifier !== undefined) {
    const from = text.length - specifier.length;
    return { from, suggestions: specifiers.map(([label, detail]) => ({ label, detail })) };
  }
  const word = typed.split(/\s/).at(-1) ?? '';
  const suggestions = values(facts, place.section, place.key);
  return suggestions.length === 0 ? null : { from: text.length - word.length, suggestions };
};
