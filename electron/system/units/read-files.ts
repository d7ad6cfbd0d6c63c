/** Reads a unit from disk: its files with their origins, and the recommended way to change it. */
import path from 'node:path';
import { listItself, onUnit, removeFile, shellLine } from '../../core/commands.ts';
import { problem, toProblem } from '../../core/problems/problem.ts';
import {
  editableBytesMax,
  type FileContent,
  type SourceFile,
  type UnitSource,
} from '../../core/files/unit-files.ts';
import type { FileRead, HostFiles } from '../../host/host-files.ts';
import { versionOf } from '../../host/files/replace-file.ts';
import { findDropIns, unitsWithDropIn } from './drop-ins.ts';
import { findUnit, namesIn, type KnownUnit } from './names.ts';
import type { PersonFolders } from '../../core/units/unit-specifiers.ts';
import { scriptFolderOf } from '../../core/names/script-names.ts';
import { readScripts } from './script-files.ts';
import { filesOriginTexts } from '../../core/texts/files/origin.ts';
import { barrierOf, fileOriginOf, sourceOf } from './file-origin.ts';
import {
  entryAt,
  fileAt,
  isThereIn,
  isWritableIn,
  realPathIn,
  type UnitSnapshot,
} from './search-path-snapshot.ts';

type Files = Pick<HostFiles, 'read' | 'look' | 'realPaths'>;

/** The state of a file before a change. */
export type ReadFile = Pick<FileRead, 'bytes' | 'version' | 'mode'>;

/** A file from the snapshot, else from disk; null if there is none. @throws as the host's `read`. */
export const readFileIn = async (
  snapshot: UnitSnapshot,
  files: Pick<HostFiles, 'read'>,
  file: string,
): Promise<ReadFile | null> => {
  if (isThereIn(snapshot, file) === false) return null;
  const found = fileAt(snapshot, file);
  // The snapshot truncates a larger file; `read` refuses it.
  if (found?.bytes == null || found.bytes.length >= editableBytesMax) return files.read(file);
  // Copy, so that nobody gets the rest of a shared buffer.
  const bytes = new Uint8Array(found.bytes);
  return { bytes, version: versionOf(bytes), mode: found.stamp.mode };
};

export const bytesAt = async (
  ...where: Parameters<typeof readFileIn>
): Promise<Uint8Array | null> => (await readFileIn(...where))?.bytes ?? null;

const contentOf = async (
  snapshot: UnitSnapshot,
  files: Files,
  { file, realPath, isFragment }: { file: string; realPath: string; isFragment: boolean },
): Promise<FileContent> => {
  if (realPath === '/dev/null') return { kind: 'masked' };
  try {
    const bytes = await bytesAt(snapshot, files, file);
    if (bytes === null) {
      const detail = filesOriginTexts.missing;
      return { kind: 'problem', problem: problem('file-failed', { path: file, detail }) };
    }
    // systemd.unit(5): an empty unit file masks the unit; an empty drop-in only hides drop-ins of the same name.
    if (isFragment && bytes.length === 0) return { kind: 'masked' };
    return { kind: 'text', bytes, version: versionOf(bytes) };
  } catch (thrown) {
    return { kind: 'problem', problem: toProblem(thrown) };
  }
};

type Barrier = Pick<SourceFile, 'readOnly' | 'command'>;
const open: Barrier = { readOnly: null, command: null };

/** What the drop-in's folder is named after. */
const holderOf = (file: string): string => path.basename(path.dirname(file)).replace(/\.d$/, '');

/** Why a file in the user's own folder can't be edited there; null leaves it to the folder's permissions. */
const ownBarrier = (
  unit: KnownUnit,
  { path: file, realPath, content, ref }: Omit<SourceFile, keyof Barrier>,
): Barrier | null => {
  if (content.kind === 'masked') {
    const isLink = realPath === '/dev/null';
    return {
      readOnly: isLink ? filesOriginTexts.maskLink : filesOriginTexts.maskFile,
      command:
        isLink && ref.kind === 'fragment'
          ? shellLine(onUnit('unmask', unit.id))
          : shellLine(removeFile(file)),
    };
  }
  if (content.kind === 'problem') {
    return { readOnly: content.problem.why, command: content.problem.command };
  }
  return null;
};

const folderBarrier = (folder: string, isWritable: boolean): Barrier =>
  isWritable
    ? open
    : {
        readOnly: filesOriginTexts.folderNotWritable(folder),
        command: shellLine(listItself(folder)),
      };

type Read = Omit<SourceFile, keyof Barrier> & { barrier: Barrier | null };

const readFile = async (
  {
    snapshot,
    files,
    place,
    unit,
    others,
  }: {
    snapshot: UnitSnapshot;
    files: Files;
    place: PersonFolders;
    unit: KnownUnit;
    others: readonly string[];
  },
  file: string,
  kind: 'fragment' | 'drop-in',
): Promise<Read> => {
  const shared = kind === 'drop-in' && !unit.names.includes(holderOf(file));
  const ref: SourceFile['ref'] =
    kind === 'fragment'
      ? { kind }
      : { kind, name: path.basename(file), ...(shared ? { of: holderOf(file) } : {}) };
  const folder = path.dirname(kind === 'fragment' ? file : path.dirname(file));
  const origin = fileOriginOf(folder, place);
  const realPath = realPathIn(snapshot, file);
  const content = await contentOf(snapshot, files, {
    file,
    realPath,
    isFragment: kind === 'fragment',
  });
  const changes = shared ? unitsWithDropIn(snapshot, file, [unit.id, ...others]) : [];
  const madeFrom = origin === 'generated' ? sourceOf(content) : null;
  const facts = { ref, path: file, realPath, origin, changes, content, madeFrom };
  const barrier = barrierOf(origin, { unit: unit.id, ...facts }, place);
  return {
    ...facts,
    barrier:
      barrier === null
        ? ownBarrier(unit, facts)
        : { readOnly: barrier.why, command: barrier.command },
  };
};

/** Asks the host only about folders outside the search path, without links. */
const withBarriers = async (
  snapshot: UnitSnapshot,
  files: Files,
  read: readonly Read[],
): Promise<SourceFile[]> => {
  const folders = new Set(
    read.flatMap(({ barrier, realPath }) => (barrier === null ? [path.dirname(realPath)] : [])),
  );
  const elsewhere = [...folders].filter((folder) => isWritableIn(snapshot, folder) === null);
  const looks = elsewhere.length === 0 ? [] : await files.look(elsewhere);
  return read.map(({ barrier, ...file }) => {
    const folder = path.dirname(file.realPath);
    const isWritable =
      isWritableIn(snapshot, folder) ?? looks[elsewhere.indexOf(folder)]?.writable === true;
    return { ...file, ...(barrier ?? folderBarrier(folder, isWritable)) };
  });
};

const adviceFor = (
  unit: KnownUnit,
  fragment: SourceFile | undefined,
  shadowed: string | undefined,
): UnitSource['advice'] => {
  if (fragment === undefined) {
    return { suits: 'override', why: filesOriginTexts.noFile };
  }
  if (fragment.content.kind === 'masked') {
    return { suits: 'override', why: filesOriginTexts.masked };
  }
  if (fragment.content.kind === 'problem') {
    return { suits: 'override', why: fragment.content.problem.what };
  }
  if (fragment.origin !== 'mine') {
    return { suits: 'override', why: filesOriginTexts.override[fragment.origin] };
  }
  if (path.basename(fragment.path) !== unit.id) {
    return { suits: 'override', why: filesOriginTexts.template };
  }
  return {
    suits: 'full',
    why: shadowed === undefined ? filesOriginTexts.own : filesOriginTexts.ownInPlaceOf(shadowed),
  };
};

/** The same file name in a later folder of the search path. */
const shadowedBy = (snapshot: UnitSnapshot, fragment: string): string | undefined => {
  const { searchPath } = snapshot;
  return searchPath
    .slice(searchPath.indexOf(path.dirname(fragment)) + 1)
    .map((folder) => path.join(folder, path.basename(fragment)))
    .find((file) => {
      const entry = entryAt(snapshot, file);
      return entry !== undefined && (entry.kind !== 'link' || entry.end?.kind !== 'nowhere');
    });
};

/**
 * Reads all of a unit's files and scripts, by any of its names. Never throws for an unreadable file, but returns its
 * problem in place.
 * @param others the units that may share a drop-in with it.
 */
export const readUnitSource = async (
  snapshot: UnitSnapshot,
  files: Files,
  unit: string,
  place: PersonFolders,
  others: readonly string[],
): Promise<UnitSource> => {
  const { unitFolder } = place;
  const known = findUnit(snapshot, unit);
  const dropIns = findDropIns(snapshot, known.names);
  // systemd ignores a folder or FIFO in place of the user's file, but the user should know.
  const own = path.join(unitFolder, known.id);
  const fragment = known.fragment ?? (entryAt(snapshot, own) === undefined ? null : own);
  const from = { snapshot, files, place, unit: known, others };
  const read = await Promise.all([
    ...(fragment === null ? [] : [readFile(from, fragment, 'fragment')]),
    ...dropIns.map((file) => readFile(from, file, 'drop-in')),
  ]);
  const texts = read.flatMap(({ content }) => (content.kind === 'text' ? [content.bytes] : []));
  const scripts = (await readScripts(files, known.id, texts, place)).map((script): Read => ({
    ...script,
    barrier: ownBarrier(known, script),
  }));
  const source = await withBarriers(snapshot, files, [...read, ...scripts]);
  const shadowed = fragment === null ? undefined : shadowedBy(snapshot, fragment);
  return {
    unit: known.id,
    files: source,
    advice: adviceFor(known, fragment === null ? undefined : source[0], shadowed),
    ownFragment: path.join(unitFolder, path.basename(fragment ?? known.id)),
    ownDropIns: path.join(unitFolder, `${known.id}.d`),
    ownScripts: scriptFolderOf({ home: place.home, runtime: place.runtimeFolder }),
  };
};

/**
 * The bytes of each unit's files in the order they take effect, without masks and unreadable files, to compare with
 * later.
 */
export const readUnitBytes = async (
  snapshot: UnitSnapshot,
  files: Pick<HostFiles, 'read'>,
  units: readonly string[],
): Promise<Map<string, Uint8Array[]>> => {
  const names = namesIn(snapshot);
  const bytes = new Map<string, Uint8Array[]>();
  for (const unit of units) {
    const known = findUnit(snapshot, unit, names);
    const { fragment } = known;
    const all = [...(fragment === null ? [] : [fragment]), ...findDropIns(snapshot, known.names)];
    const plain = all.filter((file) => realPathIn(snapshot, file) !== '/dev/null');
    // An unreadable file has no bytes to compare.
    const read = await Promise.all(
      plain.map((file) => bytesAt(snapshot, files, file).catch(() => null)),
    );
    bytes.set(
      unit,
      read.filter((content) => content !== null),
    );
  }
  return bytes;
};
