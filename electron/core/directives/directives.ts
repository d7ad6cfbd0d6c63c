/** What a directive means, and what it may be set to: our own words, for hints and completion. */
import { wordsFor } from '../syntax/enum-values.ts';
import { executionMeanings } from './exec.ts';
import type { Meaning, Meanings } from './describe.ts';
import { killingMeanings, resourceMeanings, serviceMeanings } from './service.ts';
import { pathMeanings, socketMeanings, timerMeanings } from './triggers.ts';
import { installMeanings, unitMeanings } from './unit.ts';

export interface DirectiveMeaning extends Meaning {
  /** Where it is explained in full: `systemd.service(5)`. */
  page: string;
}

interface Chapter {
  page: string;
  meanings: Meanings;
}

const chapter = (page: string, meanings: Meanings): Chapter => ({
  page: `systemd.${page}(5)`,
  meanings,
});

const execution = chapter('exec', executionMeanings);
const killing = chapter('kill', killingMeanings);
const resources = chapter('resource-control', resourceMeanings);

/** By section: its own directives, then those that it shares with others. */
const chapters: Record<string, readonly Chapter[]> = {
  Unit: [chapter('unit', unitMeanings)],
  Install: [chapter('unit', installMeanings)],
  Service: [chapter('service', serviceMeanings), execution, killing, resources],
  Timer: [chapter('timer', timerMeanings)],
  Socket: [chapter('socket', socketMeanings), execution, killing, resources],
  Path: [chapter('path', pathMeanings)],
  Mount: [chapter('mount', {}), execution, killing, resources],
  Automount: [chapter('automount', {})],
  Swap: [chapter('swap', {}), execution, killing, resources],
  Slice: [chapter('slice', {}), resources],
  Scope: [chapter('scope', {}), killing, resources],
};

const chaptersOf = (section: string): readonly Chapter[] =>
  Object.hasOwn(chapters, section) ? (chapters[section] ?? []) : [];

/** null for a directive that we have no words for; the man page has. */
export const directiveMeaning = (section: string, key: string): DirectiveMeaning | null => {
  for (const { page, meanings } of chaptersOf(section)) {
    const meaning = Object.hasOwn(meanings, key) ? meanings[key] : undefined;
    if (meaning !== undefined) return { ...meaning, page };
  }
  return null;
};

/** The man pages that may explain a directive of a section, the likeliest first: `systemd.exec`. */
export const manualPages = (section: string, key: string): string[] => {
  const known = directiveMeaning(section, key)?.page;
  const pages = chaptersOf(section).map(({ page }) => page);
  const inOrder = known === undefined ? pages : [known, ...pages];
  return [...new Set(inOrder)].map((page) => page.replace('(5)', ''));
};

/**
 * What completion offers behind the `=`: all words where a key takes one of a list, else examples.
 * @param kind of the value, as systemd calls it.
 */
export const directiveValues = (section: string, key: string, kind?: string): string[] => {
  const words = section === 'Service' || key !== 'Type' ? wordsFor(key) : null;
  const isYesNo =
    kind === 'BOOLEAN' || directiveMeaning(section, key)?.value.startsWith('yes') === true;
  const yesNo = isYesNo ? ['yes', 'no'] : [];
  const examples = directiveMeaning(section, key)?.examples ?? [];
  return [...new Set([...yesNo, ...(words ?? []), ...examples])];
};

/** Every directive that we have words for. */
export const explainedDirectives = (): { section: string; key: string }[] =>
  Object.entries(chapters).flatMap(([section, all]) =>
    all.flatMap(({ meanings }) => Object.keys(meanings).map((key) => ({ section, key }))),
  );
