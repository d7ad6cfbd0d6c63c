/** Which unit a file belongs to, by its path; of a drop-in that is in no unit's folder, by its sections. */
import { isUnitName, unitNameKind, unitTypeOf } from '../names/unit-name.ts';
import { baseName, folderOf } from '../text/path.ts';
import type { ManagerScope } from '../commands.ts';
import type { UnitFileRef } from './unit-files.ts';

export interface FilePlace {
  unit: string;
  ref: UnitFileRef;
  /** The folder that systemd would have to search to find the file; null for a drop-in in no unit's folder. */
  folder: string | null;
  scope: ManagerScope;
}

/** The sections of a type, by which a drop-in belongs to it; a drop-in with only the shared ones may be a service's. */
const typeBySection: Readonly<Record<string, string>> = {
  Service: 'service',
  Timer: 'timer',
  Socket: 'socket',
  Path: 'path',
  Mount: 'mount',
  Automount: 'automount',
  Swap: 'swap',
  Slice: 'slice',
  Scope: 'scope',
  Unit: 'service',
  Install: 'service',
};

const splitPath = (path: string): [string, string] => [folderOf(path), baseName(path)];

/**
 * The path whose name systemd loads a file under: a link to another unit in the search path is only an alias.
 * @param real where the links lead.
 */
export const loadedPath = (path: string, real: string): string => {
  const [folder, name] = splitPath(path);
  const [realFolder, realName] = splitPath(real);
  const isAlias =
    realName !== name &&
    isUnitName(name) &&
    unitNameKind(realName) === unitNameKind(name) &&
    unitTypeOf(realName) === unitTypeOf(name) &&
    (realFolder === folder || /\/systemd\/(?:user|system)$/.test(realFolder));
  return isAlias ? real : path;
};

/** A name for a drop-in that applies to units unknown here. */
const standIn = (file: string, type: string): string => {
  const name = `${file.replace(/\.conf$/, '')}.${type}`;
  return isUnitName(name) ? name : `unknown.${type}`;
};

const dropInPlace = (
  path: string,
  sections: readonly string[],
): Omit<FilePlace, 'scope'> | null => {
  const [dropInFolder, name] = splitPath(path);
  const [folder, folderName] = splitPath(dropInFolder);
  const ref: UnitFileRef = { kind: 'drop-in', name };
  const holder = /^(.+)\.d$/.exec(folderName)?.[1] ?? '';
  if (isUnitName(holder)) return { unit: holder, ref, folder };
  // systemd.unit(5): `service.d` holds drop-ins of all services.
  if (isUnitName(`x.${holder}`)) return { unit: standIn(name, holder), ref, folder: null };
  const types = sections.map((section) => typeBySection[section]);
  const type = types.find((one) => one !== undefined && one !== 'service') ?? types.find(Boolean);
  return type === undefined ? null : { unit: standIn(name, type), ref, folder: null };
};

/**
 * @param path absolute.
 * @param sections the names of the file's sections.
 * @returns null for a file that systemd wouldn't read as a unit, wherever it were.
 */
export const placeOfFile = (path: string, sections: readonly string[]): FilePlace | null => {
  const [folder, name] = splitPath(path);
  const scope = /\/systemd\/system(?:\.(?:control|attached))?\//.test(path) ? 'system' : 'user';
  const place = isUnitName(name)
    ? ({ unit: name, ref: { kind: 'fragment' }, folder } as const)
    : /^[^.].*\.conf$/.test(name)
      ? dropInPlace(path, sections)
      : null;
  return place === null ? null : { ...place, scope };
};
