/**
 * Saves a file the user chose, whole or not at all: writes it in a folder beside the target, then moves it.
 *
 * systemd-journal-remote 252, measured: it starts another file, NAME@….journal, when the first one's hash table is
 * three quarters full. So a program may write several files.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, mkdir, readdir, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ExportPlace } from '../../core/logs/export.ts';
import type { HostFiles } from '../host-files.ts';
import { codeOf, writeProblem } from './errors.ts';

/** Never overwrites. Without hard links, as on USB sticks, creates the name before moving the file. */
const moveNew = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
    await unlink(from);
  } catch (thrown) {
    if (!['EPERM', 'ENOSYS', 'EOPNOTSUPP'].includes(codeOf(thrown))) throw thrown;
    await writeFile(to, '', { flag: 'wx' });
    await rename(from, to);
  }
};

/** Moves the requested file last, so a failure with the others leaves the old file untouched. */
const moveOut = async (
  folder: string,
  { path: file, replaces }: ExportPlace,
): Promise<string[]> => {
  const beside = path.dirname(file);
  const last = path.basename(file);
  const further = (await readdir(folder)).filter((name) => name !== last);
  const moved: string[] = [];
  try {
    for (const name of [...further, last]) {
      const [from, to] = [path.join(folder, name), path.join(beside, name)];
      try {
        await (replaces && name === last ? rename : moveNew)(from, to);
      } catch (thrown) {
        throw writeProblem(thrown, to);
      }
      moved.unshift(to);
    }
  } catch (thrown) {
    for (const name of moved) await unlink(name);
    throw thrown;
  }
  await rmdir(folder);
  return moved;
};

export const receive: HostFiles['receive'] = async (place) => {
  const file = place.path;
  const folder = path.join(path.dirname(file), `.hearth-${randomBytes(6).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 }).catch((thrown: unknown) => {
    throw writeProblem(thrown, file);
  });
  const inside = path.join(folder, path.basename(file));
  return {
    path: inside,
    write: async (source) => {
      try {
        await pipeline(source, createWriteStream(inside, { flags: 'wx', mode: 0o600 }));
      } catch (thrown) {
        throw writeProblem(thrown, file);
      }
    },
    commit: () => moveOut(folder, place),
    discard: () => rm(folder, { recursive: true, force: true }),
  };
};
