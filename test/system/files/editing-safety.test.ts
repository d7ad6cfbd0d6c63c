/** Editing a unit when something comes between, and going back. */
import { chmod, lstat, readdir, unlink, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { versionOf } from '../../../electron/system/files/version.ts';
import { afterwards, problemOf, shell, sudo, temporaryFolder } from '../workbench/bench.ts';
import { bytesOf, fragment, openEditing, unitFolder } from './editing-bench.ts';
import { command, emptyFolder, put, putLink } from '../workbench/unit-folder.ts';

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
      unit: 'h.service',
      file: fragment,
      bytes: bytesOf('# mine\n'),
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
      next: 'Remove the mask with this command, then try again.',
      command: 'systemctl --user unmask -- m.service',
    });
    await shell('systemctl', '--user', 'unmask', '--', 'm.service');
    await shell('mkfifo', `${unitFolder}/m.service`);
    expect((await problemOf(save())).code).toBe('file-special');
    expect((await lstat(`${unitFolder}/m.service`)).isFIFO()).toBe(true);
  });

  test('a manager that does not reload is told beside the saved file', async () => {
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
});
