import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Draft } from '../../../electron/core/files/draft.ts';
import { createDrafts } from '../../../electron/system/storage/drafts.ts';
import { files } from '../workbench/bench.ts';

let folder: string;
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'hearth-drafts-')), 'drafts');
});
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

const draft = (text: string, name?: string): Draft => ({
  unit: 'a.service',
  file: name === undefined ? { kind: 'fragment' } : { kind: 'drop-in', name },
  version: 'f'.repeat(64),
  base: new Uint8Array([0xff, 0, 13, 10]),
  bytes: new Uint8Array(Buffer.from(text)),
});

test('keeps drafts byte for byte, privately, and reads them back', async () => {
  const drafts = createDrafts(files, folder);
  await drafts.keep(draft('one'));
  await drafts.keep(draft('two', 'x.conf'));
  await drafts.keep(draft('one, later'));
  for (const name of await readdir(folder))
    expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const again = await createDrafts(files, folder).all();
  expect(again).toHaveLength(2);
  expect(again).toContainEqual(draft('one, later'));
  expect(again).toContainEqual(draft('two', 'x.conf'));
});

test('keeps the last of many drafts, whatever was still being written', async () => {
  const drafts = createDrafts(files, folder);
  const all = Array.from({ length: 20 }, (_, at) => drafts.keep(draft(String(at))));
  await Promise.all([...all, drafts.drop(draft('')), drafts.keep(draft('last'))]);
  expect(await createDrafts(files, folder).all()).toEqual([draft('last')]);
  await drafts.drop(draft(''));
  expect(await readdir(folder)).toEqual([]);
});

test('writes pending drafts before the process ends', async () => {
  const drafts = createDrafts(files, folder);
  await drafts.keep(draft('before'));
  const keeping = drafts.keep(draft('at the last moment'));
  await drafts.leave();
  expect(await createDrafts(files, folder).all()).toEqual([draft('at the last moment')]);
  await keeping;
});

test('ignores damaged drafts', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'bad.json'), '{"unit":');
  await writeFile(path.join(folder, 'worse.json'), '{"unit":"../x","file":{"kind":"fragment"}}');
  const drafts = createDrafts(files, folder);
  expect(await drafts.all()).toEqual([]);
  await drafts.keep(draft('fine'));
  expect(await readFile(path.join(folder, 'bad.json'), 'utf8')).toBe('{"unit":');
});

test('reports a draft that can’t be written, and keeps it while Hearth runs', async () => {
  await writeFile(folder, 'in the way');
  const drafts = createDrafts(files, folder);
  await expect(drafts.keep(draft('kept'))).rejects.toThrow();
  expect(await drafts.all()).toEqual([draft('kept')]);
  await chmod(folder, 0o600);
});
