import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCached } from '../../../electron/host/proc/code-cache.ts';

let folder = '';
const script = () => path.join(folder, 'script.cjs');
const cache = () => path.join(folder, 'profile/app');
const result = () => readFile(path.join(folder, 'result'), 'utf8');

/** A script that writes a word, in a function that is compiled only once it is called. */
const say = (word: string) =>
  writeFile(
    script(),
    `(function (exports, require, module, __filename, __dirname) {
       const say = () => require('node:fs').writeFileSync(__dirname + '/result', '${word}');
       say();
     })`,
  );

const run = (): void => {
  runCached(script(), cache())();
};

const writtenAt = async (): Promise<bigint> => (await stat(cache(), { bigint: true })).mtimeNs;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hearth-code-'));
  await say('one');
});
afterEach(() => rm(folder, { recursive: true }));

test('what V8 compiled is kept for this person alone, and used by the next run', async () => {
  run();
  expect(await result()).toBe('one');
  expect((await stat(cache())).mode & 0o777).toBe(0o600);
  const before = await writtenAt();
  await rm(path.join(folder, 'result'));
  run();
  expect(await result()).toBe('one');
  expect(await writtenAt()).toBe(before);
});

test('a part that is loaded later shares what the script exports', async () => {
  await writeFile(
    script(),
    `(function (exports, require) {
       exports.word = 'shared';
       require('./part.cjs');
     })`,
  );
  await writeFile(
    path.join(folder, 'part.cjs'),
    `require('node:fs').writeFileSync(__dirname + '/result', require('./script.cjs').word);`,
  );
  run();
  expect(await result()).toBe('shared');
});

test('a script that changed without changing its length is compiled anew', async () => {
  run();
  const before = await writtenAt();
  await say('two');
  run();
  expect(await result()).toBe('two');
  expect(await writtenAt()).not.toBe(before);
});

test.each([
  [
    'bytes changed',
    async () => {
      const data = await readFile(cache());
      for (let at = 40; at < data.length; at += 97) data[at] = (data[at] ?? 0) ^ 0xff;
      await writeFile(cache(), data);
    },
  ],
  ['its end lost', () => truncate(cache(), 200)],
  ['nothing in it', () => truncate(cache(), 0)],
  ['more bytes than any script needs', () => truncate(cache(), 2 ** 40)],
])('a kept file with %s is replaced', async (_, damage) => {
  run();
  const good = await readFile(cache());
  await damage();
  run();
  expect(await result()).toBe('one');
  expect((await stat(cache())).size).toBeGreaterThan(good.length / 2);
  expect((await stat(cache())).size).toBeLessThan(good.length * 2);
});

test('a FIFO or a link in its place is replaced, and what a link leads to is left alone', async () => {
  run();
  await rm(cache());
  execFileSync('mkfifo', [cache()]);
  run();
  expect((await stat(cache())).isFile()).toBe(true);
  const other = path.join(folder, 'other');
  await writeFile(other, 'mine');
  await rm(cache());
  await symlink(other, cache());
  run();
  expect(await readFile(other, 'utf8')).toBe('mine');
  expect(await result()).toBe('one');
});

test('where nothing can be kept, the script runs all the same', async () => {
  await writeFile(path.join(folder, 'profile'), 'no folder');
  run();
  expect(await result()).toBe('one');
});
