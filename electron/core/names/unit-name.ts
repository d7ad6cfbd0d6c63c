/**
 * Unit names: what systemd accepts, and what Hearth accepts for a new service. unit-escape.ts makes names from text.
 * Source: systemd.unit(5), "Description"; unit_name_is_valid() in systemd's unit-name.c.
 */

export type NameFault =
  | 'empty'
  | 'slash'
  | 'dots'
  | 'leading-dash'
  | 'leading-dot'
  | 'template'
  | 'character'
  | 'too-long'
  | 'other-type';

/** UNIT_NAME_MAX: the longest unit name, suffix included, in characters (all of them ASCII). */
const unitNameMax = 255;

/** The suffixes of all units; units/types.ts says what each type is and can do. */
const unitTypeNames = [
  'service',
  'timer',
  'socket',
  'path',
  'target',
  'mount',
  'automount',
  'swap',
  'slice',
  'scope',
  'device',
] as const;
export type UnitType = (typeof unitTypeNames)[number];

const otherTypes = new RegExp(
  `\\.(?:${unitTypeNames.filter((type) => type !== 'service').join('|')})$`,
);

/** A template `a@.service` cannot run, its instance `a@b.service` can. Of several `@`, the first counts. */
export type UnitNameKind = 'plain' | 'template' | 'instance';

const shape = new RegExp(
  `^[A-Za-z0-9:_.\\\\-]+(@[A-Za-z0-9:_.\\\\@-]*)?\\.(?:${unitTypeNames.join('|')})$`,
);

/** The kind of a name; null for a name systemd does not accept. */
export const unitNameKind = (name: string): UnitNameKind | null => {
  const found = name.length <= unitNameMax ? shape.exec(name) : null;
  if (found === null) return null;
  if (found[1] === undefined) return 'plain';
  return found[1] === '@' ? 'template' : 'instance';
};

/** True for every valid name of any type, templates and instances included. */
export const isUnitName = (name: string): boolean => unitNameKind(name) !== null;

export const isServiceName = (name: string): boolean =>
  isUnitName(name) && name.endsWith('.service');

export const isTimerName = (name: string): boolean => isUnitName(name) && name.endsWith('.timer');

/** `foo` and `foo.service` both mean `foo.service`; `foo.bar` means `foo.bar.service`. */
export const serviceNameOf = (typed: string): string => {
  const name = typed.trim();
  return name.endsWith('.service') ? name : `${name}.service`;
};

/** The name without its suffix, as used for scripts and labels. */
export const prefixOf = (unitName: string): string => unitName.replace(/\.[a-z]+$/, '');

/** What is wrong with a name typed for a new service; null if it is fine. */
export const nameFault = (typed: string): NameFault | null => {
  const name = typed.trim();
  const prefix = name.replace(/\.service$/, '');
  if (prefix === '') return 'empty';
  if (prefix.includes('/')) return 'slash';
  if (/^\.+$/.test(prefix)) return 'dots';
  // Valid for systemd, but every program that takes the name would read it as an option.
  if (prefix.startsWith('-')) return 'leading-dash';
  // systemd skips files with a leading dot.
  if (prefix.startsWith('.')) return 'leading-dot';
  if (prefix.includes('@')) return 'template';
  if (!/^[A-Za-z0-9:_.\\-]+$/.test(prefix)) return 'character';
  if (serviceNameOf(name).length > unitNameMax) return 'too-long';
  if (otherTypes.test(prefix)) return 'other-type';
  return null;
};

/** The first character that systemd does not accept in a name, so it can be shown. */
export const firstBadCharacter = (typed: string): string | null =>
  Array.from(typed.trim()).find((character) => !/[A-Za-z0-9:_.\\@-]/.test(character)) ?? null;

/**
 * The unit name behind a D-Bus object path of a unit, or null for other paths.
 * Escaping is sd_bus_path_encode(3): every byte outside [A-Za-z0-9] is `_` and two hex digits.
 */
export const unitNameOfPath = (path: string): string | null => {
  const prefix = '/org/freedesktop/systemd1/unit/';
  if (!path.startsWith(prefix)) return null;
  return path
    .slice(prefix.length)
    .replace(/_([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
};

/** The object path of a unit. Reading a property there loads the unit if necessary. */
export const pathOfUnit = (name: string): string =>
  `/org/freedesktop/systemd1/unit/${name.replace(
    /[^A-Za-z0-9]|^[0-9]/g,
    (character) => `_${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )}`;

/** The type of a unit, by its suffix. */
export const unitTypeOf = (name: string): UnitType =>
  name.slice(name.lastIndexOf('.') + 1) as UnitType;

/** The section that only this type has: `backup.service` → `Service`. */
export const ownSectionOf = (name: string): string => {
  const type = unitTypeOf(name);
  return type.charAt(0).toUpperCase() + type.slice(1);
};

/** `a@b.service` → `a@.service`; null for a name without `@`. Source: unit_name_template(). */
export const templateOf = (name: string): string | null => {
  const at = name.indexOf('@');
  return at < 0 ? null : name.slice(0, at + 1) + name.slice(name.lastIndexOf('.'));
};

/** The text between `@` and the suffix; '' for a template, null for a plain name. */
export const instanceOf = (name: string): string | null => {
  const at = name.indexOf('@');
  return at < 0 ? null : name.slice(at + 1, name.lastIndexOf('.'));
};

/** `a@.service`, which can’t run itself. */
export const isTemplate = (name: string): boolean => instanceOf(name) === '';

/** The template or instance with another instance. */
export const withInstance = (name: string, instance: string): string =>
  name.slice(0, name.indexOf('@') + 1) + instance + name.slice(name.lastIndexOf('.'));
