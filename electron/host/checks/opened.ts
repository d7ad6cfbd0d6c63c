/**
 * What the processes of a control group have open. Source: proc_pid_fd(5), proc_pid_fdinfo(5), proc_net(5).
 */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { processesIn } from '../cgroup.ts';
import { listeningIn } from '../proc/tcp-table.ts';
import type { HostChecks, OpenedThings } from './host-checks.ts';

/** '' for what is gone by now, or somebody else's. */
const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** __SO_ACCEPTCON of the kernel's net.h: the socket takes connections. */
const accepts = 0x10000;

/** Listening Unix sockets of /proc/net/unix, by inode. */
const socketsIn = (table: string): Map<string, string> => {
  const sockets = new Map<string, string>();
  for (const line of table.split('\n').slice(1)) {
    const [, flags, inode, path] = /^\S+ \S+ \S+ (\S+) \S+ \S+ +(\d+) (.+)$/.exec(line) ?? [];
    if (flags === undefined || inode === undefined || path === undefined) continue;
    if ((parseInt(flags, 16) & accepts) !== 0) sockets.set(inode, path);
  }
  return sockets;
};

/** O_WRONLY and O_RDWR in the flags of an open file, which are octal. */
const isWritten = (info: string): boolean => /^flags:\s+\d*[12]$/m.test(info);

interface OpenOnes {
  inodes: string[];
  files: string[];
}

const openBy = async (pid: string): Promise<OpenOnes> => {
  const folder = `/proc/${pid}/fd`;
  // It has ended.
  const names = await readdir(folder).catch(() => []);
  const found: OpenOnes = { inodes: [], files: [] };
  for (const name of names) {
    // It was closed meanwhile.
    const target = await readlink(`${folder}/${name}`).catch(() => '');
    const [, inode] = /^socket:\[(\d+)\]$/.exec(target) ?? [];
    if (inode !== undefined) found.inodes.push(inode);
    const isFile = target.startsWith('/') && !/^\/(?:dev|proc|sys)\/| \(deleted\)$/.test(target);
    if (isFile && isWritten(await textOf(`/proc/${pid}/fdinfo/${name}`))) found.files.push(target);
  }
  return found;
};

export const opened: HostChecks['opened'] = async (controlGroup): Promise<OpenedThings> => {
  const pids = await processesIn(controlGroup);
  const [first] = pids;
  if (first === undefined) return { ports: [], sockets: [], files: [], pids: [] };
  const open = await Promise.all(pids.map(openBy));
  // Its own tables: it may have a network of its own.
  const [tcp, tcp6, unix] = await Promise.all(
    ['tcp', 'tcp6', 'unix'].map((table) => textOf(`/proc/${first}/net/${table}`)),
  );
  const inodes = new Set(open.flatMap((one) => one.inodes));
  return {
    ports: [...listeningIn(tcp ?? ''), ...listeningIn(tcp6 ?? '')]
      .filter(({ inode }) => inodes.has(inode))
      .map(({ address, port }) => ({ address, port })),
    sockets: [
      ...new Set(
        [...socketsIn(unix ?? '')].flatMap(([inode, at]) => (inodes.has(inode) ? [at] : [])),
      ),
    ],
    files: [...new Set(open.flatMap((one) => one.files))],
    pids: pids.map(Number),
  };
};
