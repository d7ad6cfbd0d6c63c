/** What the [Install] section of a unit says. Source: unit_file_load() in systemd's install.c; tried on 252. */
import {
  instanceOf,
  isTemplate,
  isUnitName,
  prefixOf,
  templateOf,
  withInstance,
} from '../names/unit-name.ts';
import type { SummaryItem } from './file-summary.ts';
import { factsOfType } from './types.ts';

export interface Install {
  aliases: readonly string[];
  /** Whether any of WantedBy=, RequiredBy= and, where systemd knows it, UpheldBy= is set. */
  pulled: boolean;
  /** Their names as written, by key; specifiers are not replaced. */
  lists: Readonly<Record<string, readonly string[]>>;
  also: boolean;
  defaultInstance: string | null;
}

/** Words as with EXTRACT_UNQUOTE and EXTRACT_RETAIN_ESCAPE: quotes undone, backslashes left alone. */
const unquotedWords = (value: string): string[] => {
  if (!/["']/.test(value)) return value.split(/[ \t]+/);
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (const character of value) {
    if (quote !== '') {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === ' ' || character === '\t') {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  // An unclosed quote ends the reading of the value.
  if (word !== null && quote === '') words.push(word);
  return words;
};

/** Replaces specifiers, as far as the validity of a name depends on them. */
const expanded = (unit: string, word: string): string =>
  word.includes('%')
    ? word.replace(/%(.)/g, (all, letter: string) => {
        if (letter === '%') return '%';
        if (letter === 'n') return unit;
        if (letter === 'N') return prefixOf(unit);
        if (letter === 'p') return prefixOf(unit).replace(/@.*/, '');
        if (letter === 'i') return instanceOf(unit) ?? '';
        return /[abBgGHjlmMoquUvwWAT]/.test(letter) ? 'x' : all;
      })
    : word;

const isInstance = (text: string): boolean => /^[A-Za-z0-9:_.\\@-]+$/.test(text);

/**
 * Reads the assignments of a unit's file and its drop-ins in systemd's order.
 * @returns null if a value makes systemd refuse the unit.
 */
export const installOf = (
  unit: string,
  facts: readonly SummaryItem[],
  { upholds }: { upholds: boolean },
): Install | null => {
  const lists: Record<string, string[]> = { Alias: [], WantedBy: [], RequiredBy: [], UpheldBy: [] };
  let also = false;
  let defaultInstance: string | null = null;
  for (const { key, value } of facts) {
    if (!key.startsWith('Install.')) continue;
    const name = key.slice('Install.'.length);
    if (name === 'Also') {
      for (const word of value.split(/[ \t]+/)) {
        if (word === '') continue;
        if (!isUnitName(expanded(unit, word))) return null;
        also = true;
      }
    } else if (name === 'DefaultInstance') {
      if (!isTemplate(unit)) continue;
      const instance = expanded(unit, value);
      if (instance !== '' && !isInstance(instance)) return null;
      defaultInstance = instance === '' ? null : instance;
    } else if (value === '') lists[name] = [];
    else lists[name]?.push(...unquotedWords(value));
  }
  const has = (name: string): boolean => (lists[name]?.length ?? 0) > 0;
  return {
    lists,
    aliases: factsOfType(unit).aliases ? (lists['Alias'] ?? []) : [],
    pulled: has('WantedBy') || has('RequiredBy') || (upholds && has('UpheldBy')),
    also,
    defaultInstance,
  };
};

/** Whether enabling the unit makes a link of this name. Source: is_symlink_with_known_name(). */
export const isKnownLink = (unit: string, install: Install, link: string): boolean =>
  link === unit ||
  install.aliases.includes(link) ||
  (install.defaultInstance !== null &&
    templateOf(unit) === unit &&
    link === withInstance(unit, install.defaultInstance));
