/** Unit files on disk: any unit's text, and the files of the user's own units. */
import path from 'node:path';
import type { Person } from '../../core/app/state.ts';
import type { PersonFolders } from '../../core/units/unit-specifiers.ts';
import type { UnitSource } from '../../core/files/unit-files.ts';
import { templateOf } from '../../core/names/unit-name.ts';
import { fail } from '../../core/problems/problem.ts';
import { readCommands } from '../../core/syntax/exec-parser.ts';
import { expandUnitPath, folderSpecifiers, type Folders } from '../../core/syntax/exec-writer.ts';
import { parseText, valuesOf, type Assignment } from '../../core/syntax/unit-file.ts';
import { proofFilesOf } from '../../core/proof/proof-settings.ts';
import type { UnitFileText } from '../../core/units/unit.ts';
import { once } from '../../host/async/once.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { linksDisabled } from './disabled-links.ts';
import { findDropIns } from './drop-ins.ts';
import { searchFolders, type SearchFolder } from './links.ts';
import { findUnit, lookUpUnits, namesLike } from './names.ts';
import { bytesAt, readFileIn, readUnitBytes, readUnitSource, type ReadFile } from './read-files.ts';
import {
  entriesOf,
  entryAt,
  isThereIn,
  lookAtUnits,
  realPathIn,
  type UnitSnapshot,
} from './search-path-snapshot.ts';

/** The files of a user's own unit. All paths are absolute. */
export interface OwnFiles {
  /** Its file and drop-in folder; for an alias also the links that pull it in. */
  files: string[];
  /** Links below the unit folder that disabling removes; none for an alias, which can't be disabled alone. */
  links: string[];
  /** Not in the unit folder: program and proof below the home folder, links elsewhere, drop-ins shared or elsewhere. */
  stays: string[];
  /** The unit it is an alias of; null if it is no alias. */
  aliasOf: string | null;
}

/** `a@b.service` is loaded from `a@.service` unless it has its own file. */
const fileNames = (unit: string): string[] => {
  const template = templateOf(unit);
  return template === null || template === unit ? [unit] : [unit, template];
};

const findFile = (snapshot: UnitSnapshot, unit: string): string | null =>
  fileNames(unit)
    .flatMap((name) => snapshot.searchPath.map((folder) => path.join(folder, name)))
    .find((file) => entryAt(snapshot, file) !== undefined) ?? null;

const linksOf = (name: string, folder: SearchFolder): string[] => [
  ...folder.pulls.filter(({ unit }) => unit === name).map(({ path: link }) => link),
  ...folder.aliases.filter(({ of }) => of === name).map(({ path: link }) => link),
];

/** How much of a unit file to show; nobody writes longer ones by hand. */
const textLimit = 256 * 1024;

/** '' unless it is a readable regular file. */
const textAt = async (
  snapshot: UnitSnapshot,
  files: Pick<HostFiles, 'read'>,
  file: string,
): Promise<string> => {
  // An unreadable file counts as empty here; its page says why.
  const bytes = await bytesAt(snapshot, files, file).catch(() => null);
  return Buffer.from(bytes ?? [])
    .subarray(0, textLimit)
    .toString('utf8');
};

const readUnit = async (
  snapshot: UnitSnapshot,
  files: Pick<HostFiles, 'read'>,
  name: string,
): Promise<UnitFileText> => {
  const file = findFile(snapshot, name);
  if (file === null) throw fail('no-such-unit', { unit: name });
  const { names } = findUnit(snapshot, name);
  const dropIns = findDropIns(snapshot, names);
  const [text = '', ...texts] = await Promise.all(
    [file, ...dropIns].map((at) => textAt(snapshot, files, at)),
  );
  return {
    path: file,
    text,
    dropIns: dropIns.map((dropIn, index) => ({ path: dropIn, text: texts[index] ?? '' })),
  };
};

/** A unit and those disabled along with it: systemd.unit(5), Also=. */
const withAlso = async (
  snapshot: UnitSnapshot,
  files: Pick<HostFiles, 'read'>,
  name: string,
  seen: readonly string[] = [],
): Promise<readonly string[]> => {
  if (seen.includes(name)) return seen;
  if (findFile(snapshot, name) === null) return [...seen, name];
  const { text, dropIns } = await readUnit(snapshot, files, name);
  const assignments = [text, ...dropIns.map((dropIn) => dropIn.text)].flatMap(
    (content) => parseText(content).assignments,
  );
  let names: readonly string[] = [...seen, name];
  const alsos = valuesOf(assignments, 'Install', 'Also').flatMap((value) => value.split(/\s+/));
  for (const also of alsos) {
    names = await withAlso(snapshot, files, also, names);
  }
  return names;
};

/** The path of the first program in ExecStart=; null if there is none or it isn't absolute. */
export const programOf = (assignments: readonly Assignment[], folders: Folders): string | null => {
  const [line = ''] = valuesOf(assignments, 'Service', 'ExecStart');
  const [command] = readCommands(line, folderSpecifiers(folders)).commands;
  const program = expandUnitPath(command?.program.text ?? '', folders);
  return program.startsWith('/') ? program : null;
};

/** A unit's program and proof files, if below the home folder. */
const namedFiles = ({ text, dropIns }: UnitFileText, folders: Folders): string[] => {
  const files = [text, ...dropIns.map((dropIn) => dropIn.text)].map(parseText);
  const assignments = files.flatMap((file) => file.assignments);
  const program = programOf(assignments, folders);
  return [program, ...proofFilesOf(assignments, folderSpecifiers(folders))].filter(
    (named): named is string => named?.startsWith(`${folders.home}/`) === true,
  );
};

/** Unit files from one snapshot. */
const lookIn = (
  snapshot: UnitSnapshot,
  files: Pick<HostFiles, 'read' | 'look' | 'realPaths'>,
  place: PersonFolders,
) => ({
  /**
   * All of a unit's files and scripts; none for a unit that exists only in memory.
   * @param others the units that may share a drop-in with it.
   */
  source: (name: string, others: readonly string[] = []): Promise<UnitSource> =>
    readUnitSource(snapshot, files, name, place, others),
  /** The bytes of each unit's files, in order. */
  bytesOf: (units: readonly string[]): Promise<Map<string, Uint8Array[]>> =>
    readUnitBytes(snapshot, files, units),
  /** Resolves links of a path in the search path. */
  realPath: (at: string): string => realPathIn(snapshot, at),
  /** A file in the search path, behind links; null if there is none. @throws as the host's `read`. */
  file: (at: string): Promise<ReadFile | null> => readFileIn(snapshot, files, at),
  /** Which of a folder and its parents are missing; null if unknown. */
  missingFolders: (folder: string): readonly string[] | null => {
    if (isThereIn(snapshot, folder) === true) return [];
    return isThereIn(snapshot, path.dirname(folder)) === true ? [folder] : null;
  },
});

export type UnitLook = ReturnType<typeof lookIn>;

/**
 * @param options.paths systemd's search path for user units, in order; called once.
 */
export const createUnitStore = (options: {
  files: HostFiles;
  unitFolder: string;
  paths: () => Promise<string[]>;
  person: Pick<Person, 'name' | 'uid' | 'home' | 'runtimeFolder'>;
}) => {
  const { files, unitFolder } = options;
  const { name: account, uid, home, runtimeFolder } = options.person;
  const place = { name: account, uid, home, unitFolder, runtimeFolder };
  const paths = once(options.paths);
  const snapshotFor = async (...units: string[]): Promise<UnitSnapshot> =>
    lookUpUnits(files, await paths(), units);
  const snapshotWithStamps = async (...units: string[]): Promise<UnitSnapshot> =>
    lookAtUnits(files, await paths(), units, { stamps: true });

  const ownFiles = async (name: string): Promise<OwnFiles> => {
    const file = path.join(unitFolder, name);
    const snapshot = await snapshotWithStamps(name);
    if (entryAt(snapshot, file) === undefined) throw fail('not-own', { unit: name });
    const unit = await readUnit(snapshot, files, name);
    const searched = searchFolders(snapshot);
    const own = searched.filter((folder) => folder.path === unitFolder);
    const others = searched.filter((folder) => folder.path !== unitFolder);
    const dropIns = unit.dropIns.map((dropIn) => dropIn.path);
    const { id } = findUnit(snapshot, name);
    const aliasOf = id === name ? null : id;
    const hasDropIns = entryAt(snapshot, `${file}.d`) !== undefined;
    const ownPaths = [file, ...(hasDropIns ? [`${file}.d`] : [])];
    const pulled = own.flatMap((folder) => linksOf(name, folder));
    const isFile = (at: string): boolean => ownPaths.some((top) => `${at}/`.startsWith(`${top}/`));
    const disabledLinks = async (): Promise<string[]> => {
      const disabled = new Set(await withAlso(snapshot, files, name));
      const links = linksDisabled(await files.linksBelow(unitFolder), disabled);
      return links.filter((link) => !isFile(link));
    };
    return {
      aliasOf,
      files: aliasOf === null ? ownPaths : [...ownPaths, ...pulled],
      links: aliasOf === null ? await disabledLinks() : [],
      stays: [
        ...namedFiles(unit, { home, runtime: runtimeFolder }),
        ...others.flatMap((folder) => linksOf(name, folder)),
        ...dropIns.filter((dropIn) => !dropIn.startsWith(`${file}.d/`)),
      ],
    };
  };

  const look = async (units: readonly string[]): Promise<UnitLook> =>
    lookIn(await snapshotFor(...units), files, place);

  return {
    /** The file of a unit or its template, anywhere in the search path; null if there is none. */
    findUnitFile: async (name: string): Promise<string | null> =>
      findFile(await snapshotFor(), name),
    /** @throws no-such-unit. */
    read: async (name: string): Promise<UnitFileText> =>
      readUnit(await snapshotFor(name), files, name),
    /** @param others the units that may share a drop-in with it. */
    source: async (name: string, others: readonly string[] = []): Promise<UnitSource> =>
      (await look([name])).source(name, others),
    /** @param units to read the text of. */
    look,
    /** @throws not-own. */
    ownFiles,
    /** Removes leftovers of killed saves in the unit folder and its drop-in folders. */
    sweep: async (): Promise<void> => {
      const entries = entriesOf(await snapshotFor(), unitFolder).keys();
      const dropIns = [...entries].filter((name) => name.endsWith('.d'));
      await files.sweep([unitFolder, ...dropIns.map((name) => path.join(unitFolder, name))]);
    },
    /** Names in the search path that differ from this one only in case. */
    namesLike: async (name: string): Promise<string[]> => namesLike(await snapshotFor(), name),
  };
};

export type UnitStore = ReturnType<typeof createUnitStore>;
