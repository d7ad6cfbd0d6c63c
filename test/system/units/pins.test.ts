import {
  chmod,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fail } from '../../../electron/core/problems/problem.ts';
import { createSettings, type Settings } from '../../../electron/system/storage/settings.ts';
import { createPins } from '../../../electron/engine/units/pins.ts';
import { afterwards, files, freshStore, problemOf, temporaryFolder } from '../workbench/bench.ts';

const open = async (wrap: (settings: Settings) => Settings = (settings) => settings) => {
  const folder = await temporaryFolder();
  const store = freshStore().account;
  const pins = createPins(store, wrap(createSettings(files, folder)));
  const file = `${folder}/hearth/settings.ini`;
  return {
    folder,
    store,
    pins,
    file,
    shown: () => store.state().pins,
    onDisk: () => createSettings(files, folder).readPins(),
  };
};

/** Opens with an existing settings file. */
const openWith = async (text: string | Buffer) => {
  const opened = await open();
  await mkdir(`${opened.folder}/hearth`);
  await writeFile(opened.file, text);
  return opened;
};

describe('pins', () => {
  test('writes pins as they are shown, however many are set at once', async () => {
    const { pins, shown, onDisk } = await open();
    for (let round = 0; round < 20; round += 1) {
      const pinned = round % 2 === 0;
      const units = ['a.service', 'b.service', 'c.service'];
      const done = Promise.all(units.map((unit) => pins.pin(unit, pinned)));
      expect(shown()).toEqual(pinned ? units : []);
      await done;
      expect(shown()).toEqual(pinned ? units : []);
      expect(await onDisk()).toEqual(shown());
    }
  });

  test('merges pins that are set before the file is read', async () => {
    const { pins, shown, onDisk } = await openWith('[list]\npins[]=old.service\n');
    await Promise.all([pins.read(), pins.pin('new.service', true)]);
    expect(shown()).toEqual(['old.service', 'new.service']);
    expect(await onDisk()).toEqual(shown());
  });

  test('reverts only the pins that couldn’t be written', async () => {
    let calls = 0;
    const { pins, shown, onDisk } = await open((settings) => ({
      ...settings,
      changePins: async (change) => {
        calls += 1;
        if (calls === 2) throw fail('disk-full', { path: '/x' });
        return settings.changePins(change);
      },
    }));
    const first = pins.pin('a.service', true);
    const unpinned = problemOf(pins.pin('a.service', false));
    const later = pins.pin('b.service', true);
    expect(shown()).toEqual(['b.service']);
    expect((await unpinned).code).toBe('disk-full');
    await Promise.all([first, later]);
    expect(shown()).toEqual(['a.service', 'b.service']);
    expect(await onDisk()).toEqual(shown());
  });
});

describe('the settings file', () => {
  test('keeps every other byte of the settings file, its mode, and a link to it', async () => {
    const text = Buffer.from(
      '# mine: caf\xe9\n[list]\npins[]=a.service\nsort=name ; by name\n',
      'latin1',
    );
    const { folder, pins, file } = await openWith('');
    await rm(file);
    await writeFile(`${folder}/dotfile`, text, { mode: 0o600 });
    await symlink('../dotfile', file);
    await pins.pin('b.service', true);
    expect(await readlink(file)).toBe('../dotfile');
    expect(await readdir(`${folder}/hearth`)).toEqual(['settings.ini']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'latin1')).toBe(
      text.toString('latin1').replace('a.service\n', 'a.service\npins[]=b.service\n'),
    );
  });

  test('never overwrites a settings file that can’t be read', async () => {
    const { pins, file, shown } = await openWith('[list]\npins[]=a.service\n');
    await chmod(file, 0o200);
    afterwards(() => chmod(file, 0o600).catch(() => undefined));
    await pins.read();
    expect(shown()).toEqual([]);
    expect((await problemOf(pins.pin('b.service', true))).code).toBe('file-unreadable');
    expect(shown()).toEqual([]);
    await chmod(file, 0o600);
    await pins.pin('b.service', true);
    expect(await readFile(file, 'utf8')).toBe('[list]\npins[]=a.service\npins[]=b.service\n');
    expect(shown()).toEqual(['a.service', 'b.service']);
  });
});
