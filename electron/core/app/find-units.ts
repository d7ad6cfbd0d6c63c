/** Finds units of the list: the instances of a template, or what a query matches. */
import { readableName } from '../names/unit-escape.ts';
import { templateOf } from '../names/unit-name.ts';
import { inOrderOfNames, type Unit } from '../units/unit.ts';

/** The instances of a template that run, are loaded or start automatically, by name. */
export const instancesOf = (template: string, units: Readonly<Record<string, Unit>>): Unit[] =>
  Object.values(units)
    .filter(
      ({ name, aliasOf }) => aliasOf === null && name !== template && templateOf(name) === template,
    )
    .sort((a, b) => inOrderOfNames.compare(a.name, b.name));

/**
 * A test of whether every word of the query is in a unit’s name, an alias, the description or the command. Made once for
 * a search, because thousands of units are tested with each letter.
 */
export const matcherOf = (
  query: string,
): ((unit: Pick<Unit, 'name' | 'aliases' | 'description' | 'command'>) => boolean) => {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return ({ name, aliases, description, command }) => {
    if (words.length === 0) return true;
    const readable = name.includes('\\') ? readableName(name) : '';
    const text = `${name} ${readable} ${aliases} ${description} ${command}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
};
