/** Edits a unit while something interferes, and restores older versions. */
import { chmod, lstat, readdir, unlink, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { afterwards, problemOf, shell, sudo, temporaryFolder } from '../workbench/bench.ts';
import { bytesOf, fragment, openEditing, unitFolder } from './editing-bench.ts';
import { command, emptyFolder, put, putLink } from '../workbench/unit-folder.ts';

describe('saving while something interferes', () => {
  test('reports a conflict with an outside change, and writes, keeps and reloads nothing', async () => {
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

  test('accepts one of two simultaneous saves, and reports a conflict to the other', async () => {
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

  test('refuses to save when the history has no room, before anything is replaced', async () => {
    await emptyFolder();
    await put('h.service', command);
    const full = await temporaryFolder();
    await sudo('mount', '-t', 'tmpfs', '-o', 'size=16k,mode=0777', 'tmpfs', full);
    afterwards(() => sudo('umount', full));
    await writeFile(`${full}/filler`, 'x'.repeat(16 * 1024)).catch(() => undefined);
    const { editing, versionIn, textOf } = openEditing({ stateFolder: full });
    const saving = editing.save({
      unit: 'h.service',
      file: fragment,
      bytes: bytesOf('# mine\n'),
      version: await versionIn('h.service'),
    });
    expect((await problemOf(saving)).code).toBe('disk-full');
    expect(await textOf('h.service')).toBe(command);
    expect(await readdir(unitFolder)).toEqual(['h.service']);
  });

  test('keeps the old text and leaves no new folder when the disk is full', async () => {
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

  test('names the reason when the file was masked or replaced in the meantime', async () => {
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
      next: 'Remove the mask with this command, then try again.',
      command: 'systemctl --user unmask -- m.service',
    });
    await shell('systemctl', '--user', 'unmask', '--', 'm.service');
    await shell('mkfifo', `${unitFolder}/m.service`);
    expect((await problemOf(save())).code).toBe('file-special');
    expect((await lstat(`${unitFolder}/m.service`)).isFIFO()).toBe(true);
  });

  test('saves the file and reports a manager that doesn’t reload', async () => {
    await emptyFolder();
    await put('r.service', command);
    const { editing, versionIn, textOf } = openEditing({ reloadMs: 1 });
    const outcome = await editing.save({
      unit: 'r.service',
      file: fragment,
      bytes: bytesOf(`#\n${command}`),
      version: await versionIn('r.service'),
    });
    expect(outcome).toMatchObject({ kind: 'saved', reloadProblem: { code: 'program-timed-out' } });
    expect(await textOf('r.service')).toBe(`#\n${command}`);
  });

  test('a save that couldn’t start asks for no reload and leaves nothing to recover', async () => {
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
        unit: 'n.service',
        file,
        bytes,
        version: isFragment ? version : null,
      });
      expect((await problemOf(save)).code).toBe('folder-not-writable');
    }
    expect(records.slice(said).filter(({ line }) => line.includes('daemon-reload'))).toEqual([]);
    expect(await journals()).toEqual([]);
  });

  test('runs simultaneous changes of a unit one by one, so the drop-in folder is always there', async () => {
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

describe('restoring', () => {
  test('restores an older version, and keeps the replaced version in the history', async () => {
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
});
