/** What a directive means, and what it accepts, for hints and completion. */
import { wordsFor } from '../syntax/enum-values.ts';
import { directivesExecTexts } from '../texts/directives/exec.ts';
import { directivesServiceTexts } from '../texts/directives/service.ts';
import { directivesTriggersTexts } from '../texts/directives/triggers.ts';
import { directivesUnitTexts } from '../texts/directives/unit.ts';
import { directivesValuesTexts, type ValueKind } from '../texts/directives/values.ts';
import type { Directives } from './describe.ts';
import { executionDirectives } from './exec.ts';
import { killingDirectives, resourceDirectives, serviceDirectives } from './service.ts';
import { pathDirectives, socketDirectives, timerDirectives } from './triggers.ts';
import { installDirectives, unitDirectives } from './unit.ts';

export interface DirectiveMeaning {
  /** A sentence. */
  meaning: string;
  /** What it accepts, in words. */
  value: string;
  examples: readonly string[];
  /** Where it is explained in full: `systemd.service(5)`. */
  page: string;
}

interface Known extends DirectiveMeaning {
  kind: ValueKind;
}

/** The directives that one man page explains. */
interface Chapter {
  page: string;
  keys: readonly string[];
  find(key: string): Known | null;
}

const chapter = <Key extends string>(
  name: string,
  directives: Directives<Key>,
  meaningOf: (key: Key) => string,
): Chapter => {
  const page = `systemd.${name}(5)`;
  const has = (key: string): key is Key => Object.hasOwn(directives, key);
  return {
    page,
    keys: Object.keys(directives),
    find: (key) => {
      if (!has(key)) return null;
      const { kind, examples } = directives[key];
      return { meaning: meaningOf(key), value: directivesValuesTexts[kind], kind, examples, page };
    },
  };
};

const unexplained = (name: string): Chapter => chapter<never>(name, {}, () => '');

const execution = chapter('exec', executionDirectives, (key) => directivesExecTexts[key]);
const killing = chapter('kill', killingDirectives, (key) => directivesServiceTexts.killing[key]);
const resources = chapter(
  'resource-control',
  resourceDirectives,
  (key) => directivesServiceTexts.resources[key],
);

/** By section: its own directives, then those that it shares with others. */
const chapters: Record<string, readonly Chapter[]> = {
  Unit: [chapter('unit', unitDirectives, (key) => directivesUnitTexts.unit[key])],
  Install: [chapter('unit', installDirectives, (key) => directivesUnitTexts.install[key])],
  Service: [
    chapter('service', serviceDirectives, (key) => directivesServiceTexts.service[key]),
    execution,
    killing,
    resources,
  ],
  Timer: [chapter('timer', timerDirectives, (key) => directivesTriggersTexts.timer[key])],
  Socket: [
    chapter('socket', socketDirectives, (key) => directivesTriggersTexts.socket[key]),
    execution,
    killing,
    resources,
  ],
  Path: [chapter('path', pathDirectives, (key) => directivesTriggersTexts.path[key])],
  Mount: [unexplained('mount'), execution, killing, resources],
  Automount: [unexplained('automount')],
  Swap: [unexplained('swap'), execution, killing, resources],
  Slice: [unexplained('slice'), resources],
  Scope: [unexplained('scope'), killing, resources],
};

const chaptersOf = (section: string): readonly Chapter[] =>
  Object.hasOwn(chapters, section) ? (chapters[section] ?? []) : [];

const find = (section: string, key: string): Known | null => {
  for (const each of chaptersOf(section)) {
    const known = each.find(key);
    if (known !== null) return known;
  }
  return null;
};

/** null for a directive that the catalogue doesn’t explain; the man page does. */
export const directiveMeaning = (section: string, key: string): DirectiveMeaning | null =>
  find(section, key);

/** The man pages that may explain a directive of a section, the likeliest first: `systemd.exec`. */
export const manualPages = (section: string, key: string): string[] => {
  const known = find(section, key)?.page;
  const pages = chaptersOf(section).map(({ page }) => page);
  const inOrder = known === undefined ? pages : [known, ...pages];
  return [...new Set(inOrder)].map((page) => page.replace('(5)', ''));
};

/**
 * What completion offers after the `=`: all words if the key takes one of a list, else examples.
 * @param kind of the value, as systemd calls it.
 */
export const directiveValues = (section: string, key: string, kind?: string): string[] => {
  const known = find(section, key);
  const words = section === 'Service' || key !== 'Type' ? wordsFor(key) : null;
  const isYesNo = kind === 'BOOLEAN' || known?.kind.startsWith('yesNo') === true;
  const yesNo = isYesNo ? ['yes', 'no'] : [];
  return [...new Set([...yesNo, ...(words ?? []), ...(known?.examples ?? [])])];
};

/** Every directive that the catalogue explains. */
export const explainedDirectives = (): { section: string; key: string }[] =>
  Object.entries(chapters).flatMap(([section, all]) =>
    all.flatMap(({ keys }) => keys.map((key) => ({ section, key }))),
  );
