/**
 * Which processes are alive. PIDs are reused; combined with the start time (field 22 of /proc/PID/stat) and the boot
 * they are unique. Source: proc_pid_stat(5).
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './files/errors.ts';
import type { Host } from './host.ts';

/** null for a missing or hidden process. Throws transient errors, so a live process doesn't count as dead. */
const readProc = (file: string): Promise<string | null> =>
  readFile(path.join('/proc', file), 'utf8').catch((thrown: unknown) => {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(codeOf(thrown))) return null;
    throw thrown;
  });

/** null for a dead process. */
const startOf = async (pid: string): Promise<string | null> => {
  const stat = await readProc(`${pid}/stat`);
  // The second field is a name in parentheses and may contain anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? null : (fields?.[19] ?? null);
};

export const bootId: Host['bootId'] = async () =>
  (await readProc('sys/kernel/random/boot_id'))?.trim().replaceAll('-', '') ?? '';

export const processes: Host['processes'] = async (pids) => {
  const boot = (await bootId()).slice(0, 8);
  return Promise.all(
    pids.map(async (wanted) => {
      const pid = wanted ?? String(process.pid);
      const start = await startOf(pid);
      return start === null ? null : `${pid}-${start}-${boot}`;
    }),
  );
};
