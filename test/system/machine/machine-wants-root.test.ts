/** Runs what starts the throwaway machine without root, inside such a machine, which has all packages. */
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

test.for([
  ['test/run.ts', '', 'npm test'],
  ['test/run.ts', 'e2e apart path', 'npm test -- e2e apart path'],
  ['build/start.ts', '', 'npm start'],
  ['build/start.ts', '--once', 'npm start -- --once'],
  ['test/fuzz/run.ts', 'names', 'npm run fuzz -- names'],
  ['test/machine/cli.ts', 'up', 'npm run machine -- up'],
  ['test/machine/cli.ts', 'down', 'npm run machine -- down'],
] as const)(
  '%s %s asks for root immediately, and shows the command to run',
  async ([script, words, command]) => {
    const { stdout, stderr, exitCode } = await execa(
      process.execPath,
      [path.join(root, script), ...words.split(' ').filter(Boolean)],
      { reject: false },
    );
    expect(stderr.split('\n').at(-1)).toBe(`  Try:  sudo ${command}`);
    // It didn't fetch Electron or build a bundle in vain.
    expect(stdout).not.toContain('Electron');
    expect(exitCode).toBe(1);
  },
);
