/**
 * `npm run check`: checks the sources without running them, several parts at a time.
 * `npm run check -- types lint` runs those parts; `--fresh` ignores what earlier runs found. Exit code 1 if a part fails.
 *
 * Each part caches its results in node_modules/.cache/check, by file content. ESLint’s typed rules also look at other
 * files: what only they reveal in an unchanged file, only a fresh run finds. Continuous integration always runs fresh.
 */
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { ProblemError, tellAndExit } from './problem.ts';

const root = path.resolve(import.meta.dirname, '..');
const cache = path.join(root, 'node_modules/.cache/check');

const tsc = (project: string): string[] => [
  'tsc',
  ...['--project', project, '--incremental'],
  ...['--tsBuildInfoFile', path.join(cache, `${project.replaceAll('/', '-')}.tsbuildinfo`)],
];

/** The longest first, so that nothing long remains at the end. */
const parts = [
  {
    name: 'lint',
    words: [
      ...['eslint', '.', '--max-warnings', '0', '--cache', '--cache-strategy', 'content'],
      ...['--cache-location', path.join(cache, 'eslint.json')],
    ],
  },
  {
    name: 'svelte',
    words: ['svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
  },
  {
    name: 'format',
    words: [
      ...['prettier', '--check', '--log-level', 'warn', '.', '--cache'],
      ...['--cache-strategy', 'content', '--cache-location', path.join(cache, 'prettier.json')],
    ],
  },
  { name: 'types', words: tsc('test') },
  { name: 'types', words: tsc('electron') },
  { name: 'types', words: tsc('electron/core') },
  {
    name: 'imports',
    words: [
      ...[
        'depcruise',
        'electron',
        'renderer',
        'build',
        'test',
        '--cache',
        path.join(cache, 'imports'),
      ],
      ...['--cache-strategy', 'content'],
    ],
  },
  { name: 'texts', words: ['node', 'build/texts/check.ts'] },
  { name: 'unused', words: ['knip', '--cache', '--cache-location', path.join(cache, 'knip')] },
];

type Part = (typeof parts)[number];

const secondsSince = (start: number): string =>
  `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** True if it found nothing. Prints how long it took, and what it found. */
const run = async ({ name, words: [program = '', ...words] }: Part): Promise<boolean> => {
  const start = performance.now();
  const { all, failed } = await execa(program, words, {
    cwd: root,
    preferLocal: true,
    localDir: root,
    all: true,
    reject: false,
    env: { FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  const what = program === 'tsc' ? `${name} ${words[1] ?? ''}` : name;
  console.log(
    `${failed ? 'failed' : 'ok    '} ${what.padEnd(20)} ${secondsSince(start).padStart(8)}`,
  );
  if (failed) console.log(`\n${all.trim()}\n`);
  return !failed;
};

const chosen = (words: readonly string[]): Part[] => {
  const unknown = words.find((word) => !parts.some(({ name }) => name === word));
  if (unknown !== undefined)
    throw new ProblemError({
      what: `There is no part “${unknown}”.`,
      why: `The parts are ${[...new Set(parts.map(({ name }) => name))].join(', ')}.`,
      remedy: 'Name some of them, or none for all.',
      command: 'npm run check -- types lint',
    });
  return words.length === 0 ? [...parts] : parts.filter(({ name }) => words.includes(name));
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const waiting = chosen(words.filter((word) => word !== '--fresh'));
  if (words.includes('--fresh')) await rm(cache, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  const start = performance.now();
  const results: boolean[] = [];
  const work = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift())
      results.push(await run(part));
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  const bad = results.filter((good) => !good).length;
  console.log(`${bad === 0 ? 'All clean' : `${String(bad)} failed`} after ${secondsSince(start)}`);
  process.exitCode = bad === 0 ? 0 : 1;
};

await main().catch(tellAndExit);
