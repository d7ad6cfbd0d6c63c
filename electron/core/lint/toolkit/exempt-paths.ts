/** Paths that say nothing when they are missing now. */
import type { PathFact } from './disk-facts.ts';
import { allOf, expanded, onceForUnit, type LintUnit } from './subject.ts';

/** The unit sees another file system than we do. */
const ownRoot = new Set([
  'RootDirectory',
  'RootImage',
  'MountImages',
  'ExtensionImages',
  'ExtensionDirectories',
  'TemporaryFileSystem',
  'BindPaths',
  'BindReadOnlyPaths',
]);

/** Folders that systemd makes before the service starts. */
const madeFolders = new Set([
  'RuntimeDirectory',
  'StateDirectory',
  'CacheDirectory',
  'LogsDirectory',
  'ConfigurationDirectory',
]);

const holds = (check: string, fact: PathFact): boolean => {
  if (fact.kind === 'unknown') return true;
  switch (check) {
    case 'PathIsDirectory':
    case 'DirectoryNotEmpty':
      return fact.kind === 'folder';
    case 'FileIsExecutable':
      return fact.kind === 'file' && fact.isExecutable;
    case 'FileNotEmpty':
      return fact.kind === 'file';
    default:
      return fact.kind !== 'missing';
  }
};

/** A condition on a path that is not met: the unit is not started, so it may name what is not installed. */
const isHeldBack = onceForUnit((unit) =>
  unit.all.some(({ section, key, value }) => {
    const check = /^(?:Condition|Assert)(Path\w+|File\w+|DirectoryNotEmpty)$/.exec(key)?.[1];
    if (section !== 'Unit' || check === undefined) return false;
    const [, negated, text = ''] = /^\|?\s*(?:(!)\s*)?(\S.*)?$/.exec(value) ?? [];
    const path = expanded(unit, text);
    const fact = path === null ? undefined : unit.facts.paths.get(path);
    // A glob, or a specifier that is not known here.
    if (fact === undefined) return true;
    return holds(check, fact) === (negated === '!');
  }),
);

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

const wordsIn = (value: string): string[] => value.split(/\s+/).filter((word) => word !== '');

const sparing = onceForUnit((unit) => {
  const { all } = unit;
  return {
    all: all.some(({ key }) => ownRoot.has(key)) || isHeldBack(unit),
    made: all
      .filter(({ key }) => madeFolders.has(key))
      .flatMap(({ value }) => wordsIn(value).map((name) => name.split(':')[0] ?? name)),
    mounts: all
      .filter(({ key }) => key === 'RequiresMountsFor')
      .flatMap(({ value }) => wordsIn(value).map((mount) => expanded(unit, mount) ?? mount))
      .filter((mount) => mount !== '/'),
  };
});

/** What `isSpared` compares a path with. */
export const sparedFolders = (unit: LintUnit): string[] => {
  const { made, mounts } = sparing(unit);
  return [...made, ...mounts];
};

/** True when it is no fault that a path is missing now: it comes with a mount, a condition or a setting. */
export const isSpared = (unit: LintUnit, path: string): boolean => {
  const { all, made, mounts } = sparing(unit);
  return (
    all ||
    made.some((name) => `${path}/`.includes(`/${name}/`)) ||
    mounts.some((mount) => isBelow(path, mount))
  );
};

const preparations = onceForUnit((unit) =>
  allOf(unit, unit.ownSection, 'ExecStartPre')
    .map(({ value }) => expanded(unit, value) ?? '')
    .join('\n'),
);

/** True when a command that runs before the main one names the path, and so probably makes it. */
export const isPrepared = (unit: LintUnit, path: string): boolean =>
  preparations(unit).includes(path);
