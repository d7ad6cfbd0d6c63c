/** Paths that may be missing now. */
import type { PathFact } from './disk-facts.ts';
import { assignmentsOf, expanded, onceForUnit, type LintUnit } from './subject.ts';

/** With these, the unit sees another file system than we do. */
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

/** Folders that systemd creates before the service starts. */
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

/** A condition on a path isn’t met: the unit doesn’t start, so it may name what isn’t installed. */
const isHeldBack = onceForUnit((unit) =>
  unit.all.some(({ section, key, value }) => {
    const check = /^(?:Condition|Assert)(Path\w+|File\w+|DirectoryNotEmpty)$/.exec(key)?.[1];
    if (section !== 'Unit' || check === undefined) return false;
    const [, negated, text = ''] = /^\|?\s*(?:(!)\s*)?(\S.*)?$/.exec(value) ?? [];
    const path = expanded(unit, text);
    const fact = path === null ? undefined : unit.facts.paths.get(path);
    // A glob, or a specifier unknown here.
    if (fact === undefined) return true;
    return holds(check, fact) === (negated === '!');
  }),
);

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

const wordsIn = (value: string): string[] => value.split(/\s+/).filter((word) => word !== '');

const exemptions = onceForUnit((unit) => {
  const { all } = unit;
  return {
    all: unit.isPartial || isHeldBack(unit),
    hasOwnRoot: all.some(({ key }) => ownRoot.has(key)),
    made: all
      .filter(({ key }) => madeFolders.has(key))
      .flatMap(({ value }) => wordsIn(value).map((name) => name.split(':')[0] ?? name)),
    mounts: all
      .filter(({ key }) => key === 'RequiresMountsFor')
      .flatMap(({ value }) => wordsIn(value).map((mount) => expanded(unit, mount) ?? mount))
      .filter((mount) => mount !== '/'),
  };
});

/** The folders that `isExempt` compares a path with. */
export const exemptFolders = (unit: LintUnit): string[] => {
  const { made, mounts } = exemptions(unit);
  return [...made, ...mounts];
};

/** The same for a path that is opened before systemd creates the folders of RuntimeDirectory= and the like. */
export const isExemptFirst = (unit: LintUnit, path: string): boolean => {
  const { all, mounts } = exemptions(unit);
  return all || mounts.some((mount) => isBelow(path, mount));
};

/** The same for a path outside of the service’s own view of the file system, such as the source of a bind mount. */
export const isExemptOutside = (unit: LintUnit, path: string): boolean =>
  isExemptFirst(unit, path) ||
  exemptions(unit).made.some((name) => `${path}/`.includes(`/${name}/`));

/** True if a path may be missing now: a mount, a condition, or a setting explains it. */
export const isExempt = (unit: LintUnit, path: string): boolean =>
  exemptions(unit).hasOwnRoot || isExemptOutside(unit, path);

const preparations = onceForUnit((unit) =>
  assignmentsOf(unit, unit.ownSection, 'ExecStartPre')
    .map(({ value }) => expanded(unit, value) ?? '')
    .join('\n'),
);

/** True if a command that runs before the main one names the path, so it probably creates it. */
export const isPrepared = (unit: LintUnit, path: string): boolean =>
  preparations(unit).includes(path);
