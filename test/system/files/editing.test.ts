/** Saves and removes the files of a unit, with the real manager. */
import { lstat, mkdir, readFile, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { afterwards, person, property, shell, temporaryFolder } from '../workbench/bench.ts';
import { bytesOf, fragment, openEditing, unitFolder } from './editing-bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, emptyFolder, put, putLink } from '../workbench/unit-folder.ts';

const needsReload = (unit: string): Promise<string> => property(unit, 'NeedDaemonReload');

describe('saving', () => {
  test('writes the exact bytes, keeps the mode and the old version, and reloads the manager', async () => {
    await emptyFolder();
    await put('s.service', `# by hand\n${command}`);
    await shell('chmod', '640', `${unitFolder}/s.service`);
    await systemctl('start', 's.service');
    afterwards(() => systemctl('stop', 's.service'));
    const { editing, history, versionIn, texts } = openEditing();
    const bytes = Uint8Array.from([
      ...bytesOf(`# by hand\n[Unit]\nDescription=new\n${command}#`),
      0xff,
    ]);
    const outcome = await editing.save({
      unit: 's.service',
      file: fragment,
      bytes,
      version: await versionIn('s.service'),
    });
    expect(outcome).toEqual({
      kind: 'saved',
      version: versionOf(bytes),
      restartFor: [],
      reloadProblem: null,
    });
    expect(Buffer.compare(await readFile(`${unitFolder}/s.service`), bytes)).toBe(0);
    expect((await stat(`${unitFolder}/s.service`)).mode & 0o777).toBe(0o640);
    expect(await needsReload('s.service')).toBe('no');
    expect(await property('s.service', 'Description')).toBe('new');
    expect(await history.list('s.service')).toMatchObject([
      { reason: 'saved', ref: fragment, path: `${unitFolder}/s.service`, mode: 0o640 },
    ]);
    expect(await texts('s.service')).toEqual([`# by hand\n${command}`]);
  });

  test('copies a distribution’s unit, adds a drop-in, and removes it with its empty folder', async () => {
    await emptyFolder();
    const { editing, textOf } = openEditing();
    const unit = 'at-spi-dbus-bus.service';
    const theirs = await readFile(`/usr/lib/systemd/user/${unit}`);
    const copy = Uint8Array.from([...theirs, ...bytesOf('# mine\n')]);
    const saved = await editing.save({ unit, file: fragment, version: null, bytes: copy });
    expect(saved).toMatchObject({ kind: 'saved', version: versionOf(copy) });
    expect(await property(unit, 'FragmentPath')).toBe(`${unitFolder}/${unit}`);
    const file = { kind: 'drop-in', name: 'override.conf' } as const;
    const dropIn = bytesOf('[Unit]\nDescription=overridden\n');
    await editing.save({ unit, file, version: null, bytes: dropIn });
    expect(await property(unit, 'DropInPaths')).toBe(`${unitFolder}/${unit}.d/override.conf`);
    expect(await property(unit, 'Description')).toBe('overridden');
    const removed = await editing.removeDropIn({
      unit,
      name: 'override.conf',
      version: versionOf(dropIn),
    });
    expect(removed).toMatchObject({ kind: 'saved', reloadProblem: null });
    expect(await readdir(unitFolder)).toEqual([unit]);
    expect(await property(unit, 'DropInPaths')).toBe('');
    expect(await needsReload(unit)).toBe('no');
    const [entry] = await editing.history(unit);
    expect(entry).toMatchObject({ reason: 'drop-in-removed', ref: file, unit });
    expect(await editing.restore({ id: entry?.id ?? '', version: null })).toMatchObject({
      kind: 'saved',
    });
    expect(await textOf(`${unit}.d/override.conf`)).toBe('[Unit]\nDescription=overridden\n');
    expect(await property(unit, 'Description')).toBe('overridden');
  });

  test('writes through links into a dotfiles repository, and keeps the links', async () => {
    await emptyFolder();
    const dotfiles = await temporaryFolder();
    await writeFile(`${dotfiles}/mine.service`, command);
    await shell('mkdir', `${dotfiles}/drop-ins`);
    await systemctl('link', `${dotfiles}/mine.service`);
    await putLink('mine.service.d', `${dotfiles}/drop-ins`);
    const { editing, versionIn } = openEditing();
    const text = `#\n${command}`;
    await editing.save({
      unit: 'mine.service',
      file: fragment,
      bytes: bytesOf(text),
      version: await versionIn('mine.service'),
    });
    const file = { kind: 'drop-in', name: 'a.conf' } as const;
    const bytes = bytesOf('[Unit]\nDescription=linked\n');
    await editing.save({ unit: 'mine.service', file, version: null, bytes });
    expect(await readFile(`${dotfiles}/mine.service`, 'utf8')).toBe(text);
    expect(await readlink(`${unitFolder}/mine.service`)).toBe(`${dotfiles}/mine.service`);
    expect(await property('mine.service', 'Description')).toBe('linked');
    await editing.removeDropIn({ unit: 'mine.service', name: 'a.conf', version: versionOf(bytes) });
    expect(await readdir(`${dotfiles}/drop-ins`)).toEqual([]);
    expect((await lstat(`${unitFolder}/mine.service.d`)).isSymbolicLink()).toBe(true);
  });

  test('writes the template for an instance, and the unit itself for an alias', async () => {
    await emptyFolder();
    await put('t@.service', command);
    await put('real.service', command);
    await putLink('other.service', 'real.service');
    const { editing, versionIn, textOf } = openEditing();
    const bytes = bytesOf(`#\n${command}`);
    const version = await versionIn('t@.service');
    await editing.save({ unit: 't@x.service', file: fragment, version, bytes });
    await editing.save({ unit: 'other.service', file: fragment, version, bytes });
    expect([await textOf('t@.service'), await textOf('real.service')]).toEqual(
      Array(2).fill(`#\n${command}`),
    );
    expect(await readlink(`${unitFolder}/other.service`)).toBe('real.service');
    expect(await editing.history('t@x.service')).toMatchObject([{ unit: 't@.service' }]);
    expect(await editing.history('other.service')).toMatchObject([{ unit: 'real.service' }]);
  });

  test('saves, removes and restores a drop-in in the folder of an alias', async () => {
    await emptyFolder();
    const [unit, name] = ['real.service', 'x.conf'];
    await put(unit, command);
    await putLink('other.service', unit);
    await put('other.service.d/x.conf', '[Unit]\nDescription=one\n');
    const { editing, versionIn } = openEditing();
    const file = { kind: 'drop-in', name } as const;
    const at = 'other.service.d/x.conf';
    const bytes = bytesOf('[Unit]\nDescription=two\n');
    expect(await editing.save({ unit, file, version: await versionIn(at), bytes })).toMatchObject({
      kind: 'saved',
    });
    expect(await property(unit, 'Description')).toBe('two');
    await editing.removeDropIn({ unit, name, version: versionOf(bytes) });
    expect((await readdir(unitFolder)).sort()).toEqual(['other.service', unit]);
    const [gone] = await editing.history(unit);
    await editing.restore({ id: gone?.id ?? '', version: null });
    expect(await property(unit, 'DropInPaths')).toBe(`${unitFolder}/${at}`);
    expect(await property(unit, 'Description')).toBe('two');
  });

  test('treats names that differ only in case as two units', async () => {
    await emptyFolder();
    await put('Foo.service', command);
    const { editing, textOf } = openEditing();
    const bytes = bytesOf('[Service]\nExecStart=/bin/true\n');
    await editing.save({ unit: 'foo.service', file: fragment, version: null, bytes });
    expect(await textOf('Foo.service')).toBe(command);
    expect((await readdir(unitFolder)).sort()).toEqual(['Foo.service', 'foo.service']);
  });

  test('saves a drop-in without a section as is', async () => {
    await emptyFolder();
    await put('n.service', command);
    const { editing, textOf } = openEditing();
    const file = { kind: 'drop-in', name: 'x.conf' } as const;
    const bytes = bytesOf('Description=nowhere\n');
    const outcome = await editing.save({ unit: 'n.service', file, version: null, bytes });
    expect(outcome).toMatchObject({ kind: 'saved', reloadProblem: null });
    expect(await textOf('n.service.d/x.conf')).toBe('Description=nowhere\n');
    expect(await property('n.service', 'LoadState')).toBe('loaded');
  });
});

describe('a masked drop-in', () => {
  const unit = 'masked-drop-in.service';
  const name = 'theirs.conf';
  const mask = `${unitFolder}/${unit}.d/${name}`;
  const description = (): Promise<string> => property(unit, 'Description');

  /** Puts a drop-in further down the search path, and the person's link that masks it. */
  const maskOne = async () => {
    await emptyFolder();
    await put(unit, command);
    const theirs = `${person.home}/.local/share/systemd/user/${unit}.d`;
    await mkdir(theirs, { recursive: true });
    afterwards(() => rm(theirs, { recursive: true }));
    await writeFile(`${theirs}/${name}`, '[Unit]\nDescription=theirs\n[Service]\nNice=5\n');
    await putLink(`${unit}.d/${name}`, '/dev/null');
    await systemctl('daemon-reload');
    expect(await description()).not.toBe('theirs');
    return openEditing();
  };

  test('removing its mask puts a drop-in back into effect, without a history entry', async () => {
    const { editing, history, running } = await maskOne();
    running(unit);
    const outcome = await editing.removeDropIn({ unit, name, version: null });
    // The drop-in is in effect again, but not yet for the running process.
    expect(outcome).toMatchObject({
      kind: 'saved',
      reloadProblem: null,
      restartFor: [{ unit, keys: ['Nice'] }],
    });
    expect(await readdir(unitFolder)).toEqual([unit]);
    expect(await description()).toBe('theirs');
    expect(await history.list(unit)).toEqual([]);
  });

  test('reports a conflict when the mask was replaced or is gone', async () => {
    const { editing, textOf } = await maskOne();
    await rm(mask);
    await put(`${unit}.d/${name}`, '# mine\n');
    expect(await editing.removeDropIn({ unit, name, version: null })).toMatchObject({
      kind: 'conflict',
      theirs: { version: versionOf(bytesOf('# mine\n')) },
    });
    expect(await textOf(`${unit}.d/${name}`)).toBe('# mine\n');
    await rm(mask);
    expect(await editing.removeDropIn({ unit, name, version: null })).toEqual({
      kind: 'conflict',
      theirs: null,
    });
  });

  test('the next process finishes removing a mask, and its undo restores the mask', async () => {
    const { edits, transactions } = await maskOne();
    const transaction = await transactions.begin({
      kind: 'edit',
      unit,
      before: null,
      bytes: null,
      mode: null,
      reason: 'drop-in-removed',
      file: { unit, ref: { kind: 'drop-in', name }, path: mask },
    });
    await edits.resume(transaction);
    expect(await description()).toBe('theirs');
    expect(transaction.now().undo).toContainEqual({ do: 'put-link', path: mask, to: '/dev/null' });
  });
});
