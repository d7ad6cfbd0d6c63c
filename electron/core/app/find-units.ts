/** Which of the listed units are meant. */
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

/** True if every word of the query is in a name, the description or the command. */
export const matchesQuery = (
  unit: Pick<Unit, 'name' | 'aliases' | 'description' | 'command'>,
  query: string,
): boolean => {
  if (query.trim() === '') return true;
  const names = `${unit.name} ${readableName(unit.name)} ${unit.aliases}`;
  const text = `${names} ${unit.description} ${unit.command}`.toLowerCase();
  const words = query.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
};
