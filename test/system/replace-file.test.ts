import {
  chmod,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { sweepTemporary } from '../../electron/system/beside.ts';
import {
  readVersioned,
  removeFile,
  replaceFile,
  versionOf,
} from '../../electron/system/replace-file.ts';
import { afterwards, person, problemOf, shell, sudo, temporaryFolder, until } from './bench.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const hash = (text: string): string => versionOf(bytesOf(text));

/** A folder with a file `unit` that says `old`. */
const place = async (): Promise<{ folder: string; file: string }> => {
  const folder = await temporaryFolder();
  const file = `${folder}/unit`;
  await writeFile(file, 'old');
  return { folder, file };
};

const save = (file: string, text: string, version: string | null = hash('old')) =>
  replaceFile(file, { version, bytes: bytesOf(text) });

const nothingLeft = async (folder: string): Promise<void> => {
  expect((await readdir(folder)).filter((name) => name.startsWith('.hearth-'))).toEqual([]);
};

/** A file system of sixteen pages. */
const tinyDisk = async (): Promise<string> => {
  const folder = await temporaryFolder();
  await sudo('mount', '-t', 'tmpfs', '-o', 'size=64k,mode=0777', 'tmpfs', folder);
  afterwards(() => sudo('umount', folder));
  return folder;
};

describe('reading', () => {
  test('gives bytes, version, mode and the real place; null where there is nothing', async () => {
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

  test('refuses what is no file, at once and each with its own words', async () => {
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
      ['a', 'link-loop: The links at /a lead round in a circle.'],
      ['socket', `${person.runtimeFolder}/bus is a socket, not a file.`],
    ]);
  });

  test('refuses what it may not read, and what is too large, also 100 MB, without reading it', async () => {
    const { folder, file } = await place();
    await chmod(file, 0o000);
    expect(await problemOf(readVersioned(file))).toMatchObject({ code: 'file-unreadable' });
    const shut = `${folder}/shut`;
    await mkdir(shut, { mode: 0o000 });
    expect((await problemOf(readVersioned(`${shut}/x`))).code).toBe('file-unreadable');
    const large = `${folder}/large`;
    await writeFile(large, 'x'.repeat(4 * 1024 * 1024));
    expect((await readVersioned(large))?.bytes).toHaveLength(4 * 1024 * 1024);
    for (const size of [4 * 1024 * 1024 + 1, 100 * 1024 * 1024]) {
      await truncate(large, size);
      const before = process.memoryUsage().arrayBuffers;
      const problem = await problemOf(readVersioned(large));
      expect(problem.code).toBe('file-too-large');
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    }
    expect((await problemOf(save(large, 'new'))).why).toContain('100.0 MiB');
  });

  test('a file that claims no size, as those of the kernel, is read to its end', async () => {
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

  test('owner and group stay where the system permits it', async () => {
    const { file } = await place();
    await sudo('chgrp', 'games', file);
    const { gid } = await stat(file);
    const script = `
      import { replaceFile, versionOf } from '/opt/hearth/electron/system/replace-file.ts';
      await replaceFile(${JSON.stringify(file)}, {
        version: versionOf(new TextEncoder().encode('old')),
        bytes: new TextEncoder().encode('by root'),
      });`;
    await sudo(process.execPath, '--input-type=module', '--eval', script);
    expect(await readFile(file, 'utf8')).toBe('by root');
    expect(await stat(file)).toMatchObject({ uid: person.uid, gid });
    // Alice is not in that group, so she may not give it on.
    await save(file, 'by alice', hash('by root'));
    expect(await stat(file)).toMatchObject({ uid: person.uid, gid: process.getgid?.() });
  });

  test('a link stays, what it leads to is replaced: of a file, of a folder, one behind another', async () => {
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

  test('the same text again writes nothing', async () => {
    const { file } = await place();
    const { ino } = await stat(file);
    expect(await save(file, 'old')).toEqual({ kind: 'saved', version: hash('old') });
    expect((await stat(file)).ino).toBe(ino);
  });

  test('a reader never sees half of it', async () => {
    const { file } = await place();
    const texts = ['a', 'b'].map((letter) => letter.repeat(200_000));
    await writeFile(file, texts[0] ?? '');
    const seen = new Set<string>();
    let version = hash(texts[0] ?? '');
    let saving = true;
    const reading = (async () => {
      while (saving) seen.add(await readFile(file, 'utf8'));
    })();
    for (let at = 1; at <= 40; at += 1) {
      const outcome = await save(file, texts[at % 2] ?? '', version);
      if (outcome.kind === 'saved') ({ version } = outcome);
    }
    saving = false;
    await reading;
    expect([...seen].every((text) => texts.includes(text))).toBe(true);
    expect(seen.size).toBe(2);
  });
});

describe('a new file', () => {
  test('is made with the mode asked for, and never over something else', async () => {
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

describe('meanwhile', () => {
  /** Each change while the file was open in an editor, and what a save then says. */
  const conflicts: [string, (file: string) => Promise<unknown>, string | null][] = [
    ['edited in place', (file) => writeFile(file, 'theirs'), 'theirs'],
    [
      'replaced by another',
      async (file) => {
        await writeFile(`${file}~`, 'theirs');
        await rename(`${file}~`, file);
      },
      'theirs',
    ],
    ['deleted', (file) => unlink(file), null],
    [
      'turned into a link elsewhere',
      async (file) => {
        await writeFile(`${file}.other`, 'theirs');
        await rm(file);
        await symlink(`${file}.other`, file);
      },
      'theirs',
    ],
    [
      'turned into a link that leads nowhere',
      async (file) => {
        await rm(file);
        await symlink('/nonexistent/x', file);
      },
      null,
    ],
  ];
  test.each(conflicts)('%s: a conflict, and nothing is written', async (_, change, theirs) => {
    const { folder, file } = await place();
    await change(file);
    const before = await shell('ls', '-lA', '--time-style=full-iso', folder);
    const outcome = await save(file, 'mine');
    expect(outcome).toEqual({
      kind: 'conflict',
      theirs: theirs === null ? null : { bytes: bytesOf(theirs), version: hash(theirs) },
    });
    expect(await shell('ls', '-lA', '--time-style=full-iso', folder)).toBe(before);
  });

  const swaps: [string, (file: string) => Promise<unknown>, string][] = [
    ['a folder', (file) => mkdir(file), 'file-special'],
    ['a FIFO', (file) => shell('mkfifo', file), 'file-special'],
    ['a link loop', (file) => symlink(file, file), 'link-loop'],
    ['an unreadable file', (file) => writeFile(file, 'old', { mode: 0 }), 'file-unreadable'],
    ['100 MB', (file) => shell('truncate', '-s', '100M', file), 'file-too-large'],
  ];
  test.each(swaps)('swapped for %s: told, and left as it is', async (_, swap, code) => {
    const { folder, file } = await place();
    await rm(file);
    await swap(file);
    const before = await shell('ls', '-lA', '--time-style=full-iso', folder);
    expect((await problemOf(save(file, 'mine'))).code).toBe(code);
    expect((await problemOf(removeFile(file, hash('old')))).code).toBe(code);
    expect(await shell('ls', '-lA', '--time-style=full-iso', folder)).toBe(before);
  });

  test.each(swaps)(
    'swapped for %s at the last moment: told, and left as it is',
    async (_, swap, code) => {
      const { folder, file } = await place();
      const keep = async (): Promise<void> => {
        await rm(file);
        await swap(file);
      };
      const saving = replaceFile(file, { version: hash('old'), bytes: bytesOf('mine'), keep });
      expect((await problemOf(saving)).code).toBe(code);
      expect(await readdir(folder)).toEqual(['unit']);
    },
  );

  test('changed at the last moment: a conflict with what is there now', async () => {
    const { folder, file } = await place();
    const keep = () => writeFile(file, 'theirs');
    expect(
      await replaceFile(file, { version: hash('old'), bytes: bytesOf('mine'), keep }),
    ).toMatchObject({ kind: 'conflict', theirs: { version: hash('theirs') } });
    expect(await readFile(file, 'utf8')).toBe('theirs');
    await nothingLeft(folder);
  });

  test('of two saves at once one is saved, the other sees it as a conflict, also through a link', async () => {
    const { folder, file } = await place();
    await symlink('unit', `${folder}/link`);
    for (let round = 0; round < 20; round += 1) {
      await writeFile(file, 'old');
      const texts = [`a ${round}`, `b ${round}`];
      const [one, two] = await Promise.all([
        save(file, texts[0] ?? ''),
        save(`${folder}/link`, texts[1] ?? ''),
      ]);
      expect([one.kind, two.kind].sort()).toEqual(['conflict', 'saved']);
      const [winner, loser] = one.kind === 'saved' ? [texts[0], two] : [texts[1], one];
      expect(await readFile(file, 'utf8')).toBe(winner);
      expect(loser).toMatchObject({ theirs: { version: hash(winner ?? '') } });
    }
    const fresh = await Promise.all([
      save(`${folder}/new`, 'a', null),
      save(`${folder}/new`, 'b', null),
    ]);
    expect(fresh.map(({ kind }) => kind).sort()).toEqual(['conflict', 'saved']);
  });
});

describe('what fails leaves the old text and nothing else', () => {
  test('a full disk', async () => {
    const folder = await tinyDisk();
    await writeFile(`${folder}/unit`, 'old');
    const problem = await problemOf(save(`${folder}/unit`, 'x'.repeat(100_000)));
    expect(problem).toMatchObject({ code: 'disk-full', command: `df -h -- ${folder}` });
    expect((await problemOf(save(`${folder}/new`, 'x'.repeat(100_000), null))).code).toBe(
      'disk-full',
    );
    expect(await readdir(folder)).toEqual(['unit']);
    expect(await readFile(`${folder}/unit`, 'utf8')).toBe('old');
    // There is room again at once: nothing half-written holds it.
    expect(await save(`${folder}/unit`, 'x'.repeat(40_000))).toMatchObject({ kind: 'saved' });
  });

  test('no inode left', async () => {
    const folder = await temporaryFolder();
    await sudo('mount', '-t', 'tmpfs', '-o', 'nr_inodes=2,mode=0777', 'tmpfs', folder);
    afterwards(() => sudo('umount', folder));
    await writeFile(`${folder}/unit`, 'old');
    expect((await problemOf(save(`${folder}/unit`, 'new'))).code).toBe('disk-full');
    expect(await readFile(`${folder}/unit`, 'utf8')).toBe('old');
  });

  test('a folder that may not be written', async () => {
    const { folder, file } = await place();
    await chmod(folder, 0o555);
    afterwards(() => chmod(folder, 0o755));
    const problem = await problemOf(save(file, 'new'));
    expect(problem).toMatchObject({ code: 'folder-not-writable', command: `ls -ld -- ${folder}` });
    expect((await problemOf(removeFile(file, hash('old')))).code).toBe('folder-not-writable');
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['unit']);
  });

  test('a file system mounted read-only', async () => {
    const folder = await tinyDisk();
    await writeFile(`${folder}/unit`, 'old');
    await sudo('mount', '-o', 'remount,ro', folder);
    expect((await problemOf(save(`${folder}/unit`, 'new'))).why).toContain('read-only');
  });

  test('a history that cannot be kept', async () => {
    const { folder, file } = await place();
    const keep = () => Promise.reject(new Error('no room for history'));
    await expect(
      replaceFile(file, { version: hash('old'), bytes: bytesOf('mine'), keep }),
    ).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['unit']);
  });
});

describe('removing', () => {
  test('only what was read; of a link only the link', async () => {
    const { folder, file } = await place();
    await symlink('unit', `${folder}/link`);
    expect(await removeFile(`${folder}/link`, hash('old'))).toEqual({ kind: 'removed' });
    expect(await removeFile(file, hash('other'))).toEqual({
      kind: 'conflict',
      theirs: { bytes: bytesOf('old'), version: hash('old') },
    });
    const edited = removeFile(file, hash('old'), () => writeFile(file, 'theirs'));
    expect(await edited).toMatchObject({ kind: 'conflict', theirs: { version: hash('theirs') } });
    expect(await removeFile(file, hash('theirs'))).toEqual({ kind: 'removed' });
    expect(await removeFile(file, hash('theirs'))).toEqual({ kind: 'conflict', theirs: null });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('leftovers of a killed save', () => {
  test('are swept by the next one, once they are a minute old; what others made stays', async () => {
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

  test('SIGKILL in the middle leaves the old or the new text, whole', async () => {
    const { folder, file } = await place();
    const script = `
      import { replaceFile, versionOf } from '/opt/hearth/electron/system/replace-file.ts';
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
      await until('it saves', async () => (await readFile(file, 'utf8')) !== 'old');
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
