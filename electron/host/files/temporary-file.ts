/**
 * Temporary files beside their target, synced to disk.
 *
 * Linux, measured:
 * - The umask applies to the mode given to open(2) but not to fchmod(2). chown(2) clears setuid bits, so call it first.
 * - Where a parent can't be created, as on a read-only disk, Node's recursive mkdir fails with ENOENT, which says nothing.
 * - On a full disk open(2) still creates a file; write(2) or fsync(2) fails and leaves it empty.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './errors.ts';

/** Unique to Hearth; starts with a dot, so systemd skips it. */
const temporaryName = /^\.hearth-(?:(\d+)-)?[0-9a-f]{12}\.tmp$/;

/** The name holds the writer's PID; without it, or if the PID was reused, the file's age decides. */
const isAlive = (pid: string): boolean => {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (thrown) {
    return codeOf(thrown) !== 'ESRCH';
  }
};

/** A younger file may belong to a save in progress. */
const leftoverAgeMs = 60_000;

export interface ModeAndOwner {
  /** As for chmod(1), regardless of the umask. */
  mode: number;
  /** Set where permitted; by default the user owns the file. */
  owner?: { uid: number; gid: number };
}

/** Only root may change the owner; anyone may set a group they belong to. */
const setOwner = async (
  chown: (uid: number, gid: number) => Promise<void>,
  { uid, gid }: { uid: number; gid: number },
): Promise<void> => {
  const keepUser = -1;
  // If refused, the writer owns the file, as with any editor.
  await chown(uid, gid).catch(() => chown(keepUser, gid).catch(() => undefined));
};

/** An unused path beside `file`, which `sweepTemporary` recognizes. */
const temporaryBeside = (file: string): string =>
  path.join(
    path.dirname(file),
    `.hearth-${String(process.pid)}-${randomBytes(6).toString('hex')}.tmp`,
  );

/** Writes a temporary file beside `file` and returns its path; leaves none after a failure. */
export const writeBeside = async (
  file: string,
  content: string | Uint8Array,
  { mode, owner }: ModeAndOwner,
): Promise<string> => {
  const beside = temporaryBeside(file);
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  const handle = await open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o600);
  try {
    await handle.writeFile(content);
    if (owner !== undefined) await setOwner((uid, gid) => handle.chown(uid, gid), owner);
    await handle.chmod(mode);
    await handle.sync();
  } catch (thrown) {
    await unlink(beside);
    throw thrown;
  } finally {
    await handle.close();
  }
  return beside;
};

/** Creates or replaces a file, whole or not at all. @throws file system errors. */
export const putInPlace = async (
  file: string,
  content: string | Uint8Array,
  look: ModeAndOwner,
): Promise<void> => {
  const beside = await writeBeside(file, content, look);
  try {
    await rename(beside, file);
  } catch (thrown) {
    // It may never have been created; a leftover is swept later.
    await unlink(beside).catch(() => undefined);
    throw thrown;
  }
  await syncFolder(path.dirname(file));
};

/** Creates a folder and its parents, if missing. @throws why the first of them couldn't be created. */
export const makeAll = async (folder: string, mode?: number): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true, mode });
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT' || folder === path.dirname(folder)) throw thrown;
    await makeAll(path.dirname(folder), mode);
    await mkdir(folder, { mode });
  }
};

/** Makes a folder private, regardless of the umask and even if it exists. @throws ENOTDIR, also for a link. */
export const makePrivate = async (folder: string): Promise<void> => {
  await makeAll(folder, 0o700);
  // A link would let whoever made it choose which folder changes.
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  const handle = await open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  await handle.chmod(0o700).finally(() => handle.close());
};

/**
 * Makes the names in a folder survive a power cut. Never throws, as the change itself is done: some file systems can't
 * sync, a folder may be writable but not readable, and the files are whole anyway.
 */
export const syncFolder = async (folder: string): Promise<void> => {
  // A folder that can't be opened can't be synced; the file itself was.
  const handle = await open(folder, 'r').catch(() => null);
  // Not every file system syncs folders; the file itself was synced.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};

/**
 * Removes leftovers of killed saves: only regular files named by Hearth that are older than a minute or have lost
 * their process. Returns how many; 0 for an unreadable folder.
 */
export const sweepTemporary = async (folder: string, now = Date.now()): Promise<number> => {
  // A missing folder has no leftovers.
  const names = await readdir(folder).catch(() => []);
  const swept = await Promise.all(
    names
      .filter((name) => temporaryName.test(name))
      .map(async (name) => {
        const pid = temporaryName.exec(name)?.[1];
        const isGone = pid !== undefined && !isAlive(pid);
        const file = path.join(folder, name);
        // It's already gone.
        const facts = await lstat(file).catch(() => null);
        if (facts?.isFile() !== true) return false;
        if (!isGone && now - facts.mtimeMs < leftoverAgeMs) return false;
        // It's already gone, or will be swept next time.
        return unlink(file).then(
          () => true,
          () => false,
        );
      }),
  );
  return swept.filter(Boolean).length;
};
