/** Autostart entries that are no use, too many, or in the way of others. */
import { chmod, mkdir, rm, symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAutostartTexts } from '../../../electron/core/texts/create/autostart.ts';
import { afterwards, problemOf, service, shell, sudo } from '../workbench/bench.ts';
import { entry, folder, openImport, setEntries } from './autostart-bench.ts';

const { faults, notes } = createAutostartTexts;

describe('the import of autostart entries', () => {
  test('gives new names beside units that exist', async () => {
    await service('sleep.service', ['[Service]', 'ExecStart=/bin/true']);
    await setEntries({ 'a.desktop': entry('Exec=sleep 1'), 'b.desktop': entry('Exec=sleep 2') });
    const { view } = await openImport();
    const { choices } = await view();
    expect(choices.map(({ name }) => name)).toEqual(['sleep-2', 'sleep-3']);
  });

  test('reads anything in the folder, and says what is no use', async () => {
    await setEntries({
      'hearth.desktop': entry('Name=Hearth', 'Exec=sleep 1'),
      'no-suffix': entry('Exec=sleep 1'),
      'empty.desktop': '',
      'huge.desktop': '',
      'secret.desktop': entry('Exec=sleep 1'),
      'program.desktop': entry('Exec=no-such-program-here'),
      'over.desktop': entry('Exec=sleep 1'),
      'hides.desktop': '[Desktop Entry]\nHidden=true\n',
    });
    await truncate(path.join(folder, 'huge.desktop'), 3 * 1024 ** 3);
    await chmod(path.join(folder, 'secret.desktop'), 0);
    await mkdir(path.join(folder, 'folder.desktop'));
    await shell('mkfifo', path.join(folder, 'fifo.desktop'));
    await symlink('fifo.desktop', path.join(folder, 'to-fifo.desktop'));
    await symlink('loop.desktop', path.join(folder, 'loop.desktop'));
    await symlink('/dev/zero', path.join(folder, 'zero.desktop'));
    await symlink('/nowhere/x', path.join(folder, 'nowhere.desktop'));
    const system = '/etc/xdg/autostart';
    await sudo('mkdir', '-p', system);
    for (const name of ['over', 'hides']) {
      await sudo('touch', `${system}/${name}.desktop`);
      afterwards(() => sudo('rm', '-f', `${system}/${name}.desktop`));
    }
    const { view } = await openImport();
    const { choices } = await view();
    const said = choices.map(({ file, conversion }) => [
      file,
      conversion.kind === 'refused' ? conversion.why : conversion.notes.join(' '),
    ]);
    expect(said).toEqual([
      ['empty.desktop', faults.noGroup],
      ['fifo.desktop', faults.noFile],
      ['folder.desktop', faults.noFile],
      ['hides.desktop', faults.onlyHides(`${system}/hides.desktop`)],
      ['huge.desktop', faults.tooLarge],
      ['loop.desktop', faults.nowhere],
      ['nowhere.desktop', faults.nowhere],
      ['over.desktop', notes.overrides(`${system}/over.desktop`)],
      ['program.desktop', faults.missing('no-such-program-here')],
      ['secret.desktop', faults.unreadable],
      ['to-fifo.desktop', faults.noFile],
      ['zero.desktop', faults.noFile],
    ]);
  });

  test('reads that there is no folder, an empty one, one that is closed, and 5,000 entries', async () => {
    await setEntries({});
    const { view } = await openImport();
    expect((await view()).choices).toEqual([]);
    await chmod(folder, 0);
    expect(await problemOf(Promise.resolve(view()))).toMatchObject({ code: 'file-unreadable' });
    await chmod(folder, 0o755);
    await rm(folder, { recursive: true });
    expect(await view()).toMatchObject({ choices: [], folder });
    await setEntries(
      Object.fromEntries(
        Array.from({ length: 5000 }, (_, at) => [
          `job-${String(at)}.desktop`,
          entry(`Name=Job ${String(at)}`, `Exec=program-${String(at)}`, 'TryExec=sleep'),
        ]),
      ),
    );
    expect((await view()).choices).toHaveLength(5000);
    await setEntries(
      Object.fromEntries(
        Array.from({ length: 5000 }, (_, at) => [
          `job-${String(at)}.desktop`,
          entry('Exec=sleep 1'),
        ]),
      ),
    );
    const { choices } = await view();
    expect(new Set(choices.map(({ name }) => name)).size).toBe(5000);
  }, 60_000);
});
