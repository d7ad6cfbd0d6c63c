/** What a process and all below it use: proportional memory, and how often they woke. Read as root: a sandboxed renderer's files are root's. */
import { readdir, readFile } from 'node:fs/promises';
import { execa } from 'execa';

/** The process and all its descendants, by parent's pid. */
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

const sumOf = (text: string, line: RegExp): number =>
  [...text.matchAll(line)].reduce((sum, [, value]) => sum + Number(value), 0);

const readAsRoot = async (files: readonly string[]): Promise<string> => {
  // Threads end while one reads; what is left of them is not counted.
  const { stdout } = await execa('sudo', ['-n', 'cat', '--', ...files], { reject: false });
  return stdout;
};

/** Proportional set size of the tree, in bytes: shared pages count by their share. */
export const memoryOf = async (root: number): Promise<number> => {
  const pids = await treeOf(root);
  const text = await readAsRoot(pids.map((pid) => `/proc/${pid}/smaps_rollup`));
  if ([...text.matchAll(/^Pss:/gm)].length !== pids.length)
    throw new Error(`the memory of ${pids.length} processes could not be read`);
  return sumOf(text, /^Pss:\s+(\d+) kB$/gm) * 1024;
};

/** How often the threads of the tree gave up the processor by themselves: each time they were woken before. */
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

/** Microseconds of processor time that the cgroup of a process has used, those that have ended included. */
export const cpuOf = async (pid: number): Promise<number> => {
  const groups = await readFile(`/proc/${pid}/cgroup`, 'utf8');
  const group = /^0::(.*)$/m.exec(groups)?.[1] ?? '';
  const text = await readFile(`/sys/fs/cgroup${group}/cpu.stat`, 'utf8');
  const used = /^usage_usec (\d+)$/m.exec(text)?.[1];
  if (used === undefined) throw new Error(`the cgroup ${group} does not count its time`);
  return Number(used);
};
