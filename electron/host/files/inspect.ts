/** What the kernel can execute or enter. Source: execve(2), access(2), proc_pid_mountinfo(5). */
import { constants, open, readFile, realpath, stat } from 'node:fs/promises';
import type { Interpreter, PathFact } from '../../core/lint/toolkit/disk-facts.ts';
import {
  interpreterBy,
  programsNamed,
  readShebang,
  shebangBytes,
} from '../../core/lint/script/shebang.ts';
import { createPatience, type Ask } from '../async/hang-guard.ts';
import type { HostFiles } from '../host-files.ts';
import { codeOf } from './errors.ts';
import { may } from './paths.ts';

/** Octal escapes of blanks, tabs, newlines and backslashes. */
const unescapeMount = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));

/** Mount points with the noexec option. */
export const noexecMounts = (mountinfo: string): { noexec: string[]; all: string[] } => {
  const all: string[] = [];
  const noexec = new Set<string>();
  for (const line of mountinfo.split('\n')) {
    const [, , , , point, options] = line.split(' ');
    if (point === undefined || options === undefined) continue;
    const mount = unescapeMount(point);
    all.push(mount);
    // The last of several mounts at the same point is in effect.
    if (options.split(',').includes('noexec')) noexec.add(mount);
    else noexec.delete(mount);
  }
  return { noexec: [...noexec], all };
};

const mountOf = (file: string, mounts: readonly string[]): string =>
  mounts
    .filter((mount) => mount === '/' || file === mount || file.startsWith(`${mount}/`))
    .reduce((longest, mount) => (mount.length >= longest.length ? mount : longest), '');

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

const interpreterOf = async (file: string): Promise<Interpreter> => {
  const head = await readHead(file);
  if (head === null) return { kind: 'not-needed' };
  const text = head.toString('latin1');
  const shebang = readShebang(text);
  if (shebang === null) {
    // ELF and binfmt_misc formats contain null bytes; an empty file runs nothing.
    return { kind: head.includes(0) ? 'not-needed' : 'none' };
  }
  const executable = new Set<string>();
  for (const program of programsNamed(shebang))
    if (await may(program, constants.X_OK)) executable.add(program);
  return interpreterBy(shebang, (program) => executable.has(program));
};

type Mounts = ReturnType<typeof noexecMounts>;

const factOf = async (file: string, mounts: Mounts): Promise<PathFact> => {
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
    const isOnNoexecMount = mounts.noexec.includes(mountOf(realPath, mounts.all));
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

/** @param ask guards calls that may hang; waits a second each, tests pass another. */
export const createInspection = (
  ask: Ask = createPatience(limitMs),
): Pick<HostFiles, 'inspect' | 'exist'> => ({
  inspect: async (paths) => {
    // Without /proc, assume no noexec mounts.
    const mounts = noexecMounts(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''));
    const facts = paths.map(async (file): Promise<[string, PathFact]> => [
      file,
      await ask<PathFact>(file, () => factOf(file, mounts), { kind: 'unknown' }),
    ]);
    return new Map(await Promise.all(facts));
  },
  exist: (groups) =>
    Promise.all(
      groups.map((paths) =>
        ask<boolean | null>(paths.join(':'), () => anyThere(paths, constants.F_OK), null),
      ),
    ),
});
