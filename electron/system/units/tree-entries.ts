/** What entries of the search path mean to systemd. */
import { summaryOf, type Summary } from '../../core/units/file-summary.ts';
import { leadsInside, type Entry } from '../../core/units/search-path.ts';
import type { LinkEnd, TreeEntry } from '../../host/tree.ts';

const readSummary = (bytes: Uint8Array): Summary =>
  summaryOf(
    bytes,
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
  );

/** A unit file that isn't a link. */
export const fileEntry = ({ bytes, fault }: { bytes: Uint8Array | null; fault: string }): Entry => {
  if (bytes === null) {
    return { kind: ['EACCES', 'ENOENT', 'ENOTDIR'].includes(fault) ? 'hidden' : 'other' };
  }
  return { kind: 'file', masked: bytes.length === 0, facts: readSummary(bytes) };
};

/** /dev/null or an empty file: null_or_empty_path(). False if missing, null if unknown. */
const isEmpty = (end: LinkEnd | null): boolean | null => {
  switch (end?.kind) {
    case 'file':
      return end.stamp.size === 0;
    case 'folder':
      return false;
    case 'special':
      return end.what === 'device';
    case 'nowhere':
      return end.fault === 'ENOENT' ? false : null;
    case 'silent':
    case undefined:
      return null;
  }
};

/** A link's entry. Source: unit_file_resolve_symlink() in systemd's unit-file.c. */
export const linkEntry = (
  { target, end }: Extract<TreeEntry, { kind: 'link' }>,
  searchPath: readonly string[],
): Entry => {
  const inside = leadsInside(target, searchPath);
  // Its target is watched, so that the file is read as soon as the mount answers.
  if (end?.kind === 'silent') return { kind: 'link', target, inside, masked: false, outside: null };
  const masked = isEmpty(end);
  if (masked === null) return { kind: 'other' };
  const facts =
    inside || masked || end?.kind !== 'file' || end.bytes === null ? null : readSummary(end.bytes);
  const outside = facts === null || end?.kind !== 'file' ? null : { path: end.path, facts };
  return { kind: 'link', target, inside, masked, outside };
};

/** A drop-in's facts; null if systemd can't read it. */
export const dropInFacts = (entry: TreeEntry): { facts: Summary; time: number; size: number } => {
  const file = entry.kind === 'link' ? entry.end : entry;
  // A link to /dev/null reads as empty and hides drop-ins of the same name in later folders.
  if (file?.kind === 'special' && file.what === 'device') return { facts: [], time: 0, size: 0 };
  if (file?.kind !== 'file' || file.bytes === null || file.stamp === null) {
    return { facts: null, time: 0, size: 0 };
  }
  const { mtimeMs: time, size } = file.stamp;
  return { facts: readSummary(file.bytes), time, size };
};
