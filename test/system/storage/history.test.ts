import {
  chmod,
  mkdir,
  readFile,
  readdir,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createHistory, type KeptVersion } from '../../../electron/system/storage/history.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { afterwards, files, problemOf, shell, temporaryFolder } from '../workbench/bench.ts';

const day = 24 * 60 * 60 * 1000;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const open = async (
  options: Omit<Parameters<typeof createHistory>[0], 'folder' | 'files'> = {},
) => {
  const folder = `${await temporaryFolder()}/hearth/history`;
  const history = createHistory({ files, folder, ...options });
  afterwards(history.close);
  const keep = async (
    unit: string,
    text: string,
    reason: KeptVersion['reason'] = 'saved',
    ref: KeptVersion['ref'] = { kind: 'fragment' },
  ) => {
    const facts = { ref, path: `/x/${unit}`, reason, bytes: bytesOf(text), mode: 0o640 };
    const kept = await history.keep({ unit, ...facts });
    await history.tidy();
    return kept;
  };
  const texts = async (unit: string): Promise<string[]> =>
    Promise.all(
      (await history.list(unit)).map(async ({ id }) =>
        new TextDecoder().decode(await history.bytes(id)),
      ),
    );
  return { folder, history, keep, texts };
};

test('returns versions newest first, with everything needed to restore them', async () => {
  const { history, keep, texts } = await open();
  for (const text of ['one', 'two', 'three']) await keep('a.service', text);
  await keep('b@c.service', 'other', 'deleted', { kind: 'drop-in', name: 'x.conf' });
  expect(await texts('a.service')).toEqual(['three', 'two', 'one']);
  const [entry] = await history.list('b@c.service');
  expect(entry).toMatchObject({
    unit: 'b@c.service',
    ref: { kind: 'drop-in', name: 'x.conf' },
    path: '/x/b@c.service',
    reason: 'deleted',
    sizeBytes: 5,
    version: versionOf(bytesOf('other')),
    mode: 0o640,
  });
  expect(Math.abs(Date.now() - (entry?.at ?? 0))).toBeLessThan(10_000);
  expect(await history.find(entry?.id ?? '')).toEqual(entry);
  expect(await history.list('none.service')).toEqual([]);
});

test('returns the exact bytes, and stores identical content once', async () => {
  const { folder, history } = await open();
  const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 256);
  const facts = { ref: { kind: 'fragment' }, path: '/x', reason: 'saved', mode: 0o644 } as const;
  const { id } = await history.keep({ unit: 'a.service', ...facts, bytes });
  await history.keep({ unit: 'b.service', ...facts, bytes });
  expect(Buffer.compare(await history.bytes(id), bytes)).toBe(0);
  expect(await readdir(`${folder}/content`)).toHaveLength(1);
});

test('keeps folders at 0700 and files at 0600, whatever the umask and earlier modes', async () => {
  const { folder, keep } = await open();
  await mkdir(`${folder}/units`, { recursive: true });
  await chmod(folder, 0o755);
  const umask = process.umask(0);
  try {
    await keep('a.service', 'secret');
  } finally {
    process.umask(umask);
  }
  const modes = await shell('find', folder, '-printf', '%y %m\n');
  expect(new Set(modes.split('\n'))).toEqual(new Set(['d 700', 'f 600']));
});

test('keeps everything that was added simultaneously, in order', async () => {
  const { history, keep } = await open();
  const kept = await Promise.all(
    Array.from({ length: 20 }, (_, at) => keep('a.service', String(at))),
  );
  const listed = await history.list('a.service');
  expect(listed.map(({ id }) => id)).toEqual(kept.map(({ id }) => id).reverse());
});

describe('damage', () => {
  test('skips damaged, foreign and unreadable entries, and returns the rest', async () => {
    const { folder, history, keep, texts } = await open();
    await keep('a.service', 'good');
    const place = `${folder}/units/a.service`;
    const [good = ''] = await readdir(place);
    const text = await readFile(`${place}/${good}`, 'utf8');
    await writeFile(`${place}/000000000000001-aaaaaaaa.json`, text.slice(0, 40));
    await writeFile(`${place}/000000000000002-aaaaaaaa.json`, text);
    await writeFile(`${place}/000000000000003-aaaaaaaa.json`, '');
    await mkdir(`${place}/000000000000004-aaaaaaaa.json`);
    await writeFile(`${place}/000000000000005-aaaaaaaa.json`, text);
    await chmod(`${place}/000000000000005-aaaaaaaa.json`, 0o000);
    await shell('mkfifo', `${place}/000000000000006-aaaaaaaa.json`);
    await writeFile(`${folder}/units/stray`, '');
    expect(await texts('a.service')).toEqual(['good']);
    expect(await history.deleted()).toEqual([]);
    await keep('a.service', 'better');
    expect(await texts('a.service')).toEqual(['better', 'good']);
  });

  test('reads an entry from before links were recorded as a regular file', async () => {
    const { folder, history, keep } = await open();
    const { id } = await keep('a.service', 'old');
    const place = `${folder}/units/a.service/${id}.json`;
    const { link, ...before } = JSON.parse(await readFile(place, 'utf8')) as KeptVersion;
    expect(link).toBe(null);
    await writeFile(place, JSON.stringify(before));
    expect(await history.find(id)).toEqual({ ...before, link: null });
  });

  test('reports missing or changed content, and never returns it', async () => {
    const { folder, history, keep } = await open();
    const { id, version } = await keep('a.service', 'a whole text');
    await truncate(`${folder}/content/${version}`, 3);
    expect(await problemOf(history.bytes(id))).toMatchObject({ code: 'version-gone' });
    // Keeping the same text again repairs it for both entries.
    await keep('a.service', 'a whole text');
    expect(new TextDecoder().decode(await history.bytes(id))).toBe('a whole text');
    expect((await problemOf(history.bytes('no-such-id'))).code).toBe('version-gone');
  });

  test('sweeps what a kill left half-written', async () => {
    const { folder, keep } = await open();
    await keep('a.service', 'one');
    const left = `${folder}/content/.hearth-0123456789ab.tmp`;
    await writeFile(left, 'half');
    await utimes(left, new Date(0), new Date(0));
    await keep('a.service', 'two');
    expect(await readdir(`${folder}/content`)).toHaveLength(2);
  });
});

describe('bounds', () => {
  test('keeps fifty versions per unit, and removes the oldest first', async () => {
    const { keep, texts } = await open();
    for (let at = 0; at < 55; at += 1) await keep('a.service', `version ${at}`);
    await keep('b.service', 'another');
    const kept = await texts('a.service');
    expect(kept).toHaveLength(50);
    expect([kept[0], kept.at(-1)]).toEqual(['version 54', 'version 5']);
    expect(await texts('b.service')).toEqual(['another']);
  });

  test('bounds the total size, and removes the oldest versions of all units with their content', async () => {
    let time = Date.now();
    const { folder, keep, texts } = await open({
      bounds: () => ({ bytesInAll: 100_000 }),
      now: () => (time += 120_000),
    });
    for (let at = 0; at < 8; at += 1) {
      await keep(at % 2 === 0 ? 'a.service' : 'b.service', `${at} ${'x'.repeat(20_000)}`);
    }
    const left = [...(await texts('a.service')), ...(await texts('b.service'))];
    expect(left.map((text) => text[0]).sort()).toEqual(['4', '5', '6', '7']);
    const sizes = await Promise.all(
      (await readdir(`${folder}/content`)).map(
        async (name) => (await stat(`${folder}/content/${name}`)).size,
      ),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100_000);
  });

  test('follows its bounds when they change', async () => {
    let versionsPerUnit = 4;
    const { keep, texts } = await open({ bounds: () => ({ versionsPerUnit }) });
    for (const text of ['a', 'b', 'c', 'd', 'e']) await keep('x.service', text);
    expect(await texts('x.service')).toEqual(['e', 'd', 'c', 'b']);
    versionsPerUnit = 2;
    await keep('x.service', 'f');
    expect(await texts('x.service')).toEqual(['f', 'e']);
  });

  test('keeps the last version of a deleted unit for 90 days', async () => {
    let time = Date.now();
    const bounds = () => ({ bytesInAll: 60_000, versionsPerUnit: 2 });
    const { history, keep, texts } = await open({ bounds, now: () => time });
    await keep('gone.service', 'before');
    await keep('gone.service', 'the last', 'deleted');
    time += 89 * day;
    for (let at = 0; at < 6; at += 1) {
      time += 60_001;
      await keep('busy.service', `${at} ${'x'.repeat(25_000)}`);
    }
    expect(await texts('gone.service')).toEqual(['the last']);
    // It also survives the limit of two versions, though it is the oldest of three.
    await keep('gone.service', 'made anew');
    await keep('gone.service', 'and again');
    expect(await texts('gone.service')).toEqual(['and again', 'the last']);
    time += day;
    await keep('gone.service', 'later');
    expect(await texts('gone.service')).toEqual(['later', 'and again']);
    expect(await history.deleted()).toEqual([]);
  });
});

test('lists the newest deletion of each unit file as deleted', async () => {
  const { history, keep } = await open();
  await keep('a.service', 'first', 'deleted');
  const a = await keep('a.service', 'second', 'deleted');
  await keep('a.service', 'a drop-in', 'deleted', { kind: 'drop-in', name: 'x.conf' });
  await keep('b.service', 'only saved');
  const c = await keep('c.service', 'third', 'deleted');
  expect((await history.deleted()).map(({ id }) => id)).toEqual([c.id, a.id]);
});
