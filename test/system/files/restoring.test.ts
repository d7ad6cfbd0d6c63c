/** Restores deleted services from the history, with everything that was deleted along with them. */
import { lstat, readdir, readlink, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plan, UndoRecord } from '../../../electron/core/transactions/transaction.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { toBase64 } from '../../../electron/system/files/base64.ts';
import { problemOf, property, shell, temporaryFolder } from '../workbench/bench.ts';
import { bytesOf, fragment, openEditing, unitFolder } from './editing-bench.ts';
import { openInterrupted } from '../workbench/interrupted.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, emptyFolder, put, putLink } from '../workbench/unit-folder.ts';

describe('restoring a deleted service', () => {
  test('restores file, mode, drop-ins and masks together, and reports what it couldn’t restore', async () => {
    await emptyFolder();
    const unit = 'd.service';
    await put(unit, `# precious\n${command}`);
    await shell('chmod', '600', `${unitFolder}/${unit}`);
    await put(`${unit}.d/a.conf`, '[Unit]\nDescription=a\n');
    await put(`${unit}.d/o.conf`, '[Service]\nNice=5\n');
    await shell('chmod', '700', `${unitFolder}/${unit}.d`);
    await putLink(`${unit}.d/mask.conf`, '/dev/null');
    await put(`${unit}.d/more/notes`, 'of no use to systemd\n');
    await put('service.d/shared.conf', '[Unit]\n');
    const { editing, restoring, remove, own, store, textOf, records, journals } = openEditing();
    await own(unit);
    expect(await restoring.deleted()).toEqual([]);
    await remove(unit);
    expect(await readdir(unitFolder)).toEqual(['service.d']);
    const [gone, ...others] = await restoring.deleted();
    expect(others).toEqual([]);
    expect(gone).toMatchObject({ unit, reason: 'deleted', ref: fragment });
    // Somebody has put another file there in the meantime: leave it alone.
    await put(`${unit}.d/a.conf`, '# theirs\n');
    const said = records.length;
    await restoring.restoreDeleted(gone?.id ?? '');
    expect(await textOf(unit)).toBe(`# precious\n${command}`);
    expect((await stat(`${unitFolder}/${unit}`)).mode & 0o777).toBe(0o600);
    const dropIns = `${unitFolder}/${unit}.d`;
    expect((await property(unit, 'DropInPaths')).split(' ')).toContain(`${dropIns}/o.conf`);
    expect(await property(unit, 'Nice')).toBe('5');
    expect(await readlink(`${dropIns}/mask.conf`)).toBe('/dev/null');
    expect(await textOf(`${unit}.d/a.conf`)).toBe('# theirs\n');
    expect(await property(unit, 'NeedDaemonReload')).toBe('no');
    expect(await restoring.deleted()).toEqual([]);
    expect(store.state().transactions).toMatchObject({
      restored: {
        unit,
        words: [
          `restored the link ${dropIns}/mask.conf`,
          `restored ${dropIns}/o.conf`,
          `restored ${unitFolder}/${unit}`,
        ],
        left: [
          expect.stringContaining(`${dropIns}/more wasn’t restored`) as string,
          expect.stringContaining(`${dropIns}/a.conf wasn’t restored`) as string,
        ],
      },
      problem: null,
    });
    const reloads = records.slice(said).filter(({ line }) => line.includes('daemon-reload'));
    expect(reloads).toHaveLength(1);
    expect(await journals()).toEqual([]);
    // Each file also has its own version in the history.
    const kept = await editing.history(unit);
    expect(kept.map(({ ref }) => (ref.kind === 'drop-in' ? ref.name : unit))).toEqual([
      ...[unit, 'o.conf', 'a.conf'],
    ]);
  });

  test('restores a linked drop-in folder as a link, as long as its target is a folder', async () => {
    await emptyFolder();
    const unit = 'f.service';
    const dotfiles = await temporaryFolder();
    await shell('mkdir', `${dotfiles}/drop-ins`);
    await writeFile(`${dotfiles}/drop-ins/o.conf`, '[Service]\nNice=5\n');
    await put(unit, command);
    await putLink(`${unit}.d`, `${dotfiles}/drop-ins`);
    const { restoring, remove, own, store } = openEditing();
    const restoreNow = async () => {
      const [gone] = await restoring.deleted();
      await restoring.restoreDeleted(gone?.id ?? '');
      expect(await property(unit, 'Nice')).toBe('5');
      return store.state().transactions.restored?.left;
    };
    await own(unit);
    await remove(unit);
    expect(await restoreNow()).toEqual([]);
    expect(await readlink(`${unitFolder}/${unit}.d`)).toBe(`${dotfiles}/drop-ins`);
    await remove(unit);
    await rename(`${dotfiles}/drop-ins`, `${dotfiles}/elsewhere`);
    expect(await restoreNow()).toEqual([
      `${unitFolder}/${unit}.d is a regular folder now: it was a link to ${dotfiles}/drop-ins, but there is no folder.`,
    ]);
    expect((await lstat(`${unitFolder}/${unit}.d`)).isDirectory()).toBe(true);
  });

  test('changes nothing when another file is in the way', async () => {
    await emptyFolder();
    const unit = 'w.service';
    await put(unit, command);
    await put(`${unit}.d/o.conf`, '[Service]\nNice=5\n');
    const { restoring, remove, own, journals } = openEditing();
    await own(unit);
    await remove(unit);
    const [gone] = await restoring.deleted();
    await put(unit, '# theirs\n');
    expect(await problemOf(restoring.restoreDeleted(gone?.id ?? ''))).toMatchObject({
      code: 'file-failed',
      next: expect.stringContaining('Everything is as it was before') as string,
    });
    expect(await readdir(unitFolder)).toEqual([unit]);
    expect(await journals()).toEqual([]);
  });

  test('restores a linked file as a link, as long as its target exists', async () => {
    await emptyFolder();
    const dotfiles = await temporaryFolder();
    const unit = 'l.service';
    const at = `${unitFolder}/${unit}`;
    await writeFile(`${dotfiles}/${unit}`, command);
    await writeFile(`${dotfiles}/a.conf`, '[Unit]\nDescription=a\n');
    const { editing, restoring, own, remove, store, textOf, versionIn } = openEditing();
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
    // Expect the text in the repository, not the text when the link was removed.
    await writeFile(`${dotfiles}/${unit}`, `# later\n${command}`);
    const [gone] = await restoring.deleted();
    await restoring.restoreDeleted(gone?.id ?? '');
    expect(store.state().transactions.restored).toMatchObject({ unit, left: [] });
    expect(await textOf(unit)).toBe(`# later\n${command}`);
    expect(await readlink(at)).toBe(`${dotfiles}/${unit}`);
    expect(await property(unit, 'FragmentPath')).toBe(at);
    expect(await property(unit, 'UnitFileState')).toBe('linked');
    await remove(unit);
    await rename(`${dotfiles}/${unit}`, `${dotfiles}/elsewhere`);
    const [again] = await restoring.deleted();
    await restoring.restoreDeleted(again?.id ?? '');
    expect(store.state().transactions.restored?.left).toEqual([
      `${at} is a regular file now: it was a link to ${dotfiles}/${unit}, but no file can be read there.`,
    ]);
    await unlink(at);
    expect(store.state().transactions.problem).toBe(null);
    await editing.restore({ id: again?.id ?? '', version: null });
    expect((await lstat(at)).isFile()).toBe(true);
    expect(await textOf(unit)).toBe(`# later\n${command}`);
    expect(store.state().transactions.problem).toMatchObject({ code: 'link-gone' });
  });

  test('the shown command recreates a dangling link, from any folder', async () => {
    await emptyFolder();
    const unit = 'n.service';
    const at = `${unitFolder}/${unit}.d/a.conf`;
    const away = `${await temporaryFolder()}/my dotfiles/a.conf`;
    await shell('mkdir', path.dirname(away));
    await writeFile(away, '[Service]\nNice=5\n');
    await put(unit, command);
    await putLink(`${unit}.d/a.conf`, path.relative(path.dirname(at), away));
    const { editing, store, versionIn } = openEditing();
    const version = await versionIn(`${unit}.d/a.conf`);
    await editing.removeDropIn({ unit, name: 'a.conf', version });
    await shell('rm', '-r', path.dirname(away));
    const [kept] = await editing.history(unit);
    await editing.restore({ id: kept?.id ?? '', version: null });
    expect((await lstat(at)).isFile()).toBe(true);
    const line = store.state().transactions.problem?.command ?? '';
    await shell('sh', '-c', `cd / && ${line}`);
    expect(await readlink(at)).toBe(away);
    expect(await property(unit, 'Nice')).toBe('5');
    // A second run overwrites nothing and loses nothing.
    await expect(shell('sh', '-c', line)).rejects.toThrow('File exists');
    expect(await readlink(at)).toBe(away);
  });

  test('restores an alias', async () => {
    await emptyFolder();
    await put('real.service', command);
    await putLink('other.service', 'real.service');
    const { restoring, own, remove } = openEditing();
    await own('other.service');
    await remove('other.service');
    expect(await readdir(unitFolder)).toEqual(['real.service']);
    const [gone] = await restoring.deleted();
    expect(gone?.unit).toBe('other.service');
    await restoring.restoreDeleted(gone?.id ?? '');
    expect(await readlink(`${unitFolder}/other.service`)).toBe('real.service');
    expect(await property('other.service', 'Id')).toBe('real.service');
  });
});

test('finishes an interrupted restoration with all its files, or undoes it', async () => {
  await emptyFolder();
  const unit = 'left.service';
  const file = path.join(unitFolder, unit);
  const [old, nice] = [command, '[Service]\nNice=5\n'];
  const dropIn = path.join(`${file}.d`, 'o.conf');
  const plan: Plan = {
    kind: 'restore',
    unit,
    left: ['x.conf wasn’t restored.'],
    records: [
      { do: 'put-folder', path: `${file}.d`, mode: 0o755 },
      { do: 'put-file', path: dropIn, mode: 0o600, bytes: toBase64(bytesOf(nice)) },
      { do: 'put-file', path: file, mode: 0o644, bytes: toBase64(bytesOf(old)) },
    ],
  };
  const undo: UndoRecord[] = [
    { do: 'reload', unit },
    { do: 'remove-folder', path: `${file}.d` },
    { do: 'remove-file', path: dropIn, version: versionOf(bytesOf(nice)) },
    { do: 'remove-file', path: file, version: versionOf(bytesOf(old)) },
  ];
  const { start, interrupt, left } = await openInterrupted(unit);
  // As if killed between the drop-in and the unit's own file.
  await put(`${unit}.d/o.conf`, nice);
  const id = await interrupt(plan, { kind: 'step', step: 'files', undo });
  const { recovery, store } = await start();
  await recovery.look();
  await recovery.finish(id);
  expect(store.state().transactions).toMatchObject({
    interrupted: [],
    problem: null,
    restored: { unit, words: [`restored ${file}`], left: ['x.conf wasn’t restored.'] },
  });
  expect(await property(unit, 'Nice')).toBe('5');
  const again = await interrupt(plan, { kind: 'step', step: 'files', undo });
  await recovery.look();
  await recovery.undo(again);
  expect(await readdir(unitFolder)).toEqual([]);
  expect(await left()).toEqual([]);
});
