/** Unit files on disk: the text of any, what belongs to the person's own, the links that start units. */
import path from 'node:path';
import type { Person } from '../../core/app/state.ts';
import type { UnitSource } from '../../core/files/unit-files.ts';
import type { WantedLink } from '../../core/linger/linger.ts';
import { templateOf } from '../../core/names/unit-name.ts';
import { fail } from '../../core/problems/problem.ts';
import { readCommands } from '../../core/syntax/exec-parser.ts';
import { expandUnitPath, folderSpecifiers, type Folders } from '../../core/syntax/exec-writer.ts';
import { parseText, valuesOf, type Assignment } from '../../core/syntax/unit-file.ts';
import { proofPathOf } from '../../core/units/proof.ts';
import type { UnitFileText } from '../../core/units/unit.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { linksDisabled } from './disabled-links.ts';
import { findDropIns } from './drop-ins.ts';
import { searchFolders, type SearchFolder } from './links.ts';
import { findUnit, namesLike } from './names.ts';
import { bytesAt, readFileIn, readUnitBytes, readUnitSource, type ReadFile } from './read-files.ts';
import {
  entriesOf,
  entryAt,
  isMaskedIn,
  isThereIn,
  lookAtUnits,
  realPathIn,
  type UnitSnapshot,
} from './search-path-snapshot.ts';

/** What belongs to a unit of the person's own. All absolute. */
export interface OwnFiles {
  /** Its file, and the folder of its drop-ins; of another name of a unit also the links that pull that name in. */
  files: string[];
  /** Links below the unit folder that disabling it removes; none for another name, which is not disabled by itself. */
  links: string[];
  /** What is not in the unit folder: its program and proof below the home folder, links elsewhere, drop-ins shared or elsewhere. */
  stays: string[];
  /** The unit whose other name it is; null for a unit of its own. */
  aliasOf: string | null;
}

/** The unit files as they were at one moment. */
export interface UnitLook {
  /** Every file that makes up a unit, told for what it is; no file at all for a unit that is only in memory. */
  source(name: string): Promise<UnitSource>;
  /** What the files of units hold, in their order. */
  bytesOf(units: readonly string[]): Promise<Map<string, Uint8Array[]>>;
  /** Behind links, of a path in the search path. */
  realPath(at: string): string;
  /** One file of the search path behind its links; null when there is none. @throws as `read` of the host. */
  file(at: string): Promise<ReadFile | null>;
  /** Those of a folder and its parents that do not exist; null where that is not known. */
  missingFolders(folder: string): readonly string[] | null;
}

export interface UnitStore {
  /** The file of a unit, or of its template, anywhere in the search path; null when there is none. */
  findUnitFile(name: string): Promise<string | null>;
  /** @throws no-such-unit. */
  read(name: string): Promise<UnitFileText>;
  source(name: string): Promise<UnitSource>;
  /** @param units whose text is wanted. */
  look(units: readonly string[]): Promise<UnitLook>;
  /** @throws not-own. */
  ownFiles(name: string): Promise<OwnFiles>;
  /** The links that people or presets made, and those of packages between targets; see `wantedLinks`. */
  wantedLinks(): Promise<WantedLink[]>;
  /** Removes what killed saves left in the unit folder and in its folders of drop-ins. */
  sweep(): Promise<void>;
  /** Names in the search path that differ from this one in nothing but the case of their letters. */
  namesLike(name: string): Promise<string[]>;
}

/** Asks once, and again only after a failure. */
const once = <Value>(ask: () => Promise<Value>): (() => Promise<Value>) => {
  let asked: Promise<Value> | null = null;
  return () => {
    asked ??= ask().catch((thrown: unknown) => {
      asked = null;
      throw thrown;
    });
    return asked;
  };
};

/** `a@b.service` is loaded from `a@.service` where it has no file of its own. */
const fileNames = (unit: string): string[] => {
  const template = templateOf(unit);
  return template === null || template === unit ? [unit] : [unit, template];
};

const findFile = (snapshot: UnitSnapshot, unit: string): string | null =>
  fileNames(unit)
    .flatMap((name) => snapshot.searchPath.map((folder) => path.join(folder, name)))
    .find((file) => entryAt(snapshot, file) !== undefined) ?? null;

/**
 * Which links would start something, as "enabled" is understood: links that packages bring (`static` to
 * systemctl) count only between targets, for they decide what is reached, not what was chosen. Of two equal
 * links the earlier folder's counts, and /dev/null there takes the later back.
 */
export const choiceLinks = (folders: readonly SearchFolder[]): WantedLink[] => {
  const seen = new Set<string>();
  return folders.flatMap(({ path: folder, kind, pulls }) =>
    pulls.flatMap(({ target, unit, masks }) => {
      const key = `${target}/${unit}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const counts = !masks && (kind !== 'vendor' || unit.endsWith('.target'));
      return counts ? [{ target, unit, folder }] : [];
    }),
  );
};

const linksOf = (name: string, folder: SearchFolder): string[] => [
  ...folder.pulls.filter(({ unit }) => unit === name).map(({ path: link }) => link),
  ...folder.aliases.filter(({ of }) => of === name).map(({ path: link }) => link),
];

/** The links of `choiceLinks` whose unit is there and not masked. */
const startingLinks = (folders: readonly SearchFolder[], snapshot: UnitSnapshot): WantedLink[] =>
  choiceLinks(folders).filter(({ unit }) => {
    const file = findFile(snapshot, unit);
    return file !== null && !isMaskedIn(snapshot, file);
  });

/** Of a unit file as much is shown; what is longer is no unit file that a person wrote. */
const textLimit = 256 * 1024;

/** '' for anything that is no ordinary file or cannot be read. */
const textAt = async (
  snapshot: UnitSnapshot,
  files: Pick<HostFiles, 'read'>,
  file: string,
): Promise<string> => {
  // A file that cannot be read counts as empty here; its page says why.
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
    [file, ...dropIns].map((one) => textAt(snapshot, files, one)),
  );
  return {
    path: file,
    text,
    dropIns: dropIns.map((dropIn, index) => ({ path: dropIn, text: texts[index] ?? '' })),
  };
};

/** A unit with those that are disabled together with it: systemd.unit(5), Also=. */
const withAlso = async (
  snapshot: UnitSnapshot,
  files: Pick<HostFiles, 'read'>,
  name: string,
  seen: readonly string[] = [],
): Promise<readonly string[]> => {
  if (seen.includes(name)) return seen;
  if (findFile(snapshot, name) === null) return [...seen, name];
  const { text, dropIns } = await readUnit(snapshot, files, name);
  const assignments = [text, ...dropIns.map((one) => one.text)].flatMap(
    (one) => parseText(one).assignments,
  );
  let names: readonly string[] = [...seen, name];
  const alsos = valuesOf(assignments, 'Install', 'Also').flatMap((value) => value.split(/\s+/));
  for (const also of alsos) {
    names = await withAlso(snapshot, files, also, names);
  }
  return names;
};

/** The path of the program that ExecStart= runs first; null when there is none or it is not an absolute path. */
export const programOf = (assignments: readonly Assignment[], folders: Folders): string | null => {
  const [line = ''] = valuesOf(assignments, 'Service', 'ExecStart');
  const [command] = readCommands(line, folderSpecifiers(folders)).commands;
  const program = expandUnitPath(command?.program.text ?? '', folders);
  return program.startsWith('/') ? program : null;
};

/** The program and the proof that a unit names, where they lie below the home folder. */
const namedFiles = ({ text, dropIns }: UnitFileText, folders: Folders): string[] => {
  const files = [text, ...dropIns.map((dropIn) => dropIn.text)].map(parseText);
  const program = programOf(
    files.flatMap((file) => file.assignments),
    folders,
  );
  return [program, proofPathOf(files, folders)].filter(
    (one): one is string => one?.startsWith(`${folders.home}/`) === true,
  );
};

/**
 * @param options.paths systemd's search path for user units, in its order; asked once.
 */
export const createUnitStore = (options: {
  files: HostFiles;
  unitFolder: string;
  paths: () => Promise<string[]>;
  person: Pick<Person, 'home' | 'runtimeFolder'>;
}): UnitStore => {
  const { files, unitFolder } = options;
  const { home, runtimeFolder } = options.person;
  const place = { unitFolder, runtimeFolder };
  const paths = once(options.paths);
  const snapshotFor = async (...units: string[]): Promise<UnitSnapshot> =>
    lookAtUnits(files, await paths(), units, { stamps: false });
  const snapshotWithStamps = async (...units: string[]): Promise<UnitSnapshot> =>
    lookAtUnits(files, await paths(), units, { stamps: true });

  const ownFiles = async (name: string): Promise<OwnFiles> => {
    const file = path.join(unitFolder, name);
    const snapshot = await snapshotWithStamps(name);
    if (entryAt(snapshot, file) === undefined) throw fail('not-own', { unit: name });
    const unit = await readUnit(snapshot, files, name);
    const searched = searchFolders(snapshot, place);
    const own = searched.filter((folder) => folder.path === unitFolder);
    const others = searched.filter((folder) => folder.path !== unitFolder);
    const dropIns = unit.dropIns.map((dropIn) => dropIn.path);
    const { id } = findUnit(snapshot, name);
    const aliasOf = id === name ? null : id;
    const hasDropIns = entryAt(snapshot, `${file}.d`) !== undefined;
    const ownPaths = [file, ...(hasDropIns ? [`${file}.d`] : [])];
    const pulled = own.flatMap((folder) => linksOf(name, folder));
    const isFile = (at: string): boolean => ownPaths.some((one) => `${at}/`.startsWith(`${one}/`));
    const linksThatGo = async (): Promise<string[]> => {
      const disabled = new Set(await withAlso(snapshot, files, name));
      const links = linksDisabled(await files.linksBelow(unitFolder), disabled);
      return links.filter((link) => !isFile(link));
    };
    return {
      aliasOf,
      files: aliasOf === null ? ownPaths : [...ownPaths, ...pulled],
      links: aliasOf === null ? await linksThatGo() : [],
      stays: [
        ...namedFiles(unit, { home, runtime: runtimeFolder }),
        ...others.flatMap((folder) => linksOf(name, folder)),
        ...dropIns.filter((dropIn) => !dropIn.startsWith(`${file}.d/`)),
      ],
    };
  };

  const look: UnitStore['look'] = async (units) => {
    const snapshot = await snapshotFor(...units);
    return {
      source: (name) => readUnitSource(snapshot, files, name, place),
      bytesOf: (some) => readUnitBytes(snapshot, files, some),
      realPath: (at) => realPathIn(snapshot, at),
      file: (at) => readFileIn(snapshot, files, at),
      missingFolders: (folder) => {
        if (isThereIn(snapshot, folder) === true) return [];
        return isThereIn(snapshot, path.dirname(folder)) === true ? [folder] : null;
      },
    };
  };

  return {
    findUnitFile: async (name) => findFile(await snapshotFor(), name),
    read: async (name) => readUnit(await snapshotFor(name), files, name),
    source: async (name) => (await look([name])).source(name),
    look,
    ownFiles,
    wantedLinks: async () => {
      const snapshot = await snapshotWithStamps();
      return startingLinks(searchFolders(snapshot, place), snapshot);
    },
    sweep: async () => {
      const entries = entriesOf(await snapshotFor(), unitFolder).keys();
      const dropIns = [...entries].filter((name) => name.endsWith('.d'));
      await files.sweep([unitFolder, ...dropIns.map((name) => path.join(unitFolder, name))]);
    },
    namesLike: async (name) => namesLike(await snapshotFor(), name),
  };
};
