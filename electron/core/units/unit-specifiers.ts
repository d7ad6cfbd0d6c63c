/** What specifiers mean for a unit, as far as known without asking systemd. Source: systemd.unit(5), "Specifiers". */
import { expandSpecifiers, type Specifiers } from '../syntax/specifiers.ts';
import { unescapeName, unescapePathName } from '../names/unit-escape.ts';

export interface SpecifierPlace {
  scope: 'user' | 'system';
  /** The account that the manager runs as, its uid and its home folder. */
  account: string;
  uid: number;
  home: string;
  /** Of a user manager: $XDG_RUNTIME_DIR and $XDG_CONFIG_HOME. */
  runtime: string;
  config: string;
}

export interface PersonFolders {
  name: string;
  uid: number;
  home: string;
  runtimeFolder: string;
  unitFolder: string;
}

/** The place of units of a person's own manager. */
export const placeOfPerson = (person: PersonFolders): SpecifierPlace => ({
  scope: 'user',
  account: person.name,
  uid: person.uid,
  home: person.home,
  runtime: person.runtimeFolder,
  // The manager’s, which may differ from Hearth’s.
  config: person.unitFolder.replace(/\/systemd\/user$/, ''),
});

/** The place of system units. */
export const placeOfSystem: SpecifierPlace = {
  scope: 'system',
  account: 'root',
  uid: 0,
  home: '/root',
  runtime: '/run',
  config: '/etc',
};

type Known = Record<string, string | undefined>;

const specifiersIn =
  (known: Known): Specifiers =>
  (letter) =>
    Object.hasOwn(known, letter) ? known[letter] : undefined;

/** Specifiers of the name; those of the instance only if there is one. */
const nameSpecifiers = (unit: string): Known => {
  const prefix = unit.replace(/\.[a-z]+$/, '');
  const at = prefix.indexOf('@');
  const stem = at < 0 ? prefix : prefix.slice(0, at);
  const instance = at < 0 ? '' : prefix.slice(at + 1);
  // For a template, nothing that contains the instance is known.
  const isTemplate = at >= 0 && instance === '';
  const ofInstance = isTemplate ? undefined : instance;
  const last = stem.slice(stem.lastIndexOf('-') + 1);
  return {
    n: isTemplate ? undefined : unit,
    N: isTemplate ? undefined : prefix,
    p: stem,
    P: unescapeName(stem) ?? undefined,
    i: ofInstance,
    I: ofInstance === undefined ? undefined : (unescapeName(ofInstance) ?? undefined),
    f: isTemplate ? undefined : (unescapePathName(instance === '' ? stem : instance) ?? undefined),
    j: last,
    J: unescapeName(last) ?? undefined,
  };
};

/** A name that a unit’s file gives, with the specifiers of its own name expanded; null where only systemd knows others. */
export const expandedName = (unit: string, word: string): string | null => {
  if (!word.includes('%')) return word;
  const name = expandSpecifiers(word, specifiersIn(nameSpecifiers(unit)));
  return name.includes('%') ? null : name;
};

const placeSpecifiers = (place: SpecifierPlace): Known => ({
  u: place.account,
  U: String(place.uid),
  h: place.home,
  // Not %S, %C, %L of a user manager: their meaning changed in systemd 254, or depends on its environment.
  ...(place.scope === 'user'
    ? { t: place.runtime, E: place.config }
    : { t: '/run', E: '/etc', S: '/var/lib', C: '/var/cache', L: '/var/log' }),
});

export const unitSpecifiers = (unit: string, place: SpecifierPlace): Specifiers =>
  specifiersIn({ ...nameSpecifiers(unit), ...placeSpecifiers(place) });
