/** A driver in a process group of its own, to be killed. */
import { watch } from 'node:fs';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { execa } from 'execa';
import { build } from 'vite';
import { person, until } from '../workbench/bench.ts';
import { scriptFolder, type OperationName } from './operations.ts';

const project = path.resolve(import.meta.dirname, '../../..');

/** The driver as one file: 200 of them are started, and each starts twice as fast. Answers its path. */
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
      rollupOptions: { output: { entryFileNames: 'driver.mjs', codeSplitting: false } },
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

/** When it is killed. */
export interface Moment {
  /** After so many changes in the folders that it writes to; 0 for none. */
  moves: number;
  /** And so many milliseconds. */
  ms: number;
  /** As a power cut ends all at once; else the programs that it started live on. */
  withChildren: boolean;
}

const movement = (wanted: number): { seen: Promise<void>; close(): void } => {
  let moves = 0;
  let tell = (): void => undefined;
  const seen = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const watches = [person.unitFolder, scriptFolder].map((folder) =>
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

/** Answers one that waits for its word to begin. */
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
    until(`the driver says ${word}; it said ${complaint}`, () => said.has(word), 20_000);
  await hears('ready');

  const begin = async (): Promise<void> => {
    child.stdin.write('go\n');
    while (!said.has('begun')) await pause(1);
  };

  /** Programs that it had started may outlive it for a moment; the next start of a desktop app comes later. */
  const isOver = async (): Promise<void> => {
    await child;
    await until('its programs have ended', () => isEmpty(pid));
  };

  return {
    /** Milliseconds that it took. @throws what it complained of. */
    runToEnd: async (): Promise<number> => {
      await begin();
      const began = performance.now();
      while (!said.has('done') && child.exitCode === null) await pause(1);
      const took = performance.now() - began;
      await child;
      if (!said.has('done')) throw new Error(`the driver failed: ${complaint}`);
      return took;
    },
    kill: async ({ moves, ms, withChildren }: Moment): Promise<void> => {
      const moving = moves === 0 ? null : movement(moves);
      await begin();
      // What moves less often has ended by then.
      if (moving !== null) await Promise.race([moving.seen, child]);
      if (ms >= 1) await pause(ms);
      try {
        process.kill(withChildren ? -pid : pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
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
