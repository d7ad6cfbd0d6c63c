/** Unit files on disk: the text of any, what belongs to the person's own, the links that start units. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Folders } from '../../core/syntax/exec-writer.ts';
import { fail } from '../../core/problems/problem.ts';
import type { WantedLink } from '../../core/linger/linger.ts';
import { proofPathOf } from '../../core/units/proof.ts';
import type { Person } from '../../core/app/state.ts';
import type { UnitSource } from '../../core/files/unit-files.ts';
import type { UnitFileText } from '../../core/units/unit.ts';
import { parseText, valuesOf } from '../../core/syntax/unit-file.ts';
import { templateOf } from '../../core/names/unit-name.ts';
import { isThere } from '../fs/paths.ts';
import { sweepTemporary } from '../fs/temporary-file.ts';
import { linksDisabled } from './disabled-links.ts';
import { findDropIns } from './drop-ins.ts';
import { makeFolders, setMode } from '../fs/new-file.ts';
import { readText } from '../fs/read-text.ts';
import { readUnitBytes } from './unit-bytes.ts';
import { findUnit, namesLike } from './names.ts';
import { isMasked, readSearchFolders, type SearchFolder } from './links.ts';
import { readUnitSource } from './read-files.ts';
import { programOf } from './unit-text.ts';

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

export interface UnitStore {
  /** The file of a unit, or of its template, anywhere in the search path; null when there is none. */
  findUnitFile(name: string): Promise<string | null>;
  /** @param fragmentPath where systemd says that it lies, if it does. @throws no-such-unit. */
  read(name: string, fragmentPath?: string | null): Promise<UnitFileText>;
  /** Every file that makes up a unit, told for what it is; no file at all for a unit that is only in memory. */
  source(name: string): Promise<UnitSource>;
  /** What the files of units hold, in their order. */
  bytesOf(units: readonly string[]): Promise<Map<string, Uint8Array[]>>;
  /** @throws not-own. */
  ownFiles(name: string): Promise<OwnFiles>;
  /** The links that people or presets made, and those of packages between targets; see `wantedLinks`. */
  wantedLinks(): Promise<WantedLink[]>;
  /** Removes what killed saves left in the unit folder and in its folders of drop-ins. */
  sweep(): Promise<void>;
  /** Names in the search path that differ from this one in nothing but the case of their letters. */
  namesLike(name: string): Promise<string[]>;
  setMode: typeof setMode;
  makeFolders: typeof makeFolders;
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

const findFile = async (unit: string, searchPath: readonly string[]): Promise<string | null> => {
  const candidates = fileNames(unit).flatMap((name) =>
    searchPath.map((folder) => path.join(folder, name)),
  );
  const there = await Promise.all(candidates.map(isThere));
  return candidates.find((_, index) => there[index]) ?? null;
};

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

const sweepUnitFolder = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch(() => []);
  const dropIns = names.filter((name) => name.endsWith('.d'));
  await Promise.all(['.', ...dropIns].map((name) => sweepTemporary(path.join(folder, name))));
};

const linksOf = (name: string, folder: SearchFolder): string[] => [
  ...folder.pulls.filter(({ unit }) => unit === name).map(({ path: link }) => link),
  ...folder.aliases.filter(({ of }) => of === name).map(({ path: link }) => link),
];

/** The links of `choiceLinks` whose unit is there and not masked. */
const startingLinks = async (
  folders: readonly SearchFolder[],
  searchPath: readonly string[],
): Promise<WantedLink[]> => {
  const links = choiceLinks(folders);
  const starts = await Promise.all(
    links.map(async ({ unit }) => {
      const file = await findFile(unit, searchPath);
      return file !== null && !(await isMasked(file));
    }),
  );
  return links.filter((_, index) => starts[index]);
};

const readUnit = async (
  name: string,
  file: string | null,
  searchPath: readonly string[],
): Promise<UnitFileText> => {
  if (file === null) throw fail('no-such-unit', { unit: name });
  const { names } = await findUnit(name, searchPath);
  const dropIns = await findDropIns(names, searchPath);
  const [text = '', ...texts] = await Promise.all([file, ...dropIns].map(readText));
  return {
    path: file,
    text,
    dropIns: dropIns.map((dropIn, index) => ({ path: dropIn, text: texts[index] ?? '' })),
  };
};

/** A unit with those that are disabled together with it: systemd.unit(5), Also=. */
const withAlso = async (
  name: string,
  searchPath: readonly string[],
  seen: readonly string[] = [],
): Promise<readonly string[]> => {
  if (seen.includes(name)) return seen;
  const file = await findFile(name, searchPath);
  if (file === null) return [...seen, name];
  const { text, dropIns } = await readUnit(name, file, searchPath);
  const assignments = [text, ...dropIns.map((one) => one.text)].flatMap(
    (one) => parseText(one).assignments,
  );
  let names: readonly string[] = [...seen, name];
  const alsos = valuesOf(assignments, 'Install', 'Also').flatMap((value) => value.split(/\s+/));
  for (const also of alsos) {
    names = await withAlso(also, searchPath, names);
  }
  return names;
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
  unitFolder: string;
  paths: () => Promise<string[]>;
  person: Pick<Person, 'home' | 'runtimeFolder'>;
}): UnitStore => {
  const { unitFolder } = options;
  const { home, runtimeFolder } = options.person;
  const paths = once(options.paths);
  const searchFolders = async (): Promise<SearchFolder[]> =>
    readSearchFolders(await paths(), { unitFolder, runtimeFolder });

  const ownFiles = async (name: string): Promise<OwnFiles> => {
    const file = path.join(unitFolder, name);
    if (!(await isThere(file))) throw fail('not-own', { unit: name });
    const [unit, searched] = await Promise.all([
      readUnit(name, file, await paths()),
      searchFolders(),
    ]);
    const own = searched.filter((folder) => folder.path === unitFolder);
    const others = searched.filter((folder) => folder.path !== unitFolder);
    const dropIns = unit.dropIns.map((dropIn) => dropIn.path);
    const { id } = await findUnit(name, await paths());
    const aliasOf = id === name ? null : id;
    const files = [file, ...((await isThere(`${file}.d`)) ? [`${file}.d`] : [])];
    const pulled = own.flatMap((folder) => linksOf(name, folder));
    const disabled = new Set(await withAlso(name, await paths()));
    const isFile = (at: string): boolean => files.some((one) => `${at}/`.startsWith(`${one}/`));
    return {
      aliasOf,
      files: aliasOf === null ? files : [...files, ...pulled],
      links:
        aliasOf === null
          ? (await linksDisabled(unitFolder, disabled)).filter((link) => !isFile(link))
          : [],
      stays: [
        ...namedFiles(unit, { home, runtime: runtimeFolder }),
        ...others.flatMap((folder) => linksOf(name, folder)),
        ...dropIns.filter((dropIn) => !dropIn.startsWith(`${file}.d/`)),
      ],
    };
  };

  return {
    findUnitFile: async (name) => findFile(name, await paths()),
    read: async (name, fragmentPath) => {
      const searchPath = await paths();
      return readUnit(name, fragmentPath ?? (await findFile(name, searchPath)), searchPath);
    },
    source: async (name) =>
      readUnitSource(name, { unitFolder, runtimeFolder, searchPath: await paths() }),
    bytesOf: async (units) => readUnitBytes(units, await paths()),
    ownFiles,
    wantedLinks: async () => startingLinks(await searchFolders(), await paths()),
    sweep: () => sweepUnitFolder(unitFolder),
    namesLike: async (name) => namesLike(name, await paths()),
    setMode,
    makeFolders,
  };
};
