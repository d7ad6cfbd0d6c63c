/**
 * Which processes hold ports of this computer. Source: proc_net_tcp(5), proc_pid_fd(5).
 *
 * Anybody sees which ports are taken, and by which account; only the owner of a process sees what it has open, and
 * of one that isn’t dumpable only root does.
 */
import { readlinkSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { PortOwner } from '../../core/diagnosis/symptoms.ts';
import { listeningIn } from './tcp-table.ts';

/** null for what is gone, or another account's. */
const read = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

const names = (folder: string): Promise<string[]> =>
  // The process has ended, or is another account's.
  readdir(folder).catch(() => []);

const linkOf = (file: string): string | null => {
  try {
    return readlinkSync(file);
  } catch {
    // Closed meanwhile.
    return null;
  }
};

/**
 * The user unit among the control groups of a process: a program may make groups of its own below it. Source: cgroups(7):
 * `0::` is the unified hierarchy, `name=systemd` that of v1.
 */
const unitIn = (groups: string): string | null => {
  const own = groups.split('\n').filter((line) => /^0::|:name=systemd:/.test(line));
  const below = own.map((line) => /\/user@\d+\.service\/(.*)$/.exec(line)?.[1] ?? '');
  const units = below
    .join('/')
    .split('/')
    .filter((part) => /\.(?:service|scope)$/.test(part));
  // The manager’s own.
  return units.at(-1) === 'init.scope' ? null : (units.at(-1) ?? null);
};

/** The process of each of these sockets, as far as this account may know. */
const processesOf = async (inodes: ReadonlySet<string>): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  if (inodes.size === 0) return found;
  const links = new Map([...inodes].map((inode) => [`socket:[${inode}]`, inode]));
  const pids = (await names('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    // Thousands of links take milliseconds; nothing else waits for all of them.
    await setImmediate();
    for (const descriptor of await names(`/proc/${pid}/fd`)) {
      const inode = links.get(linkOf(`/proc/${pid}/fd/${descriptor}`) ?? '');
      if (inode !== undefined && !found.has(inode)) found.set(inode, pid);
    }
    if (found.size === inodes.size) break;
  }
  return found;
};

/** A process of this account, by its name and its unit. */
export const ownerOf = async (pid: number): Promise<PortOwner> => {
  const [program, groups] = await Promise.all(
    ['comm', 'cgroup'].map((file) => read(`/proc/${String(pid)}/${file}`)),
  );
  return { pid, isOwn: true, program: program?.trim() ?? null, unit: unitIn(groups ?? '') };
};

/** Who listens at these TCP ports now; none for a free port. @param ports a few. */
export const portOwners = async (
  ports: readonly number[],
): Promise<Map<number, readonly PortOwner[]>> => {
  if (ports.length === 0) return new Map();
  const tables = await Promise.all(['tcp', 'tcp6'].map((table) => read(`/proc/net/${table}`)));
  const sockets = tables
    .flatMap((table) => listeningIn(table ?? ''))
    .filter(({ port }) => ports.includes(port));
  const own = process.getuid?.();
  const pids = await processesOf(new Set(sockets.map(({ inode }) => inode)));
  const owners = ports.map(async (port): Promise<[number, readonly PortOwner[]]> => {
    const here = sockets.filter((socket) => socket.port === port);
    const known = new Set(here.flatMap(({ inode }) => pids.get(inode) ?? []));
    const unseen = new Set(here.flatMap(({ inode, uid }) => (pids.has(inode) ? [] : uid === own)));
    const found = await Promise.all([...known].map((pid) => ownerOf(Number(pid))));
    return [
      port,
      [...found, ...[...unseen].map((isOwn) => ({ pid: null, isOwn, program: null, unit: null }))],
    ];
  });
  return new Map(await Promise.all(owners));
};
