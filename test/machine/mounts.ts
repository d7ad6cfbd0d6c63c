/** The machine's file systems: a tmpfs, a copy-on-write view of /, and host folders made readable inside. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { ProblemError } from '../../build/problem.ts';
import { alice, base, lowerRoot, machineName, rootDirectory } from './paths.ts';
import { until } from './processes.ts';

export const mountRoot = async (): Promise<void> => {
  await mkdir(base, { recursive: true });
  await execa('mount', ['-t', 'tmpfs', '-o', 'mode=0755', machineName, base]);
  for (const name of ['upper', 'work', 'root', 'seen']) await mkdir(join(base, name));
  const layers = `lowerdir=${lowerRoot},upperdir=${base}/upper,workdir=${base}/work`;
  try {
    await execa('mount', ['-t', 'overlay', '-o', layers, machineName, rootDirectory]);
  } catch (error) {
    throw new ProblemError({
      what: 'The test machine could not be given its copy-on-write view of this one.',
      why: error instanceof Error ? error.message : String(error),
      remedy:
        'It needs overlayfs in the kernel, and root rights that allow mounts (a plain container lacks them).',
      command: 'grep overlay /proc/filesystems || modprobe overlay',
    });
  }
};

/**
 * A folder to bind into the machine in place of `source`, readable by alice there: `source` itself if everyone may read
 * it, otherwise an idmapped mount of it, in which she owns what its owner owns. Folders above it do not matter: a bind
 * mount starts at the folder.
 */
export const readable = async (source: string, name: string): Promise<string> => {
  if (await openToAll(source)) return source;
  const target = join(base, 'seen', name);
  await mkdir(target);
  const { uid } = await stat(source);
  try {
    await execa('perl', [
      join(import.meta.dirname, 'mount-as.pl'),
      source,
      target,
      String(uid),
      String(alice.uid),
    ]);
  } catch (error) {
    throw new ProblemError({
      what: `The test machine's user cannot read ${source}.`,
      why: `It is closed to others, and mapping it to her failed: ${String(error)}`,
      remedy: 'Make it readable.',
      command: `chmod -R a+rX ${source}`,
    });
  }
  return target;
};

/** Checks the folder and its direct entries: with a closed umask everything is closed, otherwise nothing below is. */
const openToAll = async (source: string): Promise<boolean> => {
  const paths = [
    source,
    ...(await readdir(source)).filter((name) => name !== '.git').map((name) => join(source, name)),
  ];
  const stats = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  return stats.every(
    (it) =>
      it === undefined ||
      (it.mode & (it.isDirectory() ? 0o5 : 0o4)) === (it.isDirectory() ? 0o5 : 0o4),
  );
};

/** Mount points at or below the base folder, in the order they were mounted. */
const mountPoints = async (): Promise<string[]> =>
  (await readFile('/proc/self/mountinfo', 'utf8'))
    .split('\n')
    .flatMap((line) => line.split(' ')[4] ?? [])
    .filter((point) => point === base || point.startsWith(`${base}/`));

const unmountOnce = async () => {
  for (const point of (await mountPoints()).reverse())
    await execa('umount', [point], { reject: false });
  return (await mountPoints()).length === 0;
};

/** Unmounts everything. A mount that stays busy for 5 s is detached, and disappears with its last user. */
export const unmountAll = async (): Promise<void> => {
  if (!(await until(5000, unmountOnce)))
    for (const point of (await mountPoints()).reverse()) await execa('umount', ['--lazy', point]);
  if (existsSync(base)) await rmdir(base);
};
