import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { workers } from './components/driving/workers.ts';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Pure logic, the renderer’s parts on a fake engine, the throwaway machine, the real systemd, the real app; and `apart`,
 * the real app again, in tests that end the desktop they run in. Suites that share a machine run one file at a time.
 */
export default defineConfig({
  root,
  // The project may be on a read-only mount.
  cacheDir: path.join(tmpdir(), 'hearth-vitest'),
  test: {
    fsModuleCachePath: path.join(tmpdir(), 'hearth-vitest-modules'),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // Some start shells and validators, which take seconds on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['test/components/**/*.test.ts'],
          globalSetup: ['test/components/driving/setup.ts'],
          maxWorkers: workers,
          testTimeout: 30_000,
          hookTimeout: 100_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'machine',
          include: ['test/machine/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/system/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/!(apart)/*.test.ts'],
          setupFiles: ['test/e2e/driving/setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['test/e2e/apart/*.test.ts'],
          setupFiles: ['test/e2e/driving/setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'desktops',
          include: ['test/desktops/*.test.ts'],
          setupFiles: ['test/e2e/driving/setup.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
