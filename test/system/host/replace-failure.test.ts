import { chmod, mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { sweepTemporary } from '../../../electron/host/files/temporary-file.ts';
import { removeFile } from '../../../electron/host/files/replace-file.ts';
import { afterwards, problemOf, sudo, temporaryFolder, until } from '../workbench/bench.ts';
import { hash, place, save, tinyDisk } from './replacing.ts';

describe('a failed save', () => {
  test('keeps the old text and leaves nothing else on a full disk', async () => {
    const folder = await tinyDisk();
    await writeFile(`${folder}/unit`, 'old');
    const problem = await problemOf(save(`${folder}/unit`, 'x'.repeat(100_000)));
    expect(problem).toMatchObject({ code: 'disk-full', command: `df -h -- ${folder}` });
    expect((await problemOf(save(`${folder}/new`, 'x'.repeat(100_000), null))).code).toBe(
      'disk-full',
    );
    expect(await readdir(folder)).toEqual(['unit']);
    expect(await readFile(`${folder}/unit`, 'utf8')).toBe('old');
    // The space is free again right away: nothing half-written occupies it.
    expect(await save(`${folder}/unit`, 'x'.repeat(40_000))).toMatchObject({ kind: 'saved' });
  });

  test('keeps the old text when no inode is left', async () => {
    const folder = await temporaryFolder();
    await sudo('mount', '-t', 'tmpfs', '-o', 'nr_inodes=2,mode=0777', 'tmpfs', folder);
    afterwards(() => sudo('umount', folder));
    await writeFile(`${folder}/unit`, 'old');
    expect((await problemOf(save(`${folder}/unit`, 'new'))).code).toBe('disk-full');
    expect(await readFile(`${folder}/unit`, 'utf8')).toBe('old');
  });

  test('keeps the old text in a folder without write permission', async () => {
    const { folder, file } = await place();
    await chmod(folder, 0o555);
    afterwards(() => chmod(folder, 0o755));
    const problem = await problemOf(save(file, 'new'));
    expect(problem).toMatchObject({ code: 'folder-not-writable', command: `ls -ld -- ${folder}` });
    expect((await problemOf(removeFile(file, hash('old')))).code).toBe('folder-not-writable');
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['unit']);
  });

  test('reports a read-only file system', async () => {
    const folder = await tinyDisk();
    await writeFile(`${folder}/unit`, 'old');
    await sudo('mount', '-o', 'remount,ro', folder);
    expect((await problemOf(save(`${folder}/unit`, 'new'))).why).toContain('read-only');
  });
});

describe('leftovers of a killed save', () => {
  test('the next save sweeps leftovers older than a minute, and nothing that others made', async () => {
    const { folder, file } = await place();
    const names = {
      old: '.hearth-0123456789ab.tmp',
      young: '.hearth-ba9876543210.tmp',
      others: ['.hearth-mine.tmp', '.hearth-0123456789ab', 'x.hearth-0123456789ab.tmp'],
    };
    const ago = new Date(Date.now() - 61_000);
    for (const name of [names.old, ...names.others]) {
      await writeFile(`${folder}/${name}`, '');
      await utimes(`${folder}/${name}`, ago, ago);
    }
    await writeFile(`${folder}/${names.young}`, '');
    await mkdir(`${folder}/.hearth-aaaaaaaaaaaa.tmp`);
    await utimes(`${folder}/.hearth-aaaaaaaaaaaa.tmp`, ago, ago);
    await save(file, 'new');
    expect((await readdir(folder)).sort()).toEqual(
      [names.young, '.hearth-aaaaaaaaaaaa.tmp', 'unit', ...names.others].sort(),
    );
    expect(await sweepTemporary(folder, Date.now() + 61_000)).toBe(1);
    expect(await sweepTemporary(`${folder}/none`)).toBe(0);
  });

  test('SIGKILL during a save leaves the old or the new text, whole', async () => {
    const { folder, file } = await place();
    const script = `
      import { replaceFile, versionOf } from '/opt/hearth/electron/host/files/replace-file.ts';
      const file = ${JSON.stringify(file)};
      let version = versionOf(new TextEncoder().encode('old'));
      console.log('ready');
      for (let at = 0; ; at += 1) {
        const bytes = new Uint8Array(50_000).fill(65 + (at % 26));
        ({ version } = await replaceFile(file, { version, bytes }));
      }`;
    for (let round = 0; round < 10; round += 1) {
      await writeFile(file, 'old');
      const child = execa(process.execPath, ['--input-type=module', '--eval', script], {
        reject: false,
      });
      await until('the first save', async () => (await readFile(file, 'utf8')) !== 'old');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      child.kill('SIGKILL');
      await child;
      const text = await readFile(file, 'utf8');
      expect(text).toHaveLength(50_000);
      expect(new Set(text).size).toBe(1);
    }
    await sweepTemporary(folder, Date.now() + 61_000);
    expect(await readdir(folder)).toEqual(['unit']);
  });
});
