/** Starts drivers in their own process group, to be killed. */
import { watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { execa } from 'execa';
import { build } from 'vite';
import { person, until } from '../workbench/bench.ts';
import { autostartFolder, scriptFolder } from './operation.ts';
import { type OperationName } from './operations.ts';

const project = path.resolve(import.meta.dirname, '../../..');

/** Bundles the driver into one file, which starts twice as fast: 200 are needed. Returns its path. */
export const bundleDriver = async (folder: string): Promise<string> => {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: project,
    build: {
      ssr: path.join(import.meta.dirname, 'driver.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'driver.mjs', codeSplitting: false } },
    },
    ssr: { noExternal: true, target: 'node' },
    resolve: { conditions: ['node', 'module', 'default'] },
  });
  return path.join(folder, 'driver.mjs');
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const isEmpty = (group: number): boolean => {
  try {
    process.kill(-group, 0);
    return false;
  } catch {
    return true;
  }
};

/** When to kill it. */
export interface Moment {
  /** After its log has begun this step; null to not wait for any. */
  step: string | null;
  /** After this many changes in the folders it writes to; 0 to not wait for any. */
  moves: number;
  /** Then after this many milliseconds. */
  ms: number;
  /** Kill everything, like a power cut; otherwise the programs it started live on. */
  withChildren: boolean;
}

const movement = (wanted: number): { seen: Promise<void>; close(): void } => {
  let moves = 0;
  let tell = (): void => undefined;
  const seen = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const watches = [person.unitFolder, scriptFolder, autostartFolder].map((folder) =>
    watch(folder, () => {
      moves += 1;
      if (moves === wanted) tell();
    }),
  );
  const close = (): void => {
    for (const one of watches) one.close();
  };
  return { seen, close };
};

/** The logs of transactions in the state folder, as text. */
const logs = async (stateFolder: string): Promise<string> => {
  const folder = path.join(stateFolder, 'transactions');
  const names = await readdir(folder).catch(() => []);
  const texts = names.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => ''));
  return (await Promise.all(texts)).join('');
};

/** Returns a driver that is ready and waits for the command to begin. */
export const startDriver = async (
  driver: string,
  stateFolder: string,
  operation: OperationName,
) => {
  const child = execa(process.execPath, [driver, stateFolder, operation], {
    stdin: 'pipe',
    buffer: false,
    reject: false,
    detached: true,
    env: { NODE_COMPILE_CACHE: path.dirname(driver) },
  });
  const pid = child.pid ?? 0;
  const said = new Set<string>();
  let complaint = '';
  createInterface({ input: child.stdout }).on('line', (line) => said.add(line));
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const hears = (word: string) =>
    until(`the driver prints ${word}; stderr: ${complaint}`, () => said.has(word), 20_000);
  await hears('ready');

  const begin = async (): Promise<void> => {
    child.stdin.write('go\n');
    while (!said.has('begun')) await pause(1);
  };

  /** Wait for its programs too: a person restarts a desktop app later than that. */
  const isOver = async (): Promise<void> => {
    await child;
    await until('its programs have ended', () => isEmpty(pid));
  };

  return {
    /** Returns how many milliseconds it took. @throws when the driver fails. */
    runToEnd: async (): Promise<number> => {
      await begin();
      const began = performance.now();
      while (!said.has('done') && child.exitCode === null) await pause(1);
      const took = performance.now() - began;
      await child;
      if (!said.has('done')) throw new Error(`the driver failed: ${complaint}`);
      return took;
    },
    kill: async ({ step, moves, ms, withChildren }: Moment): Promise<void> => {
      const moving = moves === 0 ? null : movement(moves);
      await begin();
      const isAt = async (): Promise<boolean> =>
        step === null || (await logs(stateFolder)).includes(`"step":"${step}"`);
      while (child.exitCode === null && !(await isAt())) await pause(1);
      // With fewer changes than that, the driver ends first.
      if (moving !== null) await Promise.race([moving.seen, child]);
      if (ms >= 1) await pause(ms);
      try {
        process.kill(withChildren ? -pid : pid, 'SIGKILL');
      } catch {
        // It has already ended.
      }
      moving?.close();
      await isOver();
      if (complaint !== '') throw new Error(`the driver complained: ${complaint}`);
    },
    end: async (): Promise<void> => {
      process.kill(-pid, 'SIGKILL');
      await isOver();
    },
  };
};
