/**
 * Which processes are alive. A process id comes again; together with its start time (field 22 of /proc/PID/stat) and
 * the boot it does not. Source: proc_pid_stat(5).
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './files/errors.ts';
import type { Host } from './host.ts';

/** null for what is not there or not to be seen. What hinders for a moment must not make a living process a dead one. */
const readProc = (file: string): Promise<string | null> =>
  readFile(path.join('/proc', file), 'utf8').catch((thrown: unknown) => {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(codeOf(thrown))) return null;
    throw thrown;
  });

/** null for a process that is gone. */
const startOf = async (pid: string): Promise<string | null> => {
  const stat = await readProc(`${pid}/stat`);
  // The second field is a name in parentheses, and may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? null : (fields?.[19] ?? null);
};

const bootOf = async (): Promise<string> =>
  (await readProc('sys/kernel/random/boot_id'))?.slice(0, 8) ?? '';

export const processes: Host['processes'] = async (pids) => {
  const boot = await bootOf();
  return Promise.all(
    pids.map(async (one) => {
      const pid = one ?? String(process.pid);
      const start = await startOf(pid);
      return start === null ? null : `${pid}-${start}-${boot}`;
    }),
  );
};
