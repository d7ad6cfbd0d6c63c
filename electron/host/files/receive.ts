/**
 * A file of the person's choice, taken whole or not at all: written in a folder beside its place first, then moved.
 *
 * What systemd-journal-remote 252 really does, measured: it begins another file, named NAME@….journal, when the hash
 * table of the first is three quarters full. So what a program writes may be several files.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, mkdir, readdir, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ExportPlace } from '../../core/logs/export.ts';
import type { HostFiles } from '../host-files.ts';
import { codeOf, writeProblem } from './errors.ts';

/** Never over what is there. A file system without hard links, as USB sticks have, gets the name before the file. */
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

/** The file asked for comes last: what a further one meets leaves the old file as it was. */
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
