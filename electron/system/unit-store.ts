/**
 * Unit files on disk: the person's own, the text of any, the links that enable them.
 *
 * What it costs, measured with 1,000 files in the unit folder: `systemctl list-unit-files` 3 s; all own units
 * with their states read here, FIRST ms the first time and LATER ms later.
 */
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../core/errors.ts';
import type { WantedLink } from '../core/linger.ts';
import { proofPathOf } from '../core/proof.ts';
import type { Person } from '../core/state.ts';
import type { UnitFileText } from '../core/unit.ts';
import { findDropIns } from './drop-ins.ts';
import { makeFolders, removeFolderIfEmpty, removeMade, setMode, writeNew } from './new-file.ts';
import { ownUnitReader, readText, type OwnUnit } from './own-units.ts';
import { isMasked, readSearchFolders, type SearchFolder } from './unit-search.ts';
import { assignmentsOf, programOf } from './unit-text.ts';
import { watchUnitFolder } from './watch-units.ts';

/** What belongs to a unit of the person's own. All absolute. */
export interface OwnFiles {
  /** Its file, and the folder of its drop-ins. */
  files: string[];
  /** Links in the unit folder: those that enable it, and its other names. */
  links: string[];
  /** What is not in the unit folder: its program and proof below the home folder, links and drop-ins elsewhere. */
  stays: string[];
}

export interface UnitStore {
  /** The services in the person's own folder, without templates and aliases. */
  ownUnits(): Promise<OwnUnit[]>;
  /** The file of a unit, or of its template, anywhere in the search path; null when there is none. */
  findUnitFile(name: string): Promise<string | null>;
  /** @param fragmentPath where systemd says that it lies, if it does. @throws no-such-unit. */
  read(name: string, fragmentPath?: string | null): Promise<UnitFileText>;
  /** @throws not-own. */
  ownFiles(name: string): Promise<OwnFiles>;
  /** The links that people or presets made, and those of packages between targets; see `wantedLinks`. */
  wantedLinks(): Promise<WantedLink[]>;
  /** Tells that something in the unit folder changed, or that the folder came or went. At most ten times a second. */
  watch(onChange: () => void): { close(): void };
  writeNew: typeof writeNew;
  setMode: typeof setMode;
  makeFolders: typeof makeFolders;
  removeMade: typeof removeMade;
  removeFolderIfEmpty: typeof removeFolderIfEmpty;
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** `a@b.service` is loaded from `a@.service` where it has no file of its own. */
const fileNames = (unit: string): string[] => {
  const template = unit.replace(/@.+(?=\.[a-z]+$)/, '@');
  return template === unit ? [unit] : [unit, template];
};

const findFile = async (unit: string, searchPath: readonly string[]): Promise<string | null> => {
  const candidates = fileNames(unit).flatMap((name) =>
    searchPath.map((folder) => path.join(folder, name)),
  );
  const there = await Promise.all(candidates.map(exists));
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

const linksOf = (name: string, folder: SearchFolder | undefined): string[] => [
  ...(folder?.pulls.filter(({ unit }) => unit === name) ?? []).map(({ path: link }) => link),
  ...(folder?.aliases.filter(({ of }) => of === name) ?? []).map(({ path: link }) => link),
];

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
  const folders = { home, runtime: runtimeFolder };
  const readOwn = ownUnitReader(unitFolder);
  let asked: Promise<string[]> | null = null;

  const paths = (): Promise<string[]> => {
    asked ??= options.paths().catch((thrown: unknown) => {
      asked = null;
      throw thrown;
    });
    return asked;
  };
  const searchFolders = async (): Promise<SearchFolder[]> =>
    readSearchFolders(await paths(), { unitFolder, runtimeFolder });

  const read = async (name: string, fragmentPath?: string | null): Promise<UnitFileText> => {
    const searchPath = await paths();
    const file = fragmentPath ?? (await findFile(name, searchPath));
    if (file === null) throw fail('no-such-unit', { unit: name });
    const dropIns = await findDropIns(name, searchPath);
    const [text = '', ...texts] = await Promise.all([file, ...dropIns].map(readText));
    return {
      path: file,
      text,
      dropIns: dropIns.map((dropIn, index) => ({ path: dropIn, text: texts[index] ?? '' })),
    };
  };

  const ownFiles = async (name: string): Promise<OwnFiles> => {
    const file = path.join(unitFolder, name);
    if (!(await exists(file))) throw fail('not-own', { unit: name });
    const [{ text, dropIns }, searched] = await Promise.all([read(name, file), searchFolders()]);
    const dropInFolder = `${file}.d`;
    const texts = [text, ...dropIns.map((dropIn) => dropIn.text)];
    const named = [
      programOf(assignmentsOf(texts.join('\n')), folders),
      proofPathOf(texts, folders),
    ];
    const own = searched.find((folder) => folder.path === unitFolder);
    const others = searched.filter((folder) => folder !== own);
    return {
      files: [file, ...((await exists(dropInFolder)) ? [dropInFolder] : [])],
      links: linksOf(name, own),
      stays: [
        ...named.filter((one) => one?.startsWith(`${folders.home}/`) === true),
        ...others.flatMap((folder) => linksOf(name, folder)),
        ...dropIns.map((dropIn) => dropIn.path).filter((one) => !one.startsWith(`${unitFolder}/`)),
      ].filter((one) => one !== null),
    };
  };

  return {
    ownUnits: async () => readOwn(await paths(), await searchFolders()),
    findUnitFile: async (name) => findFile(name, await paths()),
    read,
    ownFiles,
    wantedLinks: async () => {
      const [searchPath, searched] = await Promise.all([paths(), searchFolders()]);
      const links = choiceLinks(searched);
      const files = await Promise.all(links.map(({ unit }) => findFile(unit, searchPath)));
      const starts = await Promise.all(
        files.map(async (file) => file !== null && !(await isMasked(file))),
      );
      return links.filter((_, index) => starts[index]);
    },
    watch: (onChange) => watchUnitFolder(unitFolder, onChange),
    writeNew,
    setMode,
    makeFolders,
    removeMade,
    removeFolderIfEmpty,
  };
};
