/** Paths that say nothing when they are missing now. */
import type { PathFact } from './lint-facts.ts';
import { allCommandsOf, expanded, type LintUnit } from './lint-unit.ts';

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
const isHeldBack = (unit: LintUnit): boolean =>
  unit.all.some(({ section, key, value }) => {
    const check = /^(?:Condition|Assert)(Path\w+|File\w+|DirectoryNotEmpty)$/.exec(key)?.[1];
    if (section !== 'Unit' || check === undefined) return false;
    const [, negated, text = ''] = /^\|?\s*(!?)\s*(.*)$/.exec(value) ?? [];
    const path = expanded(unit, text);
    const fact = path === null ? undefined : unit.facts.paths.get(path);
    // A glob, or a specifier that is not known here.
    if (fact === undefined) return true;
    return holds(check, fact) === (negated === '!');
  });

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

/** True when it is no fault that a path is missing now: it comes with a mount, a condition, a setting or a command. */
export const isSpared = (unit: LintUnit, path: string): boolean => {
  const { all } = unit;
  if (all.some(({ key }) => ownRoot.has(key)) || isHeldBack(unit)) return true;
  const isMade = all.some(
    ({ key, value }) =>
      madeFolders.has(key) &&
      value
        .split(/\s+/)
        .some((name) => name !== '' && `${path}/`.includes(`/${name.split(':')[0] ?? ''}/`)),
  );
  const isMounted = all.some(
    ({ key, value }) =>
      key === 'RequiresMountsFor' &&
      value
        .split(/\s+/)
        .some((mount) => mount !== '/' && isBelow(path, expanded(unit, mount) ?? mount)),
  );
  const isPrepared = allCommandsOf(unit).some(
    ({ assignment }) =>
      assignment.key === 'ExecStartPre' && (expanded(unit, assignment.value) ?? '').includes(path),
  );
  return isMade || isMounted || isPrepared;
};
