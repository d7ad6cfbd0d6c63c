import {
  chmod,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rename,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  readVersioned,
  removeFile,
  replaceFile,
} from '../../../electron/host/files/replace-file.ts';
import { person, problemOf, shell, sudo } from '../workbench/bench.ts';
import { bytesOf, hash, nothingLeft, place, save, textOf } from './replacing.ts';
import { keptBytes } from '../../kept-memory.ts';

describe('reading', () => {
  test('returns bytes, version, mode and real path, or null where there is nothing', async () => {
    const { folder, file } = await place();
    await chmod(file, 0o604);
    await symlink('unit', `${folder}/link`);
    const read = await readVersioned(`${folder}/link`);
    expect(read).toMatchObject({ version: hash('old'), mode: 0o604, realPath: file });
    expect(textOf(read?.bytes)).toBe('old');
    await symlink('/nonexistent/x', `${folder}/nowhere`);
    for (const name of ['none', 'nowhere', 'unit/below']) {
      expect(await readVersioned(`${folder}/${name}`)).toBeNull();
    }
  });

  test('refuses anything but a regular file, immediately and naming its kind', async () => {
    const { folder } = await place();
    await mkdir(`${folder}/folder`);
    await shell('mkfifo', `${folder}/fifo`);
    await symlink('b', `${folder}/a`);
    await symlink('a', `${folder}/b`);
    await sudo('mknod', '-m', '666', `${folder}/device`, 'c', '1', '5');
    const began = Date.now();
    const told = new Map<string, string>();
    for (const name of ['folder', 'fifo', 'device', 'a']) {
      const problem = await problemOf(readVersioned(`${folder}/${name}`));
      told.set(name, `${problem.code}: ${problem.what.replace(folder, '')}`);
    }
    told.set('socket', (await problemOf(readVersioned(`${person.runtimeFolder}/bus`))).what);
    expect(Date.now() - began).toBeLessThan(1000);
    expect([...told]).toEqual([
      ['folder', 'file-special: /folder is a folder, not a file.'],
      ['fifo', 'file-special: /fifo is a named pipe (FIFO), not a file.'],
      ['device', 'file-special: /device is a device, not a file.'],
      ['a', 'link-loop: The links at /a lead in a circle.'],
      ['socket', `${person.runtimeFolder}/bus is a socket, not a file.`],
    ]);
  });

  test('refuses unreadable and oversized files, even 100 MB, without reading them', async () => {
    const { folder, file } = await place();
    await chmod(file, 0o000);
    expect(await problemOf(readVersioned(file))).toMatchObject({ code: 'file-unreadable' });
    const shut = `${folder}/shut`;
    await mkdir(shut, { mode: 0o000 });
    expect(await problemOf(readVersioned(`${shut}/x`))).toMatchObject({
      code: 'file-unreadable',
      command: `namei -l -- ${shut}/x`,
    });
    const large = `${folder}/large`;
    await writeFile(large, 'x'.repeat(4 * 1024 * 1024));
    expect((await readVersioned(large))?.bytes).toHaveLength(4 * 1024 * 1024);
    for (const size of [4 * 1024 * 1024 + 1, 100 * 1024 * 1024]) {
      await truncate(large, size);
      const before = keptBytes();
      const problem = await problemOf(readVersioned(large));
      expect(problem.code).toBe('file-too-large');
      expect(keptBytes() - before).toBeLessThan(8 * 1024 * 1024);
    }
    expect((await problemOf(save(large, 'new'))).why).toContain('100.0 MiB');
  });

  test('reads a file that claims no size, such as those in /proc, to its end', async () => {
    expect(textOf((await readVersioned('/proc/self/status'))?.bytes)).toContain('VmPeak');
  });
});

describe('replacing', () => {
  test.each([0o600, 0o644, 0o444, 0o755, 0o2664])('keeps mode %o', async (mode) => {
    const { file } = await place();
    await chmod(file, mode);
    const before = (await stat(file)).mode;
    await save(file, 'new');
    expect((await stat(file)).mode).toBe(before);
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  test('keeps owner and group where the system permits it', async () => {
    const { file } = await place();
    await sudo('chgrp', 'games', file);
    const { gid } = await stat(file);
    const script = `
      import { replaceFile, versionOf } from '/opt/hearth/electron/host/files/replace-file.ts';
      await replaceFile(${JSON.stringify(file)}, {
        version: versionOf(new TextEncoder().encode('old')),
        bytes: new TextEncoder().encode('by root'),
      });`;
    await sudo(process.execPath, '--input-type=module', '--eval', script);
    expect(await readFile(file, 'utf8')).toBe('by root');
    expect(await stat(file)).toMatchObject({ uid: person.uid, gid });
    // Alice isn't in that group, so she can't assign it.
    await save(file, 'by alice', hash('by root'));
    expect(await stat(file)).toMatchObject({ uid: person.uid, gid: process.getgid?.() });
  });

  test('keeps links and replaces their target, through folder links and chains too', async () => {
    const { folder, file } = await place();
    await mkdir(`${folder}/dotfiles/deep`, { recursive: true });
    await rename(file, `${folder}/dotfiles/deep/unit`);
    await symlink('dotfiles/deep', `${folder}/folder`);
    await symlink('folder/unit', `${folder}/near`);
    await symlink(`${folder}/near`, `${folder}/far`);
    let text = 'old';
    for (const name of ['near', 'far', 'folder/unit']) {
      const outcome = await save(`${folder}/${name}`, `by ${name}`, hash(text));
      text = `by ${name}`;
      expect(outcome).toEqual({ kind: 'saved', version: hash(text) });
      expect(await readFile(`${folder}/dotfiles/deep/unit`, 'utf8')).toBe(text);
    }
    expect((await lstat(`${folder}/dotfiles/deep/unit`)).isFile()).toBe(true);
    expect(await readlink(`${folder}/near`)).toBe('folder/unit');
    expect(await readlink(`${folder}/far`)).toBe(`${folder}/near`);
    expect((await readdir(folder)).sort()).toEqual(['dotfiles', 'far', 'folder', 'near']);
    await nothingLeft(`${folder}/dotfiles/deep`);
  });

  test('writes nothing when the text is unchanged', async () => {
    const { file } = await place();
    const { ino } = await stat(file);
    expect(await save(file, 'old')).toEqual({ kind: 'saved', version: hash('old') });
    expect((await stat(file)).ino).toBe(ino);
  });

  test('never shows a reader a half-written file', async () => {
    const { file } = await place();
    const texts = ['a', 'b'].map((letter) => letter.repeat(200_000));
    await writeFile(file, texts[0] ?? '');
    const seen = new Set<string>();
    let version = hash(texts[0] ?? '');
    const saved = new AbortController();
    const reading = (async () => {
      while (!saved.signal.aborted) seen.add(await readFile(file, 'utf8'));
    })();
    for (let at = 1; at <= 40; at += 1) {
      const outcome = await save(file, texts[at % 2] ?? '', version);
      if (outcome.kind === 'saved') ({ version } = outcome);
    }
    saved.abort();
    await reading;
    expect([...seen].every((text) => texts.includes(text))).toBe(true);
    expect(seen.size).toBe(2);
  });
});

describe('creating', () => {
  test('creates a file with the requested mode, and never over something else', async () => {
    const { folder, file } = await place();
    expect(await save(`${folder}/new`, 'new', null)).toMatchObject({ kind: 'saved' });
    expect((await stat(`${folder}/new`)).mode & 0o777).toBe(0o644);
    await replaceFile(`${folder}/tight`, { version: null, bytes: bytesOf('x'), mode: 0o600 });
    expect((await stat(`${folder}/tight`)).mode & 0o777).toBe(0o600);
    const outcome = await save(file, 'new', null);
    expect(outcome).toEqual({
      kind: 'conflict',
      theirs: { bytes: bytesOf('old'), version: hash('old') },
    });
    await symlink('/nonexistent/x', `${folder}/nowhere`);
    expect((await problemOf(save(`${folder}/nowhere`, 'new', null))).code).toBe('file-exists');
    await mkdir(`${folder}/folder`);
    expect((await problemOf(save(`${folder}/folder`, 'new', null))).code).toBe('file-special');
    expect((await problemOf(save(`${folder}/none/x`, 'new', null))).code).toBe('file-failed');
    expect(await readFile(file, 'utf8')).toBe('old');
    await nothingLeft(folder);
  });
});

describe('removing', () => {
  test('removes only the version that was read, and of a link only the link', async () => {
    const { folder, file } = await place();
    await symlink('unit', `${folder}/link`);
    expect(await removeFile(`${folder}/link`, hash('old'))).toEqual({ kind: 'removed' });
    expect(await removeFile(file, hash('other'))).toEqual({
      kind: 'conflict',
      theirs: { bytes: bytesOf('old'), version: hash('old') },
    });
    await writeFile(file, 'theirs');
    expect(await removeFile(file, hash('old'))).toMatchObject({
      kind: 'conflict',
      theirs: { version: hash('theirs') },
    });
    expect(await removeFile(file, hash('theirs'))).toEqual({ kind: 'removed' });
    expect(await removeFile(file, hash('theirs'))).toEqual({ kind: 'conflict', theirs: null });
    expect(await readdir(folder)).toEqual([]);
  });

  test('treats a file as gone when its folder is gone, and refuses to save there', async () => {
    const { folder } = await place();
    const file = `${folder}/gone/unit`;
    expect(await removeFile(file, hash('old'))).toEqual({ kind: 'conflict', theirs: null });
    expect(await problemOf(save(file, 'new', null))).toMatchObject({
      code: 'file-failed',
      what: `${folder}/gone couldn’t be used.`,
    });
  });
});
