/** Describes what is wrong with a layout: the rules of docs/architecture.md that no import rule can enforce. */
import path from 'node:path';

/** A source file: its path from the project's root, with `/`, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Within each of these, an exported name has one meaning. */
const floors = [
  'electron/core',
  'electron/host',
  'electron/system',
  'electron/engine',
  'electron/cli',
  'electron/ipc',
  'electron/shell',
  'renderer',
];

/** Floors made of domains, with no files outside of them. */
const domainFloors = ['electron/core', 'electron/system', 'electron/engine'];

/** What belongs to a whole floor rather than to a single domain. */
const ofTheFloor = ['electron/core/commands.ts', 'electron/engine/engine.ts'];

/** Folders (and subfolders) with files named after their subject: a section, a domain. */
const families = [
  'electron/core/diagnosis/rules',
  'electron/core/directives',
  'electron/core/lint/rules',
  'electron/core/problems',
  'electron/core/texts',
  'electron/ipc/contract',
];

/** Entries of a bundle, named as Electron and the pages name them. */
const entries = ['electron/main.ts', 'electron/app.ts', 'renderer/main.ts', 'renderer/panel.ts'];

/** Base names that say nothing about what is inside. */
const vagueNames = new Set(
  'utils util helpers helper misc common shared stuff told way beside place turns patience numbers settled changes words facts'.split(
    ' ',
  ),
);

const mostFiles = 16;

const floorOf = (file: string): string | undefined =>
  floors.find((floor) => file.startsWith(`${floor}/`));

/** `units` for electron/core/units/usage.ts, electron/engine/units/usage.ts and renderer/units/list/row.ts. */
const domainOf = (file: string): string => {
  const floor = floorOf(file) ?? '';
  return file.slice(floor.length + 1).split('/')[0] ?? '';
};

const groupBy = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};

const crowdedFolders = (files: readonly SourceFile[]): string[] =>
  [...groupBy(files, (file) => path.dirname(file.path))]
    .filter(([, inFolder]) => inFolder.length > mostFiles)
    .map(([folder, { length }]) => `${folder} holds ${length} files, more than ${mostFiles}`);

const filesOnFloors = (files: readonly SourceFile[]): string[] =>
  files
    .filter((file) => domainFloors.includes(path.dirname(file.path)))
    .filter((file) => !ofTheFloor.includes(file.path))
    .map((file) => `${file.path} is in no domain`);

const vagueBaseNames = (files: readonly SourceFile[]): string[] =>
  files
    .filter((file) => vagueNames.has(path.basename(file.path).split('.')[0] ?? ''))
    .map((file) => `${file.path} has a name that says nothing`);

const repeatedBaseNames = (files: readonly SourceFile[]): string[] => {
  const named = files.filter(
    (file) =>
      floorOf(file.path) !== undefined &&
      !entries.includes(file.path) &&
      !families.some((family) => file.path.startsWith(`${family}/`)) &&
      path.basename(file.path) !== 'handlers.ts',
  );
  return [...groupBy(named, (file) => path.basename(file.path))].flatMap(([base, same]) => {
    const domains = new Set(same.map((file) => domainOf(file.path)));
    const perFloor = groupBy(same, (file) => floorOf(file.path) ?? '');
    const isOneDomain = domains.size === 1 && [...perFloor.values()].every((on) => on.length === 1);
    return same.length === 1 || isOneDomain
      ? []
      : [`${base} stands for several things: ${same.map((file) => file.path).join(', ')}`];
  });
};

const exportedName =
  /^export (?:declare )?(?:async )?(?:const|function|class|interface|type|enum) (\w+)/gm;

const repeatedExports = (files: readonly SourceFile[]): string[] => {
  const exported = files.flatMap((file) =>
    [...file.text.matchAll(exportedName)].map(([, name = '']) => ({ name, file: file.path })),
  );
  const onFloors = exported.filter(({ file }) => floorOf(file) !== undefined);
  return [...groupBy(onFloors, ({ name, file }) => `${floorOf(file) ?? ''} ${name}`)].flatMap(
    ([key, same]) => {
      const inFiles = [...new Set(same.map(({ file }) => file))];
      return inFiles.length < 2 ? [] : [`${key} is exported by ${inFiles.join(' and ')}`];
    },
  );
};

export const layoutFaults = (files: readonly SourceFile[]): string[] => [
  ...crowdedFolders(files),
  ...filesOnFloors(files),
  ...vagueBaseNames(files),
  ...repeatedBaseNames(files),
  ...repeatedExports(files),
];
