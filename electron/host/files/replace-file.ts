/**
 * Reading a file together with its version, and replacing it only while it still is that version.
 *
 * What Linux really does, measured:
 * - open(2) of a FIFO waits for a writer, unless it is opened with O_NONBLOCK; that of a socket fails with ENXIO.
 * - rename(2) replaces a link itself: whoever wants what it leads to must rename onto the real path.
 * - A file in place of another has a new inode. Hard links to the old one keep the old text, and extended attributes
 *   and ACLs stay behind with it: Node.js can neither read nor write those.
 * - Nothing here can compare and swap in one step (renameat2(2) is out of Node.js's reach). Within Hearth saves of one
 *   file wait for each other; of another program's save in the microseconds between last look and rename, ours wins.
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

/** To the end, whatever size was told before: a file may grow under the reading. */
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
 * The bytes of a file behind links, at most 4 MiB, with their hash; null when there is none, also for a link that
 * leads nowhere. Never waits for a FIFO, never opens a device.
 * @throws file-special, file-unreadable, file-too-large, link-loop, file-failed.
 */
export const readVersioned = async (file: string): Promise<FileRead | null> => {
  try {
    refuse(file, await stat(file));
    const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants;
    const handle = await open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    try {
      // Another thing may have been put there since.
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

/** Of each real path. */
const turns = createTurns();

/** Behind links; of a file that does not exist, its place in the real folder; null when that does not exist either. */
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
  /** What was read; null for a file that must not exist yet. */
  version: FileVersion | null;
  bytes: Uint8Array;
  /** Of a new file, else that of the old one stays; 0644 where nothing is said. */
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
    // A link that leads nowhere is in the way, and has no text to show.
    if (theirs === null) throw thrown;
    return conflict(theirs);
  } finally {
    // One that stays is swept later; the file is made all the same.
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
    // The temporary file may never have been made; a leftover is swept later.
    await unlink(beside).catch(() => undefined);
    throw thrown;
  }
  await syncFolder(path.dirname(real));
  return { kind: 'saved', version: versionOf(bytes) };
};

/**
 * Puts `bytes` in place of a file whole or not at all, if it still is what was read; when it throws, nothing was done. Links stay: what is behind them is
 * replaced. Mode stays, owner and group where the system permits.
 * @throws what `readVersioned` throws; disk-full, folder-not-writable, file-exists (a link that leads nowhere), file-failed.
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
      // A link that was turned elsewhere meanwhile leads to another file now.
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
 * Removes a name, if what is there still is what was read; when it throws, nothing was done. Of a link only the link goes, never what it leads to.
 * @throws what `readVersioned` throws; folder-not-writable, file-failed.
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
