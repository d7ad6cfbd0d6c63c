/** Scripts that units run: seen, saved, kept and restored. */
import {
  chmod,
  lstat,
  mkdir,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../../../electron/core/files/unit-files.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { afterwards, problemOf, property, shell, temporaryFolder } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { create, put } from '../workbench/unit-folder.ts';
import { bytesOf, openEditing } from './editing-bench.ts';
import { at, file, folder, lay, old, unit } from './script-bench.ts';

const textNow = (): Promise<string> => readFile(at, 'utf8');
const modeNow = async (): Promise<number> => (await stat(at)).mode & 0o7777;

const scriptsNow = async (name = unit): Promise<SourceFile[]> =>
  (await create().source(name)).files.filter(({ ref }) => ref.kind === 'script');

const saveIn = (
  editing: ReturnType<typeof openEditing>['editing'],
  text: string | Uint8Array,
  before: string | null = old,
) =>
  editing.save({
    unit,
    file,
    bytes: typeof text === 'string' ? bytesOf(text) : text,
    version: before === null ? null : versionOf(bytesOf(before)),
  });

describe('the files of a unit', () => {
  test('end with the script that it runs, also through a drop-in', async () => {
    await lay();
    const [fragment, script] = (await create().source(unit)).files;
    expect(fragment?.ref).toEqual({ kind: 'fragment' });
    expect(script).toMatchObject({
      ref: file,
      path: at,
      realPath: at,
      readOnly: null,
      content: { kind: 'text', bytes: bytesOf(old) },
    });
    await put(`${unit}.d/x.conf`, '[Service]\nExecStart=\nExecStart=%h/.local/bin/other.sh\n');
    expect((await scriptsNow()).map(({ ref, content }) => [ref, content.kind])).toEqual([
      [{ kind: 'script', name: 'other.sh' }, 'problem'],
    ]);
  });

  test('tell what stands in place of a script, without opening it or following it', async () => {
    await lay(null);
    const problemNow = async (): Promise<string> => {
      const [script] = await scriptsNow();
      return script?.content.kind === 'problem' ? script.content.problem.code : 'none';
    };
    expect(await problemNow()).toBe('file-failed');
    await shell('mkfifo', at);
    expect(await problemNow()).toBe('file-special');
    await rm(at);
    await mkdir(at);
    expect(await problemNow()).toBe('file-special');
    await rm(at, { recursive: true });
    await writeFile(at, Buffer.alloc(5 * 1024 * 1024, '#'));
    expect(await problemNow()).toBe('file-too-large');
    await rm(at);
    const secret = path.join(await temporaryFolder(), 'secret.sh');
    await writeFile(secret, 'secret');
    await symlink(secret, at);
    expect(await problemNow()).toBe('script-elsewhere');
  });

  test('have the script in the person’s own folder behind a link', async () => {
    await lay(null);
    const dotfiles = await temporaryFolder();
    await rm(folder, { recursive: true });
    await symlink(dotfiles, folder);
    await writeFile(path.join(dotfiles, 'scripted.sh'), old);
    expect(await scriptsNow()).toMatchObject([
      { path: at, realPath: path.join(dotfiles, 'scripted.sh'), content: { kind: 'text' } },
    ]);
    const { editing } = openEditing();
    expect(await saveIn(editing, '#!/bin/sh\n')).toMatchObject({ kind: 'saved' });
    expect(await readFile(path.join(dotfiles, 'scripted.sh'), 'utf8')).toBe('#!/bin/sh\n');
  });
});

describe('saving a script', () => {
  test('writes the exact bytes, keeps the mode and the old version, and reloads nothing', async () => {
    await lay();
    await chmod(at, 0o750);
    const { editing, history, records, journals, texts } = openEditing();
    const bytes = Uint8Array.from([...bytesOf('#!/bin/sh\r\necho new\r\n#'), 0xff]);
    expect(await saveIn(editing, bytes)).toEqual({
      kind: 'saved',
      version: versionOf(bytes),
      restartFor: [],
      reloadProblem: null,
    });
    expect(Buffer.compare(await readFile(at), bytes)).toBe(0);
    expect(await modeNow()).toBe(0o750);
    expect(records.map(({ line }) => line)).toEqual([]);
    expect(await history.list(unit)).toMatchObject([
      { reason: 'saved', ref: file, path: at, mode: 0o750 },
    ]);
    expect(await texts(unit)).toEqual([old]);
    expect([await journals(), await readdir(folder)]).toEqual([[], ['scripted.sh']]);
  });

  test('restores an older version, executable even when the script is gone', async () => {
    await lay();
    const { editing } = openEditing();
    await saveIn(editing, '#!/bin/sh\necho new\n');
    const [entry] = await editing.history(unit);
    await rm(folder, { recursive: true });
    const outcome = await editing.restore({ id: entry?.id ?? '', version: null });
    expect(outcome).toMatchObject({ kind: 'saved' });
    expect([await textNow(), await modeNow()]).toEqual([old, 0o755]);
    // A version of a script that the unit no longer runs has no place to go.
    await put(unit, '[Service]\nExecStart=/bin/true\n');
    const late = editing.restore({ id: entry?.id ?? '', version: versionOf(bytesOf(old)) });
    expect((await problemOf(late)).code).toBe('script-unused');
  });

  test('keeps the history with the instance that alone runs the script, or with the template', async () => {
    await lay();
    await put('tpl@.service', '[Service]\nExecStart=/bin/true\n');
    const { editing, history } = openEditing();
    const saveAndRestore = async (): Promise<void> => {
      const named = { unit: 'tpl@scripted.service', file };
      const saved = await editing.save({
        ...named,
        bytes: bytesOf('#!/bin/sh\n'),
        version: versionOf(bytesOf(old)),
      });
      expect(saved.kind).toBe('saved');
      const [entry] = await editing.history(named.unit);
      const version = versionOf(bytesOf('#!/bin/sh\n'));
      expect(await editing.restore({ id: entry?.id ?? '', version })).toMatchObject({
        kind: 'saved',
      });
      expect(await textNow()).toBe(old);
    };
    await put(
      'tpl@scripted.service.d/x.conf',
      '[Service]\nExecStart=\nExecStart=%h//.local/bin/%i.sh\n',
    );
    await saveAndRestore();
    expect(await history.list('tpl@scripted.service')).toHaveLength(2);
    await put('tpl@.service', '[Service]\nExecStart=%h/.local/bin/scripted.sh\n');
    await saveAndRestore();
    expect(await history.list('tpl@.service')).toHaveLength(2);
  });

  test('reports a conflict with an outside change, and writes nothing', async () => {
    await lay('#!/bin/sh\necho theirs\n');
    const { editing, history } = openEditing();
    expect(await saveIn(editing, 'mine')).toMatchObject({ kind: 'conflict' });
    await rm(at);
    expect(await saveIn(editing, 'mine')).toEqual({ kind: 'conflict', theirs: null });
    expect([await readdir(folder), await history.list(unit)]).toEqual([[], []]);
    expect(await saveIn(editing, old, null)).toMatchObject({ kind: 'saved' });
    expect([await textNow(), await modeNow()]).toEqual([old, 0o755]);
  });

  test('refuses a link, a FIFO, and a script that the unit doesn’t run', async () => {
    await lay();
    const { editing, history } = openEditing();
    const elsewhere = path.join(await temporaryFolder(), 'victim');
    await writeFile(elsewhere, old);
    await rm(at);
    await symlink(elsewhere, at);
    expect((await problemOf(saveIn(editing, 'mine'))).code).toBe('script-elsewhere');
    expect(await readFile(elsewhere, 'utf8')).toBe(old);
    await rm(at);
    await shell('mkfifo', at);
    expect((await problemOf(saveIn(editing, 'mine'))).code).toBe('file-special');
    expect((await lstat(at)).isFIFO()).toBe(true);
    const other = { kind: 'script', name: 'other.sh' } as const;
    const save = editing.save({ unit, file: other, version: null, bytes: bytesOf(old) });
    expect((await problemOf(save)).code).toBe('script-unused');
    expect([await readdir(folder), await history.list(unit)]).toEqual([['scripted.sh'], []]);
  });

  test('names the running services that still run the old text', async () => {
    await lay('#!/bin/sh\nexec sleep 1000\n');
    await put('other.service', '[Service]\nExecStart=%h/.local/bin/scripted.sh\n');
    await put('third.service', '[Service]\nExecStart=/bin/sleep 1000\n');
    await systemctl('daemon-reload');
    await systemctl('start', unit);
    afterwards(() => systemctl('stop', unit));
    const pid = await property(unit, 'MainPID');
    const { editing, row, running } = openEditing();
    running(unit);
    running('third.service');
    row('other.service');
    const outcome = await saveIn(editing, '#!/bin/sh\necho\n', '#!/bin/sh\nexec sleep 1000\n');
    expect(outcome).toMatchObject({ restartFor: [{ unit, keys: [], scripts: ['scripted.sh'] }] });
    expect(await property(unit, 'MainPID')).toBe(pid);
  });

  test('an undo that was interrupted goes through no link that came since', async () => {
    await lay();
    const { transactions } = openEditing();
    const victim = path.join(await temporaryFolder(), 'victim');
    await writeFile(victim, 'mine');
    await rm(at);
    await symlink(victim, at);
    const version = versionOf(bytesOf('mine'));
    const transaction = await transactions.begin({
      kind: 'edit',
      unit,
      file: { unit, ref: file, path: at },
      before: version,
      bytes: Buffer.from('new').toString('base64'),
      mode: null,
      link: null,
      reason: 'saved',
    });
    const bytes = Buffer.from('planted').toString('base64');
    await transaction.step({
      id: 'file',
      undo: () => [{ do: 'restore-file', path: at, ours: version, before: version, bytes }],
      run: () => Promise.resolve(),
    });
    expect((await transaction.takeBack()).problem?.code).toBe('script-elsewhere');
    expect(await readFile(victim, 'utf8')).toBe('mine');
    await transaction.end();
  });

  test('keeps the history of a script when its unit gets another name', async () => {
    await lay();
    const { editing, history } = openEditing();
    await saveIn(editing, '#!/bin/sh\n');
    await history.move(unit, 'named.service');
    expect(await history.list('named.service')).toMatchObject([{ ref: file, path: at }]);
    await put('named.service', '[Service]\nExecStart=%h/.local/bin/scripted.sh\n');
    const [entry] = await editing.history('named.service');
    const version = versionOf(bytesOf('#!/bin/sh\n'));
    expect(await editing.restore({ id: entry?.id ?? '', version })).toMatchObject({
      kind: 'saved',
    });
    expect(await textNow()).toBe(old);
  });
});
