/**
 * Temporary files beside the one that they become, written through to the disk.
 *
 * What Linux really does, measured:
 * - The mode given to open(2) is cut by the umask; fchmod(2) is not. chown(2) takes setuid bits away, so it goes first.
 * - On a full disk open(2) still makes a file; write(2) or fsync(2) fail, and an empty file is left.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './errors.ts';

/** No other program makes such names; they begin with a dot, so systemd skips them. */
const temporaryName = /^\.hearth-(?:(\d+)-)?[0-9a-f]{12}\.tmp$/;

/** The process that writes it is in its name; one without, or whose number came again, goes by its age. */
const isAlive = (pid: string): boolean => {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (thrown) {
    return codeOf(thrown) !== 'ESRCH';
  }
};

/** A younger one may belong to a save that is under way. */
const leftoverAgeMs = 60_000;

export interface ModeAndOwner {
  /** As chmod(1) takes it, whatever the umask. */
  mode: number;
  /** Given to the file where the system permits it; without it the file is the person's. */
  owner?: { uid: number; gid: number };
}

/** Only root may give a file away; a group that one belongs to may be set by anyone. */
const setOwner = async (
  chown: (uid: number, gid: number) => Promise<void>,
  { uid, gid }: { uid: number; gid: number },
): Promise<void> => {
  const keepUser = -1;
  // Another owner or group may be refused; then the file is the writer’s, as with any editor.
  await chown(uid, gid).catch(() => chown(keepUser, gid).catch(() => undefined));
};

/** A path that nobody has, in the folder of `file`; `sweepTemporary` knows it for ours. */
const temporaryBeside = (file: string): string =>
  path.join(
    path.dirname(file),
    `.hearth-${String(process.pid)}-${randomBytes(6).toString('hex')}.tmp`,
  );

/** Writes a temporary file beside `file` and answers its path; after a failure none is left. */
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

/** Puts `content` in place of a file, or where there is none, whole or not at all. @throws what the file system says. */
export const putInPlace = async (
  file: string,
  content: string | Uint8Array,
  look: ModeAndOwner,
): Promise<void> => {
  const beside = await writeBeside(file, content, look);
  try {
    await rename(beside, file);
  } catch (thrown) {
    // The temporary file may never have been made; a leftover is swept later.
    await unlink(beside).catch(() => undefined);
    throw thrown;
  }
  await syncFolder(path.dirname(file));
};

/** A folder for its owner alone, whatever the umask and whoever made it before. */
export const makePrivate = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
};

/**
 * Makes the names in a folder last through a power cut. Never throws: what was done to them is done. Some file systems
 * cannot sync, a folder may be writable and not readable; the files are whole all the same.
 */
export const syncFolder = async (folder: string): Promise<void> => {
  // A folder that may not be opened cannot be synced; the file itself was.
  const handle = await open(folder, 'r').catch(() => null);
  // Not every file system syncs folders; the file itself was synced.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};

/**
 * Removes what a killed save left in a folder: only ordinary files with a name of ours whose process is gone, or that
 * are older than a minute.
 * Answers how many. A folder that cannot be read has none.
 */
export const sweepTemporary = async (folder: string, now = Date.now()): Promise<number> => {
  // Nothing is left over in a folder that is not there.
  const names = await readdir(folder).catch(() => []);
  const swept = await Promise.all(
    names
      .filter((name) => temporaryName.test(name))
      .map(async (name) => {
        const pid = temporaryName.exec(name)?.[1];
        const isGone = pid !== undefined && !isAlive(pid);
        const file = path.join(folder, name);
        // It is gone already.
        const facts = await lstat(file).catch(() => null);
        if (facts?.isFile() !== true) return false;
        if (!isGone && now - facts.mtimeMs < leftoverAgeMs) return false;
        // It is gone already, or is swept the next time.
        return unlink(file).then(
          () => true,
          () => false,
        );
      }),
  );
  return swept.filter(Boolean).length;
};
