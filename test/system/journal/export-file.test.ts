import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { RawRecord } from '../../../electron/core/logs/entry.ts';
import type { ExportFormat } from '../../../electron/core/logs/export.ts';
import { openExport } from '../../../electron/system/journal/export-file.ts';
import {
  afterwards,
  createBench,
  files,
  problemOf,
  shell,
  sudo,
  temporaryFolder,
} from '../workbench/bench.ts';

const { runner } = createBench();
const flow = { pause: () => process.stdin, resume: () => process.stdin };

const open = (path: string, format: ExportFormat, replaces = false) =>
  openExport({ runner, files }, { path, replaces }, format);

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

const source = (file: string): string =>
  path.resolve(import.meta.dirname, '../../../electron', file);

/** A program that exports to a new file and to an existing file. */
const exporter = (folder: string): string => `
import { openExport } from '${source('system/journal/export-file.ts')}';
import { receive } from '${source('host/files/receive.ts')}';
for (const name of ['new', 'there']) {
  const path = '${folder}/' + name + '.log';
  const out = await openExport({ runner: null, files: { receive } }, { path, replaces: false }, 'text');
  out.write(${JSON.stringify(record(1))}, null);
  console.log(await out.commit().then(([file]) => file, (thrown) => thrown.problem.code));
}
`;

describe('an export', () => {
  test('creates the file only when the export is complete', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a.log');
    const out = await open(file, 'text');
    out.write(record(1), flow);
    expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).toEqual([]);
    expect(await out.commit()).toEqual([file]);
    expect(await readdir(folder)).toEqual(['a.log']);
    expect(await readFile(file, 'utf8')).toMatch(/ me: line 1\n$/);
  });

  test('replaces an existing file only with consent', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'mine.journal');
    await writeFile(file, 'precious');
    const refused = await open(file, 'journal');
    refused.write(record(1), flow);
    expect(await problemOf(refused.commit())).toMatchObject({
      code: 'file-exists',
      what: `${file} already exists.`,
    });
    await refused.discard();
    expect(await readFile(file, 'utf8')).toBe('precious');
    await symlink('nowhere', path.join(folder, 'link.log'));
    const onto = await open(path.join(folder, 'link.log'), 'text');
    expect((await problemOf(onto.commit())).code).toBe('file-exists');
    await onto.discard();
    const agreed = await open(file, 'journal', true);
    agreed.write(record(1), flow);
    expect(await agreed.commit()).toEqual([file]);
    expect(await shell('journalctl', `--file=${file}`, '-o', 'cat')).toBe('line 1');
    expect((await readdir(folder)).sort()).toEqual(['link.log', 'mine.journal']);
  });

  test(
    'changes nothing when one of several files belongs to somebody else',
    { timeout: 60_000 },
    async () => {
      const folder = await temporaryFolder();
      const file = path.join(folder, 'a.journal');
      await writeFile(file, 'the old one');
      const out = await open(file, 'journal', true);
      const hidden = (await readdir(folder)).find((name) => name.startsWith('.')) ?? '';
      // Fake an export of several files, with somebody else's file in the way of one of them.
      for (const name of ['a@0.journal', 'a@1.journal'])
        await writeFile(path.join(folder, hidden, name), 'further');
      await writeFile(path.join(folder, 'a@1.journal'), 'another’s');
      out.write(record(1), flow);
      expect(await problemOf(out.commit())).toMatchObject({
        code: 'file-exists',
        what: `${folder}/a@1.journal already exists.`,
      });
      await out.discard();
      expect(await readFile(file, 'utf8')).toBe('the old one');
      expect(await readFile(path.join(folder, 'a@1.journal'), 'utf8')).toBe('another’s');
      expect((await readdir(folder)).sort()).toEqual(['a.journal', 'a@1.journal']);
    },
  );

  test('overwrites nothing where hard links are missing, such as on a USB stick', async () => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/export.ts`, exporter(folder));
    await writeFile(`${folder}/there.log`, 'precious');
    const { stdout } = await execa('strace', [
      ...['-f', '-qq', '-o', '/dev/null', '-e', 'inject=link,linkat:error=EPERM'],
      ...[process.execPath, `${folder}/export.ts`],
    ]);
    expect(stdout.split('\n')).toEqual([`${folder}/new.log`, 'file-exists']);
    expect(await readFile(`${folder}/there.log`, 'utf8')).toBe('precious');
    expect(await readFile(`${folder}/new.log`, 'utf8')).toContain('line 1');
  });

  test('leaves nothing behind when stopped', async () => {
    for (const format of ['text', 'journal'] as const) {
      const folder = await temporaryFolder();
      const out = await open(path.join(folder, 'a.journal'), format);
      out.write(record(1), flow);
      await out.discard();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  test('exports a journal that journalctl reads back, whatever it contains', async () => {
    const file = path.join(await temporaryFolder(), 'a.journal');
    const out = await open(file, 'journal');
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

  test('reports a disk that fills up, and leaves nothing behind', async () => {
    const folder = path.join(await temporaryFolder(), 'small');
    await mkdir(folder);
    await sudo('mount', '-t', 'tmpfs', '-o', 'size=64k,mode=777', 'small', folder);
    afterwards(() => sudo('umount', folder));
    const out = await open(path.join(folder, 'a.json'), 'json');
    for (let index = 0; index < 2000; index += 1) out.write(record(index), flow);
    expect((await problemOf(out.commit())).code).toBe('disk-full');
    await out.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  test('refuses a folder without write permission', async () => {
    const problem = await problemOf(open('/etc/hearth.log', 'text'));
    expect(problem.code).toBe('folder-not-writable');
  });
});
