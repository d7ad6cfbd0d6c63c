/**
 * Reads a file with its version, and replaces it only while that version is current.
 *
 * Linux, measured:
 * - open(2) on a FIFO waits for a writer unless O_NONBLOCK is set; on a socket it fails with ENXIO.
 * - rename(2) replaces a link itself; to replace its target, rename onto the real path.
 * - A replaced file has a new inode. Hard links keep the old text, and extended attributes and ACLs are lost: Node.js
 *   can neither read nor write them.
 * - Compare and swap isn't possible (Node.js has no renameat2(2)). Within Hearth, saves of one file wait for each
 *   other; if another program saves in the microseconds between our last check and the rename, ours wins.
 */
import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { link, open, realpath, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fail, ProblemError } from '../../core/problems/problem.ts';
import { problemsFilesTexts } from '../../core/texts/problems/files.ts';
import type { Conflict, FileRead } from '../host-files.ts';
import type { SpecialFile } from '../../core/problems/files.ts';
import { editableBytesMax, type FileVersion } from '../../core/files/unit-files.ts';
import { sweepTemporary, syncFolder, writeBeside } from './temporary-file.ts';
import { codeOf, isMissing, sentenceOf, writeProblem } from './errors.ts';
import { createTurns } from '../async/keyed-mutex.ts';

type Theirs = Conflict['theirs'];
type ReplaceOutcome = { kind: 'saved'; version: FileVersion } | Conflict;
type RemoveOutcome = { kind: 'removed' } | Conflict;

export const versionOf = (bytes: Uint8Array): FileVersion =>
  createHash('sha256').update(bytes).digest('hex');

const specialKind = (facts: Stats): SpecialFile | null => {
  if (facts.isFile()) return null;
  if (facts.isDirectory()) return 'folder';
  if (facts.isFIFO()) return 'fifo';
  return facts.isSocket() ? 'socket' : 'device';
};

const refuse = (file: string, facts: Stats): void => {
  const kind = specialKind(facts);
  if (kind !== null) throw fail('file-special', { path: file, kind });
  if (facts.size > editableBytesMax) throw tooLarge(file, facts.size);
};

const tooLarge = (file: string, sizeBytes: number): ProblemError =>
  fail('file-too-large', { path: file, sizeBytes, maxBytes: editableBytesMax });

const readProblem = (thrown: unknown, file: string): unknown => {
  if (thrown instanceof ProblemError) return thrown;
  if (codeOf(thrown) === 'ELOOP') return fail('link-loop', { path: file });
  if (['EACCES', 'EPERM'].includes(codeOf(thrown))) return fail('file-unreadable', { path: file });
  return fail('file-failed', { path: file, detail: sentenceOf(thrown) });
};

/** Reads to the end, ignoring the size from stat: the file may grow meanwhile. */
const readBounded = async (handle: FileHandle, file: string): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, null);
    if (bytesRead === 0) break;
    length += bytesRead;
    if (length > editableBytesMax) throw tooLarge(file, length);
    chunks.push(buffer.subarray(0, bytesRead));
  }
  return new Uint8Array(Buffer.concat(chunks));
};

/**
 * A file's bytes behind links, at most 4 MiB, with their hash; null if there is none, or the link is dangling.
 * Never waits for a FIFO, never opens a device.
 * @throws file-special, file-unreadable, file-too-large, link-loop, file-failed.
 */
export const readVersioned = async (file: string): Promise<FileRead | null> => {
  try {
    refuse(file, await stat(file));
    const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants;
    const handle = await open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    try {
      // It may have been replaced since.
      const facts = await handle.stat();
      refuse(file, facts);
      const bytes = await readBounded(handle, file);
      const { uid, gid } = facts;
      return {
        bytes,
        version: versionOf(bytes),
        mode: facts.mode & 0o7777,
        owner: { uid, gid },
        realPath: await realpath(file),
      };
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw readProblem(thrown, file);
  }
};

/** Keyed by real path. */
const turns = createTurns();

/** Resolves links; for a missing file, its place in the real folder; null if that is missing, too. */
const realPlace = async (file: string): Promise<string | null> => {
  try {
    return await realpath(file);
  } catch (thrown) {
    if (!isMissing(thrown)) throw readProblem(thrown, file);
  }
  const folder = path.dirname(file);
  try {
    return path.join(await realpath(folder), path.basename(file));
  } catch (thrown) {
    if (!isMissing(thrown)) throw writeProblem(thrown, folder);
    return null;
  }
};

const conflict = (theirs: Theirs): Conflict => ({
  kind: 'conflict',
  theirs: theirs === null ? null : { bytes: theirs.bytes, version: theirs.version },
});

interface Replacement {
  /** The version that was read; null if the file must not exist yet. */
  version: FileVersion | null;
  bytes: Uint8Array;
  /** For a new file, 0644 by default; an old file keeps its mode. */
  mode?: number;
}

const makeNew = async (
  file: string,
  { bytes, mode = 0o644 }: Replacement,
): Promise<ReplaceOutcome> => {
  const beside = await writeBeside(file, bytes, { mode });
  try {
    await link(beside, file);
  } catch (thrown) {
    const theirs = codeOf(thrown) === 'EEXIST' ? await readVersioned(file) : null;
    // A dangling link is in the way and has no text to show.
    if (theirs === null) throw thrown;
    return conflict(theirs);
  } finally {
    // A leftover is swept later; the file itself is in place.
    await unlink(beside).catch(() => undefined);
  }
  await syncFolder(path.dirname(file));
  return { kind: 'saved', version: versionOf(bytes) };
};

const replaceOld = async (
  real: string,
  old: FileRead,
  { bytes }: Replacement,
): Promise<ReplaceOutcome> => {
  if (versionOf(bytes) === old.version) return { kind: 'saved', version: old.version };
  const beside = await writeBeside(real, bytes, old);
  try {
    const now = await readVersioned(real);
    if (now?.version !== old.version) {
      await unlink(beside);
      return conflict(now);
    }
    await rename(beside, real);
  } catch (thrown) {
    // It may never have been created; a leftover is swept later.
    await unlink(beside).catch(() => undefined);
    throw thrown;
  }
  await syncFolder(path.dirname(real));
  return { kind: 'saved', version: versionOf(bytes) };
};

/**
 * Replaces a file, whole or not at all, if it hasn't changed since it was read; if it throws, nothing was done.
 * Keeps links and replaces their target. Keeps the mode, and owner and group where permitted.
 * @throws as `readVersioned`; disk-full, folder-not-writable, file-exists (a dangling link), file-failed.
 */
export const replaceFile = async (
  file: string,
  replacement: Replacement,
): Promise<ReplaceOutcome> => {
  const real = await realPlace(file);
  if (real === null) {
    const detail = problemsFilesTexts.reasons.ENOENT;
    throw fail('file-failed', { path: path.dirname(file), detail });
  }
  return turns.take(real, async () => {
    try {
      await sweepTemporary(path.dirname(real));
      const old = await readVersioned(file);
      if (old === null && replacement.version === null) return await makeNew(real, replacement);
      // The link may point to another file by now.
      if (old?.version !== replacement.version || old.realPath !== real) {
        return conflict(old);
      }
      return await replaceOld(real, old, replacement);
    } catch (thrown) {
      throw thrown instanceof ProblemError ? thrown : writeProblem(thrown, real);
    }
  });
};

/**
 * Removes a file if it hasn't changed since it was read; if it throws, nothing was done. Removes a link itself,
 * never its target.
 * @throws as `readVersioned`; folder-not-writable, file-failed.
 */
export const removeFile = async (file: string, version: FileVersion): Promise<RemoveOutcome> =>
  turns.take((await realPlace(file)) ?? file, async () => {
    try {
      const old = await readVersioned(file);
      if (old?.version !== version) return conflict(old);
      await unlink(file);
      await syncFolder(path.dirname(file));
      return { kind: 'removed' };
    } catch (thrown) {
      throw thrown instanceof ProblemError ? thrown : writeProblem(thrown, file);
    }
  });
