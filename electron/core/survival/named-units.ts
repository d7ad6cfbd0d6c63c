/** The units that a unit’s settings and links name: specifiers expanded, templates with the instance they stand for. */
import {
  instanceOf,
  isTemplate,
  isUnitName,
  ownSectionOf,
  prefixOf,
  withInstance,
} from '../names/unit-name.ts';
import { readBoolean } from '../syntax/boolean.ts';
import { lastItem, type SummaryItem } from '../units/file-summary.ts';
import { factsOfType } from '../units/types.ts';
import { expandedName } from '../units/unit-specifiers.ts';

interface UnitFacts {
  name: string;
  facts: readonly SummaryItem[];
}

/** A template means the instance that belongs to the unit naming it. Source: resolve_template() in systemd's unit.c. */
export const instanceFor = (unit: string, name: string): string =>
  isTemplate(name) ? withInstance(name, instanceOf(unit) ?? prefixOf(unit)) : name;

/** The instance of a template that names this instance by its own template. */
export const holderOf = (instance: string, holder: string): string =>
  isTemplate(holder) ? withInstance(holder, instanceOf(instance) ?? '') : holder;

/** null for what is no name, or one that only systemd can expand. */
const namedBy = (unit: string, word: string): string | null => {
  const name = expandedName(unit, word);
  return name !== null && isUnitName(name) ? instanceFor(unit, name) : null;
};

/** Names of units in dependencies. An empty value resets none of them: systemd.unit(5), Example 2. */
export const namedIn = ({ name, facts }: UnitFacts, keys: readonly string[]): string[] =>
  facts
    .filter(({ key }) => keys.includes(key))
    .flatMap(({ value }) => value.split(/[ \t]+/))
    .flatMap((word) => namedBy(name, word) ?? []);

/** What a timer, a socket or a path starts; null for other types, and for a socket with an instance per connection. */
export const triggeredBy = ({ name, facts }: UnitFacts): string | null => {
  const { triggerKey } = factsOfType(name);
  if (triggerKey === null) return null;
  if (readBoolean(lastItem(facts, 'Socket.Accept')) === true) return null;
  const named = lastItem(facts, `${ownSectionOf(name)}.${triggerKey}`);
  return namedBy(name, named) ?? `${prefixOf(name)}.service`;
};
