/** Editing a unit when something comes between, and going back. */
import { chmod, lstat, readdir, readlink, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { versionOf } from '../../electron/system/replace-file.ts';
import { afterwards, problemOf, property, shell, sudo, temporaryFolder } from './bench.ts';
import { bytesOf, fragment, openEditing, unitFolder } from './editing-bench.ts';
import { systemctl } from './manager-bench.ts';
import { command, emptyFolder, put, putLink } from './unit-folder.ts';

describe('nothing is lost', () => {
  test('a file that was changed outside: theirs is shown, nothing is written, kept or reloaded', async () => {
    await emptyFolder();
    await put('c.service', command);
    const { editing, history, versionIn, records, textOf } = openEditing();
    const version = await versionIn('c.service');
    await put('c.service', '# theirs\n');
    const said = records.length;
    const request = { unit: 'c.service', file: fragment, version, bytes: bytesOf('# mine\n') };
    expect(await editing.save(request)).toEqual({
      kind: 'conflict',
      theirs: { bytes: bytesOf('# theirs\n'), version: versionOf(bytesOf('# theirs\n')) },
    });
    await unlink(`${unitFolder}/c.service`);
    expect(await editing.save(request)).toEqual({ kind: 'conflict', theirs: null });
    expect(await readdir(unitFolder)).toEqual([]);
    expect(await history.list('c.service')).toEqual([]);
    expect(records.slice(said).map(({ line }) => line)).not.toContain(
      'systemctl --user daemon-reload',
    );
    const gone = { kind: 'drop-in', name: 'x.conf' } as const;
    expect(await editing.save({ ...request, file: gone })).toMatchObject({ kind: 'conflict' });
    expect(await readdir(unitFolder)).toEqual([]);
    await put('c.service', '# back\n');
    expect(await editing.save({ ...request, version: null })).toMatchObject({ kind: 'conflict' });
    expect(await textOf('c.service')).toBe('# back\n');
  });

  test('two windows save at once: one is saved, the other is told', async () => {
    await emptyFolder();
    await put('w.service', command);
    const { editing, versionIn, textOf, texts } = openEditing();
    const version = await versionIn('w.service');
    const outcomes = await Promise.all(
      ['one', 'two'].map((word) =>
        editing.save({ unit: 'w.service', file: fragment, version, bytes: bytesOf(`# ${word}\n`) }),
      ),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'saved']);
    expect(await textOf('w.service')).toMatch(/^# (?:one|two)\n$/);
    expect(await texts('w.service')).toEqual([command]);
  });

  test('a history that has no room: told before anything is replaced', async () => {
    await emptyFolder();
    await put('h.service', command);
    const full = await temporaryFolder();
    await sudo('mount', '-t', 'tmpfs', '-o', 'size=16k,mode=0777', 'tmpfs', full);
    afterwards(() => sudo('umount', full));
    await writeFile(`${full}/filler`, 'x'.repeat(16 * 1024)).catch(() => undefined);
    const { editing, versionIn, textOf } = openEditing({ stateFolder: full });
    const saving = editing.save({
      ...{ unit: 'h.service', file: fragment, bytes: bytesOf('# mine\n') },
      version: await versionIn('h.service'),
    });
    expect((await problemOf(saving)).code).toBe('disk-full');
    expect(await textOf('h.service')).toBe(command);
    expect(await readdir(unitFolder)).toEqual(['h.service']);
  });

  test('a unit folder on a full disk keeps the old text and no new folder', async () => {
    await emptyFolder();
    await sudo('mount', '-t', 'tmpfs', '-o', 'size=64k,mode=0777', 'tmpfs', unitFolder);
    afterwards(() => sudo('umount', unitFolder));
    await put('f.service', command);
    const { editing, versionIn, textOf } = openEditing();
    const bytes = bytesOf('#'.repeat(100_000));
    const version = await versionIn('f.service');
    const save = editing.save({ unit: 'f.service', file: fragment, version, bytes });
    expect((await problemOf(save)).code).toBe('disk-full');
    const file = { kind: 'drop-in', name: 'x.conf' } as const;
    const dropIn = editing.save({ unit: 'f.service', file, version: null, bytes });
    expect((await problemOf(dropIn)).code).toBe('disk-full');
    expect(await readdir(unitFolder)).toEqual(['f.service']);
    expect(await textOf('f.service')).toBe(command);
  });

  test('what was masked or swapped meanwhile is told in its own words', async () => {
    await emptyFolder();
    await put('m.service', command);
    const { editing, versionIn } = openEditing();
    const version = await versionIn('m.service');
    const save = () =>
      editing.save({ unit: 'm.service', file: fragment, version, bytes: bytesOf('# mine\n') });
    await unlink(`${unitFolder}/m.service`);
    await putLink('m.service', '/dev/null');
    expect(await problemOf(save())).toMatchObject({
      code: 'file-not-editable',
      command: 'systemctl --user unmask -- m.service',
    });
    await unlink(`${unitFolder}/m.service`);
    await shell('mkfifo', `${unitFolder}/m.service`);
    expect((await problemOf(save())).code).toBe('file-special');
    expect((await lstat(`${unitFolder}/m.service`)).isFIFO()).toBe(true);
  });

  test('a manager that does not reload is told beside the saved file', async () => {
    await emptyFolder();
    await put('r.service', command);
    const { editing, versionIn, textOf } = openEditing({ reloadMs: 1 });
    const outcome = await editing.save({
      ...{ unit: 'r.service', file: fragment, bytes: bytesOf(`#\n${command}`) },
      version: await versionIn('r.service'),
    });
    expect(outcome).toMatchObject({ kind: 'saved', reloadProblem: { code: 'program-timed-out' } });
    expect(await textOf('r.service')).toBe(`#\n${command}`);
  });

  test('a save that could not even begin asks nothing of a manager that hangs, and leaves no offer', async () => {
    await emptyFolder();
    await put('n.service', command);
    const { editing, journals, records, versionIn } = openEditing({ reloadMs: 1 });
    const version = await versionIn('n.service');
    const bytes = bytesOf('# mine\n');
    await shell('mkdir', `${unitFolder}/n.service.d`);
    for (const folder of [unitFolder, `${unitFolder}/n.service.d`]) {
      await chmod(folder, 0o555);
      afterwards(() => chmod(folder, 0o755));
    }
    const said = records.length;
    for (const file of [fragment, { kind: 'drop-in', name: 'x.conf' } as const]) {
      const isFragment = file.kind === 'fragment';
      const save = editing.save({
        ...{ unit: 'n.service', file, bytes },
        version: isFragment ? version : null,
      });
      expect((await problemOf(save)).code).toBe('folder-not-writable');
    }
    expect(records.slice(said).filter(({ line }) => line.includes('daemon-reload'))).toEqual([]);
    expect(await journals()).toEqual([]);
  });

  test('changes of one unit at once come one after another: none misses the folder of drop-ins', async () => {
    await emptyFolder();
    await put('q.service', command);
    const { editing, textOf } = openEditing();
    const unit = 'q.service';
    const bytes = bytesOf('[Unit]\n');
    const add = (name: string) =>
      editing.save({ unit, file: { kind: 'drop-in', name }, version: null, bytes });
    await add('0.conf');
    for (let round = 1; round <= 10; round += 1) {
      const [last, next] = [`${String(round - 1)}.conf`, `${String(round)}.conf`];
      const outcomes = await Promise.all([
        editing.removeDropIn({ unit, name: last, version: versionOf(bytes) }),
        add(next),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
      expect(await readdir(`${unitFolder}/${unit}.d`)).toEqual([next]);
    }
    expect(await textOf(unit)).toBe(command);
  });
});

describe('going back', () => {
  test('to an older version, which is itself a version that can be gone back from', async () => {
    await emptyFolder();
    await put('b.service', '# one\n');
    const { editing, versionIn, textOf, texts } = openEditing();
    for (const text of ['# two\n', '# three\n']) {
      const version = await versionIn('b.service');
      await editing.save({ unit: 'b.service', file: fragment, version, bytes: bytesOf(text) });
    }
    const [, first] = await editing.history('b.service');
    const request = { id: first?.id ?? '', version: versionOf(bytesOf('stale')) };
    expect(await editing.restore(request)).toMatchObject({ kind: 'conflict' });
    await editing.restore({ ...request, version: await versionIn('b.service') });
    expect(await textOf('b.service')).toBe('# one\n');
    expect(await texts('b.service')).toEqual(['# three\n', '# two\n', '# one\n']);
    expect(await editing.history('b.service')).toMatchObject([{ reason: 'restored' }, {}, {}]);
    expect((await problemOf(editing.restore({ ...request, id: 'none' }))).code).toBe(
      'version-gone',
    );
  });

  test('after a deletion: file, mode and drop-ins come back', async () => {
    await emptyFolder();
    await put('d.service', `# precious\n${command}`);
    await shell('chmod', '600', `${unitFolder}/d.service`);
    await put('d.service.d/a.conf', '[Unit]\nDescription=a\n');
    await putLink('d.service.d/mask.conf', '/dev/null');
    await put('service.d/shared.conf', '[Unit]\n');
    const { editing, remove, own, textOf } = openEditing();
    await own('d.service');
    expect(await editing.deleted()).toEqual([]);
    await remove('d.service');
    expect(await readdir(unitFolder)).toEqual(['service.d']);
    const [gone, ...others] = await editing.deleted();
    expect(others).toEqual([]);
    expect(gone).toMatchObject({ unit: 'd.service', reason: 'deleted', ref: fragment });
    const kept = await editing.history('d.service');
    expect(kept.map(({ ref }) => ref)).toEqual([fragment, { kind: 'drop-in', name: 'a.conf' }]);
    for (const { id } of kept) {
      expect(await editing.restore({ id, version: null })).toMatchObject({ kind: 'saved' });
    }
    expect(await textOf('d.service')).toBe(`# precious\n${command}`);
    expect((await stat(`${unitFolder}/d.service`)).mode & 0o777).toBe(0o600);
    expect(await property('d.service', 'Description')).toBe('a');
    expect(await property('d.service', 'NeedDaemonReload')).toBe('no');
    expect(await editing.deleted()).toEqual([]);
  });

  test('to a link: what was linked is linked again, as long as its file is there', async () => {
    await emptyFolder();
    const dotfiles = await temporaryFolder();
    const unit = 'l.service';
    const at = `${unitFolder}/${unit}`;
    await writeFile(`${dotfiles}/${unit}`, command);
    await writeFile(`${dotfiles}/a.conf`, '[Unit]\nDescription=a\n');
    const { editing, own, remove, store, textOf, versionIn } = openEditing();
    await systemctl('link', `${dotfiles}/${unit}`);
    await put(`${unit}.d/b.conf`, '[Unit]\n');
    await putLink(`${unit}.d/a.conf`, `${dotfiles}/a.conf`);
    await own(unit);
    const version = await versionIn(`${unit}.d/a.conf`);
    await editing.removeDropIn({ unit, name: 'a.conf', version });
    const [dropIn] = await editing.history(unit);
    await editing.restore({ id: dropIn?.id ?? '', version: null });
    expect(await readlink(`${at}.d/a.conf`)).toBe(`${dotfiles}/a.conf`);
    await remove(unit);
    expect(await readdir(unitFolder)).toEqual([]);
    // It is as in the repository, whatever it was when the link was removed.
    await writeFile(`${dotfiles}/${unit}`, `# later\n${command}`);
    const [gone] = await editing.deleted();
    expect(await editing.restore({ id: gone?.id ?? '', version: null })).toMatchObject({
      ...{ kind: 'saved', version: await versionIn(unit), reloadProblem: null },
    });
    expect(await readlink(at)).toBe(`${dotfiles}/${unit}`);
    expect(await property(unit, 'FragmentPath')).toBe(at);
    expect(await property(unit, 'UnitFileState')).toBe('linked');
    await remove(unit);
    await rename(`${dotfiles}/${unit}`, `${dotfiles}/elsewhere`);
    const [again] = await editing.deleted();
    expect(store.state().transactions.problem).toBe(null);
    await editing.restore({ id: again?.id ?? '', version: null });
    expect((await lstat(at)).isFile()).toBe(true);
    expect(await textOf(unit)).toBe(`# later\n${command}`);
    expect(store.state().transactions.problem).toMatchObject({ code: 'link-gone' });
  });

  test('to another name of a unit', async () => {
    await emptyFolder();
    await put('real.service', command);
    await putLink('other.service', 'real.service');
    const { editing, own, remove } = openEditing();
    await own('other.service');
    await remove('other.service');
    expect(await readdir(unitFolder)).toEqual(['real.service']);
    const [gone] = await editing.deleted();
    expect(gone?.unit).toBe('other.service');
    await editing.restore({ id: gone?.id ?? '', version: null });
    expect(await readlink(`${unitFolder}/other.service`)).toBe('real.service');
    expect(await property('other.service', 'Id')).toBe('real.service');
  });
});
