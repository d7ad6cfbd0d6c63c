/** Starts Hearth and hello-world as a desktop does: no debugger, a profile that was used before. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { electronPath } from '../e2e/driving/hearth.ts';
import { until } from '../e2e/driving/outside.ts';
import { treeOf } from './process-tree.ts';

export type AppName = 'hearth' | 'hello';

const here = import.meta.dirname;
const folders: Record<AppName, string> = {
  hearth: path.resolve(here, '../..'),
  hello: path.join(here, 'hello-world'),
};

export interface App {
  pid: number;
  /** performance.now() at the start. */
  startedAt: number;
  profile: string;
  /** performance.now() of each first paint that its pages have reported, oldest first. */
  painted: readonly number[];
  closeWindow(): void;
  end(): Promise<void>;
}

interface Options {
  profile: string;
  args?: readonly string[];
  /** The Electron to run; this run's by default. */
  electron?: string;
  /** Runs it in a separate cgroup, which counts the time of all its processes. Starting then takes longer. */
  scope?: boolean;
}

export const makeProfile = async (): Promise<{ folder: string; remove(): Promise<void> }> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearth-bench-'));
  // The last of Chromium's processes may still be writing.
  const patience = { maxRetries: 10, retryDelay: 100 };
  return { folder, remove: () => rm(folder, { recursive: true, force: true, ...patience }) };
};

/**
 * A copy of the Electron for measuring memory: PSS divides a page by all who map it, and another Electron on this
 * computer, even outside the machine, may map the same file.
 */
export const copyElectron = async (): Promise<{ electron: string; remove(): Promise<void> }> => {
  const { folder, remove } = await makeProfile();
  const dist = path.dirname(electronPath());
  await execa('cp', ['--recursive', dist, folder]);
  return { electron: path.join(folder, path.basename(dist), 'electron'), remove };
};

const isGone = async (pid: number): Promise<boolean> => {
  const { exitCode } = await execa('kill', ['-0', String(pid)], { reject: false });
  return exitCode !== 0;
};

/** A session ends apps with SIGTERM; both then quit on their own. */
const endTree = async (pid: number): Promise<void> => {
  const pids = await treeOf(pid);
  process.kill(pid, 'SIGTERM');
  const ended = until('the app to end', () => isGone(pid), 10);
  await ended.catch(async () => {
    await execa('kill', ['-KILL', ...pids.map(String)], { reject: false });
  });
};

export const startApp = (
  name: AppName,
  { profile, args = [], electron = electronPath(), scope = false }: Options,
): App => {
  const words = [
    electron,
    '-r',
    path.join(here, 'probe/main.cjs'),
    folders[name],
    `--user-data-dir=${profile}`,
    ...args,
  ];
  const inScope = ['systemd-run', '--user', '--scope', '--collect', '--quiet', '--'];
  const [program = '', ...rest] = scope ? [...inScope, ...words] : words;
  const startedAt = performance.now();
  const child = execa(program, rest, {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'ignore',
    reject: false,
    buffer: false,
  });
  const painted: number[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const at = /^bench:painted ([\d.]+)$/.exec(line)?.[1];
    // The page reports the time of day; both clocks start from CLOCK_REALTIME with the process and are monotonic after.
    if (at !== undefined) painted.push(Number(at) - performance.timeOrigin);
  });
  const pid = child.pid ?? 0;
  return {
    pid,
    startedAt,
    profile,
    painted,
    closeWindow: () => {
      process.kill(pid, 'SIGUSR2');
    },
    end: () => endTree(pid),
  };
};

/** Waits for the first, second, … paint. */
export const paintOf = (app: App, which = 0): Promise<number> =>
  until('the page to paint', () => app.painted[which], 20);
