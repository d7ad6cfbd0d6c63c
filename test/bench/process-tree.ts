/** Memory (PSS) and wake-ups of a process tree. Read as root, because a sandboxed renderer's files are root's. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

/** The process and all its descendants. */
export const treeOf = async (root: number): Promise<number[]> => {
  const children = new Map<number, number[]>();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
};

/** Proportional set size of a tree: each shared page is divided among its users. */
export interface Memory {
  bytes: number;
  /** Without what comes from files: its share of those depends on who else runs the same program. */
  anonymousBytes: number;
  /** MB by kind of process: `main`, `zygote`, `gpu-process`, `utility`, `renderer`; by program name if not Chromium's. */
  kinds: Record<string, number>;
}

const kindOf = async (pid: number, root: number): Promise<string> => {
  if (pid === root) return 'main';
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  // Chromium's processes rename themselves, with spaces between the words.
  return /--type=([\w-]+)/.exec(words)?.[1] ?? path.basename(words.split('\0')[0] ?? '');
};

export const memoryOf = async (root: number): Promise<Memory> => {
  const pids = await treeOf(root);
  const kinds: Record<string, number> = {};
  let bytes = 0;
  let anonymousBytes = 0;
  for (const pid of pids) {
    const words = ['-n', 'cat', '--', `/proc/${pid}/smaps_rollup`];
    // A process that ends meanwhile no longer uses anything.
    const { stdout } = await execa('sudo', words, { reject: false });
    const bytesOf = (line: RegExp): number => Number(line.exec(stdout)?.[1] ?? 0) * 1024;
    const pss = bytesOf(/^Pss:\s+(\d+) kB$/m);
    anonymousBytes += bytesOf(/^Pss_Anon:\s+(\d+) kB$/m);
    const kind = await kindOf(pid, root);
    kinds[kind] = Math.round(((kinds[kind] ?? 0) + pss / 1e6) * 10) / 10;
    bytes += pss;
  }
  if (!((kinds['main'] ?? 0) > 0)) throw new Error(`the memory of ${root} could not be read`);
  return { bytes, anonymousBytes, kinds };
};

/** How often the threads of the tree yielded the processor voluntarily: each time, something had woken them before. */
export const wakeUpsOf = async (root: number): Promise<Map<string, number>> => {
  const wakeUps = new Map<string, number>();
  for (const pid of await treeOf(root)) {
    for (const task of await readdir(`/proc/${pid}/task`).catch(() => [])) {
      const text = await readFile(`/proc/${pid}/task/${task}/status`, 'utf8').catch(() => '');
      const name = /^Name:\t(.*)$/m.exec(text)?.[1] ?? '';
      const count = /^voluntary_ctxt_switches:\t(\d+)$/m.exec(text)?.[1];
      if (count !== undefined) wakeUps.set(`${pid}/${task} ${name}`, Number(count));
    }
  }
  return wakeUps;
};

/** Microseconds of CPU time that the cgroup of a process has used, including processes that have ended. */
export const cpuOf = async (pid: number): Promise<number> => {
  const groups = await readFile(`/proc/${pid}/cgroup`, 'utf8');
  const group = /^0::(.*)$/m.exec(groups)?.[1] ?? '';
  const text = await readFile(`/sys/fs/cgroup${group}/cpu.stat`, 'utf8');
  const used = /^usage_usec (\d+)$/m.exec(text)?.[1];
  if (used === undefined) throw new Error(`the cgroup ${group} does not count its time`);
  return Number(used);
};
