import { mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RawRecord } from '../../electron/core/journal-entry.ts';
import { openExport } from '../../electron/system/export-file.ts';
import { afterwards, createBench, problemOf, shell, sudo, temporaryFolder } from './bench.ts';

const { runner } = createBench();
const flow = { pause: () => process.stdin, resume: () => process.stdin };

const record = (index: number, more: Record<string, string> = {}): RawRecord =>
  Object.entries({
    __CURSOR: `s=${'1'.repeat(32)};i=${index.toString(16)}`,
    __REALTIME_TIMESTAMP: String(1_700_000_000_000_000 + index),
    __MONOTONIC_TIMESTAMP: String(1_000_000 + index),
    _BOOT_ID: '2'.repeat(32),
    SYSLOG_IDENTIFIER: 'me',
    MESSAGE: `line ${String(index)}`,
    ...more,
  }).flat();

describe('an export', () => {
  test('is there when it is done, and not before', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a.log');
    const out = await openExport(runner, file, 'text');
    out.write(record(1), flow);
    expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).toEqual([]);
    expect(await out.commit()).toEqual([file]);
    expect(await readdir(folder)).toEqual(['a.log']);
    expect(await readFile(file, 'utf8')).toMatch(/ me: line 1\n$/);
  });

  test('that is stopped leaves nothing', async () => {
    for (const format of ['text', 'journal'] as const) {
      const folder = await temporaryFolder();
      const out = await openExport(runner, path.join(folder, 'a.journal'), format);
      out.write(record(1), flow);
      await out.discard();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  test('as a journal is read back by journalctl, whatever is in it', async () => {
    const file = path.join(await temporaryFolder(), 'a.journal');
    const out = await openExport(runner, file, 'journal');
    const odd = 'caf\u00e9\n\u0000\u001b[1m';
    out.write(record(1), flow);
    out.write(record(2, { MESSAGE: odd }), flow);
    expect(await out.commit()).toEqual([file]);
    const said = await shell('journalctl', `--file=${file}`, '-o', 'json', '--all');
    const [first, second] = said
      .split('\n')
      .map((line) => JSON.parse(line) as { MESSAGE: unknown });
    expect(first?.MESSAGE).toBe('line 1');
    expect(second?.MESSAGE).toEqual(Array.from(Buffer.from(odd, 'latin1')));
  });

  test('onto a disk that fills up is told, and leaves nothing', async () => {
    const folder = path.join(await temporaryFolder(), 'small');
    await mkdir(folder);
    await sudo('mount', '-t', 'tmpfs', '-o', 'size=64k,mode=777', 'small', folder);
    afterwards(() => sudo('umount', folder));
    const out = await openExport(runner, path.join(folder, 'a.json'), 'json');
    for (let index = 0; index < 2000; index += 1) out.write(record(index), flow);
    expect((await problemOf(out.commit())).code).toBe('disk-full');
    await out.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  test('into a folder that is not ours is refused', async () => {
    const problem = await problemOf(openExport(runner, '/etc/hearth.log', 'text'));
    expect(problem.code).toBe('folder-not-writable');
  });
});
