import { chmod, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  makeFolders,
  missingFolders,
  removeFolderIfEmpty,
  setMode,
  writeNew,
} from '../../../electron/host/files/new-file.ts';
import { afterwards, problemOf, sudo, temporaryFolder } from '../workbench/bench.ts';

const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

/** A file system of a few pages, so that it fills up immediately. */
const tinyDisk = async (): Promise<string> => {
  const folder = await temporaryFolder();
  await sudo('mount', '-t', 'tmpfs', '-o', 'size=16k,mode=0777', 'tmpfs', folder);
  afterwards(() => sudo('umount', folder));
  return folder;
};

describe('writeNew', () => {
  test('writes the whole text with the requested mode, whatever the umask', async () => {
    const folder = await temporaryFolder();
    const before = process.umask(0o077);
    afterwards(() => process.umask(before));
    await writeNew(`${folder}/a`, 'text ü\n', 0o755);
    expect(await readFile(`${folder}/a`, 'utf8')).toBe('text ü\n');
    expect(await modeOf(`${folder}/a`)).toBe(0o755);
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('never overwrites a file, a folder or a link, not even a dangling link', async () => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/file`, 'precious');
    await mkdir(`${folder}/folder`);
    await symlink('/nonexistent/target', `${folder}/link`);
    for (const name of ['file', 'folder', 'link']) {
      const problem = await problemOf(writeNew(`${folder}/${name}`, 'mine', 0o644));
      expect(problem).toMatchObject({ code: 'file-exists', command: `ls -l -- ${folder}/${name}` });
    }
    expect(await readFile(`${folder}/file`, 'utf8')).toBe('precious');
    expect((await readdir(folder)).sort()).toEqual(['file', 'folder', 'link']);
  });

  test('lets exactly one of two simultaneous writes win, with its whole text', async () => {
    const folder = await temporaryFolder();
    const texts = ['a'.repeat(100_000), 'b'.repeat(100_000)];
    const results = await Promise.allSettled(
      texts.map((text) => writeNew(`${folder}/x`, text, 0o644)),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(texts).toContain(await readFile(`${folder}/x`, 'utf8'));
    expect(await readdir(folder)).toEqual(['x']);
  });

  test('reports a folder without write permission, and leaves nothing behind', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o555);
    afterwards(() => chmod(folder, 0o755));
    const problem = await problemOf(writeNew(`${folder}/a`, 'text', 0o644));
    expect(problem).toMatchObject({ code: 'folder-not-writable', command: `ls -ld -- ${folder}` });
    expect(problem.why).toContain('no permission');
    expect(await readdir(folder)).toEqual([]);
  });

  test('reports a read-only file system', async () => {
    const folder = await tinyDisk();
    await sudo('mount', '-o', 'remount,ro', folder);
    const problem = await problemOf(writeNew(`${folder}/a`, 'text', 0o644));
    expect(problem.code).toBe('folder-not-writable');
    expect(problem.why).toContain('read-only');
  });

  test('reports a full disk, and leaves nothing half-written', async () => {
    const folder = await tinyDisk();
    const problem = await problemOf(writeNew(`${folder}/a`, 'x'.repeat(64 * 1024), 0o644));
    expect(problem).toMatchObject({ code: 'disk-full', command: `df -h -- ${folder}` });
    expect(await readdir(folder)).toEqual([]);
  });

  test('reports a folder that is missing or isn’t a folder', async () => {
    const folder = await temporaryFolder();
    expect((await problemOf(writeNew(`${folder}/no/a`, 'text', 0o644))).code).toBe('file-failed');
    await writeFile(`${folder}/file`, '');
    expect((await problemOf(writeNew(`${folder}/file/a`, 'text', 0o644))).why).toContain(
      'isn’t a folder',
    );
  });
});

describe('setMode', () => {
  test('changes the mode of a file, but not through a link', async () => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/a`, '');
    await setMode(`${folder}/a`, 0o755);
    expect(await modeOf(`${folder}/a`)).toBe(0o755);
    await symlink('a', `${folder}/link`);
    expect((await problemOf(setMode(`${folder}/link`, 0o600))).code).toBe('file-failed');
    expect(await modeOf(`${folder}/a`)).toBe(0o755);
  });
});

describe('missingFolders', () => {
  test('lists the folders that makeFolders would create', async () => {
    const folder = await temporaryFolder();
    await mkdir(`${folder}/there`);
    const wanted = [`${folder}/there/a/b`, `${folder}/there`, `${folder}/there/a/c`];
    const missing = await missingFolders(wanted);
    expect(missing).toEqual([`${folder}/there/a`, `${folder}/there/a/b`, `${folder}/there/a/c`]);
    expect(await makeFolders(wanted)).toEqual(missing);
    expect(await missingFolders(wanted)).toEqual([]);
  });
});

describe('makeFolders', () => {
  test('creates missing folders and returns them, parents first', async () => {
    const folder = await temporaryFolder();
    await mkdir(`${folder}/there`);
    const made = await makeFolders([
      `${folder}/there/a/b`,
      `${folder}/there`,
      `${folder}/there/a/c`,
    ]);
    expect(made.map((one) => one.slice(folder.length))).toEqual([
      '/there/a',
      '/there/a/b',
      '/there/a/c',
    ]);
  });

  test('removes the folders it created when a later folder fails', async () => {
    const folder = await temporaryFolder();
    await writeFile(`${folder}/file`, '');
    const problem = await problemOf(makeFolders([`${folder}/new/deep`, `${folder}/file`]));
    expect(problem).toMatchObject({ code: 'file-failed', why: 'It is a file, not a folder.' });
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('removes the parents it created when the folder itself fails', async () => {
    const folder = await temporaryFolder();
    const tooLong = `${folder}/new/${'x'.repeat(300)}/deep`;
    const problem = await problemOf(makeFolders([`${folder}/other`, tooLong]));
    expect(problem).toMatchObject({ code: 'file-failed' });
    expect(problem.why).toContain('too long');
    expect(await readdir(folder)).toEqual([]);
    await mkdir(`${folder}/new`);
    expect(await removeFolderIfEmpty(path.dirname(tooLong))).toBe(false);
  });

  test('reports a parent without write permission', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o555);
    afterwards(() => chmod(folder, 0o755));
    expect((await problemOf(makeFolders([`${folder}/a/b`]))).code).toBe('folder-not-writable');
  });
});

describe('removeFolderIfEmpty', () => {
  test('removes a folder only when it is empty', async () => {
    const folder = await temporaryFolder();
    await mkdir(`${folder}/empty`);
    await mkdir(`${folder}/full`);
    await writeFile(`${folder}/full/a`, '');
    expect(await removeFolderIfEmpty(`${folder}/empty`)).toBe(true);
    expect(await removeFolderIfEmpty(`${folder}/full`)).toBe(false);
    expect(await removeFolderIfEmpty(`${folder}/none`)).toBe(false);
    expect(await readdir(folder)).toEqual(['full']);
  });
});
