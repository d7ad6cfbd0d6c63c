/** What can be written at a place in a unit file. */
import type { ConfigurationItems, ManualEntry } from '../../../electron/core/directives/types.ts';
import { filesEditorTexts } from '../../../electron/core/texts/files/editor.ts';
import type { DirectiveMeaning } from '../../../electron/core/directives/directives.ts';
import { itemIndex } from '../../../electron/core/lint/toolkit/item-index.ts';
import { ownSectionOf } from '../../../electron/core/names/unit-name.ts';
import { proofSection, proofSettingKeys } from '../../../electron/core/proof/proof.ts';
import { wordSince } from '../../../electron/core/syntax/enum-values.ts';
import type { Place } from './cursor-context.ts';

export interface Suggestion {
  label: string;
  /** What to insert; the label if missing. */
  apply?: string;
  /** One line. */
  detail?: string;
}

export interface Facts {
  unit: string;
  /** null if there is no list. */
  known: ConfigurationItems | null;
  /** Existing units. */
  units: readonly string[];
  meaningOf(section: string, key: string): DirectiveMeaning | null;
  /** All words if it takes one of a list, otherwise examples. */
  valuesOf(section: string, key: string, kind?: string): readonly string[];
}

export interface Knowledge {
  facts(): Promise<Facts>;
  manual(section: string, key: string): Promise<ManualEntry | null>;
}

/** Every unit may have these; other sections belong to a type. systemd.unit(5). */
const common = ['Unit', 'Install'];

const sectionDetail = (name: string): Pick<Suggestion, 'detail'> => {
  const details: Readonly<Record<string, string>> = filesEditorTexts.sections;
  const detail = details[name];
  return detail === undefined ? {} : { detail };
};

export const sectionsFor = (unit: string): string[] => [
  'Unit',
  ownSectionOf(unit),
  ...common.slice(1),
  'X-Hearth',
];

const specifiers = (): Suggestion[] =>
  Object.entries(filesEditorTexts.specifiers).map(([label, detail]) => ({ label, detail }));

/** Common targets, which every user manager has. systemd.special(7). */
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
    ...sectionDetail(name),
  }));

const keys = (facts: Facts, section: string, hasEquals: boolean): Suggestion[] => {
  if (section === proofSection) {
    const details: Record<string, string> = filesEditorTexts.proofs;
    return proofSettingKeys.map((key) => ({
      label: key,
      apply: hasEquals ? key : `${key}=`,
      detail: details[key] ?? '',
    }));
  }
  return (facts.known?.items ?? [])
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

/** Whether a word came with a later version than this systemd. */
const isTooNew = (known: Facts['known'], key: string, word: string): boolean => {
  const since = wordSince(key, word);
  return since !== undefined && known?.source === 'systemd' && !itemIndex(known).isSince(since);
};

const values = (facts: Facts, section: string, key: string): Suggestion[] => {
  const kind = facts.known?.items.find(
    (item) => item.section === section && item.key === key,
  )?.kind;
  const known = facts
    .valuesOf(section, key, kind)
    .filter((word) => !isTooNew(facts.known, key, word));
  const takesUnits =
    kind?.startsWith('UNIT') === true || /^(?:WantedBy|RequiredBy|UpheldBy|Also)$/.test(key);
  const units = takesUnits ? [...usualTargets, ...facts.units] : [];
  return [...new Set([...known, ...units])].map((label) => ({ label }));
};

/**
 * @param text the line up to the cursor.
 * @returns what fits, and the column where the word to replace starts; null if nothing is known.
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
      ...sectionDetail(name),
    }));
    const suggestions = isEmpty ? headers : keys(facts, place.section, place.hasEquals);
    return { from: place.from, suggestions };
  }
  const typed = text.slice(place.from);
  if (text.length < place.from)
    return { from: text.length, suggestions: values(facts, place.section, place.key) };
  // A doubled percent sign is a literal one, not the start of a specifier.
  const specifier = /(?:^|[^%])(?:%%)*(%[A-Za-z]?)$/.exec(typed)?.[1];
  if (specifier !== undefined) {
    const from = text.length - specifier.length;
    return { from, suggestions: specifiers() };
  }
  const word = typed.split(/\s/).at(-1) ?? '';
  const suggestions = values(facts, place.section, place.key);
  return suggestions.length === 0 ? null : { from: text.length - word.length, suggestions };
};
