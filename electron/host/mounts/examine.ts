/** What is at a path, for a diagnosis: every answer says what the kernel would say to a service. Source: stat(2), access(2). */
import { constants, opendir, open, realpath, stat, statfs } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import path from 'node:path';
import type { DiskLook } from '../../core/diagnosis/symptoms.ts';
import { deepestAbove } from '../../core/text/path.ts';
import { createPatience, type Ask } from '../async/hang-guard.ts';
import { codeOf } from '../files/errors.ts';
import { may } from '../files/paths.ts';
import type { HostFiles } from '../host-files.ts';
import { readMounts, type Mount } from './mount-table.ts';
import { silentOn } from './reach.ts';

/** Enough for a `#!` line, and for an ELF header with the path of its loader. */
const headBytes = 4096;
const namesMax = 5000;
const permissionBits = 0o7777;

type Seen = Pick<Extract<DiskLook, { kind: 'special' }>, 'realPath' | 'mode' | 'isOwn' | 'mount'>;

const headOf = async (file: string): Promise<string | null> => {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null); // Unreadable.
  if (handle === null) return null;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch {
    // A disk error: nothing is known of its content.
    return null;
  } finally {
    await handle.close();
  }
};

const namesIn = async (folder: string): Promise<string[]> => {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) {
      names.push(name);
      if (names.length >= namesMax) break;
    }
  } catch {
    // It may be entered, but not listed.
  }
  return names;
};

/** The deepest folder that exists on the way. */
const nearestTo = async (file: string): Promise<string> => {
  for (let at = path.dirname(file); at !== '/'; at = path.dirname(at)) {
    const facts = await stat(at).catch(() => null); // Missing, too.
    if (facts?.isDirectory() === true) return at;
  }
  return '/';
};

/** The first folder on the way that can’t be entered. */
const closedOn = async (file: string): Promise<DiskLook> => {
  const parts = path.dirname(file).split('/').slice(1);
  for (let depth = 0; depth <= parts.length; depth += 1) {
    const folder = `/${parts.slice(0, depth).join('/')}`;
    if (!(await may(folder, constants.X_OK))) return { kind: 'closed', folder };
  }
  return { kind: 'unknown' };
};

/** Whether these permission bits let the person execute it, whatever its mount says. Source: path_resolution(7). */
const mayExecute = ({ mode, uid, gid }: Stats): boolean => {
  if (process.getuid?.() === 0) return (mode & 0o111) !== 0;
  if (uid === process.getuid?.()) return (mode & 0o100) !== 0;
  const groups = [process.getgid?.(), ...(process.getgroups?.() ?? [])];
  return (mode & (groups.includes(gid) ? 0o010 : 0o001)) !== 0;
};

const mountSeenAt = async (
  realPath: string,
  mounts: ReadonlyMap<string, Mount>,
): Promise<Seen['mount']> => {
  const mount = deepestAbove(mounts, realPath);
  const space = await statfs(realPath).catch(() => null); // Not every file system counts.
  return {
    point: mount?.point ?? '/',
    isNoexec: mount?.noexec === true,
    isReadOnly: mount?.readOnly === true,
    freeBytes: space === null ? null : space.bavail * space.bsize,
    // Some file systems make room for files as they go.
    freeFiles: space === null || space.files === 0 ? null : space.ffree,
  };
};

const lookOf = async (file: string, mounts: ReadonlyMap<string, Mount>): Promise<DiskLook> => {
  const facts = await stat(file);
  const realPath = await realpath(file);
  const seen: Seen = {
    realPath,
    mode: facts.mode & permissionBits,
    isOwn: facts.uid === process.getuid?.(),
    mount: await mountSeenAt(realPath, mounts),
  };
  const [isReadable, isWritable, isEnterable] = await Promise.all(
    [constants.R_OK, constants.W_OK, constants.X_OK].map((mode) => may(file, mode)),
  );
  if (facts.isDirectory())
    return {
      kind: 'folder',
      ...seen,
      isEnterable: isEnterable === true,
      isWritable: isWritable === true,
    };
  if (!facts.isFile()) return { kind: 'special', ...seen };
  return {
    kind: 'file',
    ...seen,
    isReadable: isReadable === true,
    isWritable: isWritable === true,
    // access(2) says no for each file on a noexec mount.
    isExecutable: seen.mount.isNoexec ? mayExecute(facts) : isEnterable === true,
    sizeBytes: facts.size,
    head: await headOf(file),
  };
};

const examineOne = async (file: string, mounts: ReadonlyMap<string, Mount>): Promise<DiskLook> => {
  try {
    return await lookOf(file, mounts);
  } catch (thrown) {
    switch (codeOf(thrown)) {
      case 'ENOENT':
      case 'ENOTDIR': {
        const nearest = await nearestTo(file);
        return { kind: 'missing', nearest, names: await namesIn(nearest) };
      }
      case 'EACCES':
        return closedOn(file);
      default:
        return { kind: 'unknown' };
    }
  }
};

/** A local disk answers within a millisecond. */
const limitMs = 500;

/** @param ask guards calls that may hang; tests pass another. */
export const createExamination = (
  ask: Ask = createPatience(limitMs),
): Pick<HostFiles, 'examine'> => ({
  examine: async (paths) => {
    if (paths.length === 0) return new Map();
    const mounts = readMounts();
    const looks = [...new Set(paths)].map(async (file): Promise<[string, DiskLook]> => {
      const unknown: DiskLook = { kind: 'unknown' };
      if (!path.isAbsolute(file) || file.includes('\0')) return [file, unknown];
      if ((await silentOn(file)) !== null) return [file, unknown];
      return [file, await ask<DiskLook>(file, () => examineOne(file, mounts), unknown)];
    });
    return new Map(await Promise.all(looks));
  },
});
