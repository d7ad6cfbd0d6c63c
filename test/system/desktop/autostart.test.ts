import { chmod, mkdir, readFile, readdir, readlink, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createAutostart } from '../../../electron/system/desktop/autostart-file.ts';
import { createBugs } from '../../../electron/engine/app/bugs.ts';
import { createAutostartSwitch } from '../../../electron/engine/app/autostart.ts';
import {
  afterwards,
  files,
  freshStore,
  problemOf,
  service,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';

const create = (configFolder: string, ...exec: string[]) =>
  createAutostart({ files, configFolder, exec });

describe('autostart', () => {
  test('turns autostart on and off without leaving a trace', async () => {
    const folder = await temporaryFolder();
    const autostart = create(folder, '/usr/bin/hearth');
    expect(await autostart.read()).toBe(false);
    await autostart.enable();
    expect(await autostart.read()).toBe(true);
    expect(await readdir(`${folder}/autostart`)).toEqual(['hearth.desktop']);
    await autostart.enable();
    await autostart.disable();
    expect(await autostart.read()).toBe(false);
    expect(await readdir(folder)).toEqual([]);
    await autostart.disable();
  });

  test('keeps an autostart folder that existed before', async () => {
    const folder = await temporaryFolder();
    await mkdir(`${folder}/autostart`);
    const autostart = create(folder, '/usr/bin/hearth');
    await autostart.enable();
    await autostart.disable();
    expect(await readdir(folder)).toEqual(['autostart']);
  });

  test('counts as off when a desktop switched it off, and as on again once enabled', async () => {
    const folder = await temporaryFolder();
    const autostart = create(folder, '/usr/bin/hearth');
    await autostart.enable();
    const file = `${folder}/autostart/hearth.desktop`;
    await writeFile(file, `${await readFile(file, 'utf8')}Hidden=true\n`);
    expect(await autostart.read()).toBe(false);
    await autostart.enable();
    expect(await autostart.read()).toBe(true);
  });

  test('writes through a link, and removes only the link', async () => {
    const folder = await temporaryFolder();
    await mkdir(`${folder}/autostart`);
    await writeFile(`${folder}/dotfile`, 'Hidden=true\n');
    await symlink('../dotfile', `${folder}/autostart/hearth.desktop`);
    const autostart = create(folder, '/usr/bin/hearth');
    await autostart.enable();
    expect(await readlink(`${folder}/autostart/hearth.desktop`)).toBe('../dotfile');
    expect(await readFile(`${folder}/dotfile`, 'utf8')).toContain('Exec=/usr/bin/hearth');
    await autostart.disable();
    expect(await autostart.read()).toBe(false);
    expect(await readdir(folder)).toEqual(['autostart', 'dotfile']);
  });

  test('ends in the state requested last, however quickly it is switched', async () => {
    const folder = await temporaryFolder();
    const store = freshStore().app;
    const autostart = create(folder, '/usr/bin/hearth');
    const { set } = createAutostartSwitch(store, autostart, createBugs(console.error));
    for (const last of [false, true, false, true]) {
      await Promise.all([set(!last), set(last), set(!last), set(last)]);
      expect(await autostart.read()).toBe(last);
      expect(store.state().autostart).toEqual({ enabled: last, problem: null });
    }
  });

  test('reports why the autostart file can’t be written', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o555);
    afterwards(() => chmod(folder, 0o755));
    const problem = await problemOf(create(folder, '/usr/bin/hearth').enable());
    expect(problem.code).toBe('folder-not-writable');
  });

  test('starts exactly the program and arguments, as systemd’s autostart generator reads them', async () => {
    const folder = await temporaryFolder();
    // systemd 252 doesn't support all of the specification: `%%` in the program, `\\\\` and `\\$` anywhere.
    const program = `${folder}/My=App; #1/say`;
    await mkdir(`${folder}/My=App; #1`);
    const script = `#!/bin/sh\nprintf '%s\\n' "$0" "$@" > ${folder}/said.part\nmv ${folder}/said.part ${folder}/said\n`;
    await writeFile(program, script, { mode: 0o755 });
    const args = ['two words', 'a"b', '100%', ';', ''];
    await create(folder, program, ...args).enable();

    const generator = '/usr/lib/systemd/user-generators/systemd-xdg-autostart-generator';
    const environment = [`XDG_CONFIG_HOME=${folder}`, 'XDG_CONFIG_DIRS=/nonexistent'];
    const unit = 'app-hearth@autostart.service';
    await shell('env', ...environment, generator, folder, folder, folder);
    await service(unit, (await readFile(`${folder}/${unit}`, 'utf8')).split('\n'));
    await shell('systemctl', '--user', 'start', '--', unit);
    const said = await until('the program ran', () =>
      readFile(`${folder}/said`, 'utf8').catch(() => null),
    );
    expect(said.split('\n')).toEqual([program, ...args, '--hidden', '']);
  });
});
