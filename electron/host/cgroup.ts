/**
 * Resource usage as the kernel counts it for a control group.
 *
 * Measured:
 * - On the unified hierarchy (v2) every group has `cpu.stat`, but `memory.current` and `pids.current` exist only where
 *   systemd has the controllers: often not for user units, and never in a container without delegation. systemd
 *   then shows "[not set]".
 * - On v1 and hybrid each controller has a separate hierarchy, and systemd puts user units into it only if the
 *   administrator delegates it. Otherwise the path is missing.
 * - A group's files vanish when its last process ends.
 * Source: cgroups(7), Documentation/admin-guide/cgroup-v2.rst.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface GroupNumbers {
  cpuNanoseconds: number | null;
  memoryBytes: number | null;
  memoryFrom: 'unit' | 'processes';
  tasks: number | null;
}

const root = '/sys/fs/cgroup';

/** v2, v2 beside v1 (hybrid), v1. */
const unified = [root, `${root}/unified`];

const firstOf = async <Value>(
  files: readonly string[],
  read: (text: string) => Value | null,
): Promise<Value | null> => {
  for (const file of files) {
    // The group is gone or doesn't count this.
    const text = await readFile(file, 'utf8').catch(() => null);
    const value = text === null ? null : read(text);
    if (value !== null) return value;
  }
  return null;
};

const wholeNumber = (text: string): number | null =>
  /^\d+\s*$/.test(text) ? Number(text.trim()) : null;

/** The controllers that a group may pass on to those below it; null if the kernel doesn't say. */
export const readControllers = (controlGroup: string): Promise<string[] | null> =>
  firstOf(
    unified.map((base) => path.join(base, controlGroup, 'cgroup.controllers')),
    (text) => text.split(/\s+/).filter((name) => name !== ''),
  );

/** `usage_usec 1578` of cpu.stat, in nanoseconds. */
export const usageOf = (text: string): number | null => {
  const [, usage] = /^usage_usec (\d+)$/m.exec(text) ?? [];
  return usage === undefined ? null : Number(usage) * 1000;
};

/** The group and those below it: a unit may create subgroups. */
const groupsBelow = async (group: string): Promise<string[]> => {
  // The group is gone, and so are its processes.
  const entries = await readdir(group, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory());
  const deeper = await Promise.all(below.map(({ name }) => groupsBelow(path.join(group, name))));
  return [group, ...deeper.flat()];
};

const linesOf = async (file: string): Promise<string[]> => {
  // The group is gone, and so are its processes.
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
};

/** Bytes of memory a process uses: PSS (shared pages split among processes), or RSS where PSS may not be read. */
const memoryOfProcess = async (pid: string): Promise<number> => {
  const kilobytes = (text: string, key: string): number | null => {
    const [, value] = new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(text) ?? [];
    return value === undefined ? null : Number(value) * 1024;
  };
  // The process has ended, or we may not read it.
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const pss = kilobytes(rollup, 'Pss');
  if (pss !== null) return pss;
  // The process has ended.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return kilobytes(status, 'VmRSS') ?? 0;
};

/** The processes of a control group and those below it. @param controlGroup starts with a slash. */
export const processesIn = async (controlGroup: string): Promise<string[]> => {
  for (const base of [...unified, `${root}/systemd`]) {
    const groups = await groupsBelow(path.join(base, controlGroup));
    const pids = await Promise.all(groups.map((group) => linesOf(`${group}/cgroup.procs`)));
    if (pids.flat().length > 0) return pids.flat();
  }
  return [];
};

/** Adds up all groups of the unit, for values the kernel doesn't count. */
const counted = async (
  controlGroup: string,
): Promise<{ memoryBytes: number; tasks: number } | null> => {
  for (const base of [...unified, `${root}/systemd`]) {
    const groups = await groupsBelow(path.join(base, controlGroup));
    const pids = (
      await Promise.all(groups.map((group) => linesOf(`${group}/cgroup.procs`)))
    ).flat();
    if (pids.length === 0) continue;
    const threads = await Promise.all(groups.map((group) => linesOf(`${group}/cgroup.threads`)));
    const memory = await Promise.all(pids.map(memoryOfProcess));
    return {
      memoryBytes: memory.reduce((sum, bytes) => sum + bytes, 0),
      tasks: threads.flat().length || pids.length,
    };
  }
  return null;
};

/** @param controlGroup the unit's ControlGroup property, which starts with a slash. */
export const readGroup = async (controlGroup: string): Promise<GroupNumbers> => {
  const at = (base: string, file: string): string => path.join(base, controlGroup, file);
  const [cpu, memory, tasks] = await Promise.all([
    firstOf(
      unified.map((base) => at(base, 'cpu.stat')),
      usageOf,
    ),
    firstOf(
      [
        ...unified.map((base) => at(base, 'memory.current')),
        at(`${root}/memory`, 'memory.usage_in_bytes'),
      ],
      wholeNumber,
    ),
    firstOf(
      [...unified, `${root}/pids`].map((base) => at(base, 'pids.current')),
      wholeNumber,
    ),
  ]);
  const byHand = memory === null || tasks === null ? await counted(controlGroup) : null;
  return {
    cpuNanoseconds: cpu ?? (await firstOf([at(`${root}/cpuacct`, 'cpuacct.usage')], wholeNumber)),
    memoryBytes: memory ?? byHand?.memoryBytes ?? null,
    memoryFrom: memory === null ? 'processes' : 'unit',
    tasks: tasks ?? byHand?.tasks ?? null,
  };
};
