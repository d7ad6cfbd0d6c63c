/** What the kernel can execute or enter. Source: execve(2), access(2), proc_pid_mountinfo(5). */
import { constants, open, realpath, stat } from 'node:fs/promises';
import type { Interpreter, PathFact } from '../../core/lint/toolkit/disk-facts.ts';
import { deepestAbove } from '../../core/text/path.ts';
import {
  interpreterBy,
  programsNamed,
  readShebang,
  shebangBytes,
  withoutShebang,
} from '../../core/lint/script/shebang.ts';
import { createPatience, type Ask } from '../async/hang-guard.ts';
import type { HostFiles } from '../host-files.ts';
import { readMounts, type Mount } from '../mounts/mount-table.ts';
import { silentOn } from '../mounts/reach.ts';
import { codeOf } from './errors.ts';
import { may } from './paths.ts';

const readHead = async (file: string): Promise<Buffer | null> => {
  // An unreadable file may still be executable: --x--x--x.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null);
  if (handle === null) return null;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(shebangBytes), 0, shebangBytes, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    // As above: we just don't know its first line.
    return null;
  } finally {
    await handle.close();
  }
};

/** Sequential, so that a hanging disk blocks one thread instead of one per file. */
const anyThere = async (files: readonly string[], mode: number): Promise<boolean> => {
  for (const file of files) if (await may(file, mode)) return true;
  return false;
};

const isSilent = async (file: string): Promise<boolean> => (await silentOn(file)) !== null;

const interpreterOf = async (file: string): Promise<Interpreter> => {
  const head = await readHead(file);
  if (head === null) return { kind: 'not-needed' };
  const text = head.toString('latin1');
  const shebang = readShebang(text);
  if (shebang === null) return withoutShebang(text);
  const executable = new Set<string>();
  for (const program of programsNamed(shebang)) {
    // The kernel waits for a silent one at each start; nothing else is known.
    if ((await isSilent(program)) || (await may(program, constants.X_OK))) executable.add(program);
  }
  return interpreterBy(shebang, (program) => executable.has(program));
};

const factOf = async (file: string, mounts: ReadonlyMap<string, Mount>): Promise<PathFact> => {
  try {
    const facts = await stat(file);
    if (facts.isDirectory())
      return { kind: 'folder', isEnterable: await may(file, constants.X_OK) };
    if (!facts.isFile()) {
      return {
        kind: 'file',
        realPath: null,
        isExecutable: false,
        isOnNoexecMount: false,
        interpreter: { kind: 'not-needed' },
      };
    }
    // access(2) also fails on a noexec mount; the mode tells the two cases apart.
    const realPath = await realpath(file);
    const isOnNoexecMount = deepestAbove(mounts, realPath)?.noexec === true;
    const isExecutable = isOnNoexecMount
      ? (facts.mode & 0o111) !== 0
      : await may(file, constants.X_OK);
    const interpreter: Interpreter = isExecutable
      ? await interpreterOf(file)
      : { kind: 'not-needed' };
    return { kind: 'file', realPath, isExecutable, isOnNoexecMount, interpreter };
  } catch (thrown) {
    const code = codeOf(thrown);
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unknown' };
  }
};

/** A local disk answers within a millisecond. */
const limitMs = 1000;

const areSilent = async (files: readonly string[]): Promise<boolean> =>
  (await Promise.all(files.map(isSilent))).includes(true);

/** @param ask guards calls that may hang; waits a second each, tests pass another. */
export const createInspection = (
  ask: Ask = createPatience(limitMs),
): Pick<HostFiles, 'inspect' | 'exist'> => ({
  inspect: async (paths) => {
    if (paths.length === 0) return new Map();
    const mounts = readMounts();
    const facts = paths.map(async (file): Promise<[string, PathFact]> => {
      const silent = await silentOn(file);
      if (silent !== null) return [file, { kind: 'unknown', silent }];
      return [file, await ask<PathFact>(file, () => factOf(file, mounts), { kind: 'unknown' })];
    });
    return new Map(await Promise.all(facts));
  },
  exist: (groups) =>
    Promise.all(
      groups.map(async (paths) =>
        (await areSilent(paths))
          ? null
          : ask<boolean | null>(paths.join(':'), () => anyThere(paths, constants.F_OK), null),
      ),
    ),
});
