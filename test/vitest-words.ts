import path from 'node:path';

/** Runs a suite of vitest.config.ts. @param out where its report goes. @param more options and filters. */
export const vitestWords = (
  project: string,
  suite: string,
  out: string,
  more: readonly string[],
): string[] => [
  path.join(project, 'node_modules/.bin/node'),
  path.join(project, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--config',
  path.join(project, 'test/vitest.config.ts'),
  '--configLoader',
  'native',
  '--project',
  suite,
  '--reporter',
  'verbose',
  '--reporter',
  'json',
  '--outputFile.json',
  path.join(out, `${suite}.json`),
  ...more,
];
