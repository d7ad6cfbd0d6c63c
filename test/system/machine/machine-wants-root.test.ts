/** What starts the throwaway machine, run by an ordinary person who has all packages: here, inside of one. */
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
  '%s %s asks for root at once, and names what was run',
  async ([script, words, command]) => {
    const { stdout, stderr, exitCode } = await execa(
      process.execPath,
      [path.join(root, script), ...words.split(' ').filter(Boolean)],
      { reject: false },
    );
    expect(stderr.split('\n').at(-1)).toBe(`  Try:  sudo ${command}`);
    // Neither an Electron nor a bundle was made for nothing.
    expect(stdout).not.toContain('Electron');
    expect(exitCode).toBe(1);
  },
);
