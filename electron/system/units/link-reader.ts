/** Where a link in a folder of the search path leads. Source: unit_file_resolve_symlink() in systemd's unit-file.c. */
import { readlinkSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from '../../core/units/search-path.ts';
import type { FileReader } from './summary-reader.ts';

/** The path with the links in its folders resolved, its last name left as it is. It need not exist. */
const resolved = (target: string): string => {
  const folder = path.dirname(target);
  try {
    return path.join(realpathSync.native(folder), path.basename(target));
  } catch {
    return path.normalize(target);
  }
};

/** /dev/null or an empty file: null_or_empty_path(). False for what is not there, null for what cannot be told. */
const isEmpty = (file: string): boolean | null => {
  try {
    const stats = statSync(file);
    return (
      stats.isCharacterDevice() || stats.isBlockDevice() || (stats.isFile() && stats.size === 0)
    );
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ENOENT' ? false : null;
  }
};

/** UNIT_FILE_FOLLOW_SYMLINK_MAX in install.c. */
const mostLinks = 64;

/** The file at the end of the links outside of the search path; null where there is none, or systemd cannot read it. */
const outsideOf = (
  target: string,
  files: FileReader,
): { path: string; facts: readonly { key: string; value: string }[] } | null => {
  let at = target;
  for (let links = 0; links < mostLinks; links += 1) {
    try {
      at = resolved(path.resolve(path.dirname(at), readlinkSync(at)));
    } catch {
      const entry = files.unit(at);
      return entry.kind === 'file' && entry.facts !== null
        ? { path: at, facts: entry.facts }
        : null;
    }
  }
  return null;
};

/** @returns no last name where the link went while it was read. */
export const readLinkEntry = (
  link: string,
  searchPath: readonly string[],
  files: FileReader,
): { lastName: string | null; entry: Entry } => {
  let to: string;
  try {
    to = readlinkSync(link);
  } catch {
    return { lastName: null, entry: { kind: 'hidden' } };
  }
  const lastName = path.basename(to);
  const target = resolved(path.resolve(path.dirname(link), to));
  const inside = searchPath.some((folder) => target.startsWith(`${folder}/`));
  const masked = isEmpty(target);
  if (masked === null) return { lastName, entry: { kind: 'other' } };
  const outside = inside || masked ? null : outsideOf(target, files);
  return { lastName, entry: { kind: 'link', target, inside, masked, outside } };
};
