/** Services from real autostart entries, on the real systemd; undone, and when something changes meanwhile. */
import { chmod, mkdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAutostartTexts } from '../../../electron/core/texts/create/autostart.ts';
import {
  afterwards,
  person,
  problemOf,
  property,
  shell,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { choiceOf, entry, folder, openImport, setEntries, systemctl } from './autostart-bench.ts';

const { notes } = createAutostartTexts;

/** What a desktop does at login and at logout: graphical-session.target can’t be started by itself. */
const session = 'hearth-import-session.target';
const login = async (desktop: string): Promise<void> => {
  await systemctl('set-environment', `XDG_CURRENT_DESKTOP=${desktop}`);
  await systemctl('start', session);
};
const logout = async (): Promise<void> => {
  await systemctl('stop', session, 'graphical-session.target');
  await systemctl('unset-environment', 'XDG_CURRENT_DESKTOP');
};
const makeSession = async (): Promise<void> => {
  const file = path.join(person.unitFolder, session);
  await mkdir(person.unitFolder, { recursive: true });
  await writeFile(file, '[Unit]\nBindsTo=graphical-session.target\n');
  await systemctl('daemon-reload');
  afterwards(async () => {
    await logout();
    await rm(file);
    await systemctl('daemon-reload');
  });
};

/** A program that writes its folder and its arguments to a file, and stays if it is told to. */
const makeTool = async (): Promise<{ tool: string; place: string; said: string }> => {
  const place = path.join(await temporaryFolder(), 'a b');
  await mkdir(place);
  const tool = path.join(place, 'import-tool');
  const said = path.join(place, 'said');
  const script = `#!/bin/sh\nprintf '%s\\n' "$PWD" "$@" > '${said}.part'\nmv '${said}.part' '${said}'\nexec sleep 54321\n`;
  await writeFile(tool, script, { mode: 0o755 });
  return { tool, place, said };
};

const hearsIn = (file: string): Promise<string> =>
  until('the program ran', () => readFile(file, 'utf8').catch(() => null));

describe('the import of autostart entries', () => {
  test('makes services that do the same, switches the entries off, and takes all back', async () => {
    const { tool, place, said } = await makeTool();
    const lines = [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Caf\xe9',
      `Exec="${tool}" one "two words" %U 100%% "\\\\$HOME" --x=`,
      `Path=${place}`,
      'X-GNOME-Autostart-Delay=1',
      'OnlyShowIn=X-Test;GNOME;',
      '[Desktop Action New]',
      'Hidden=false',
      '',
    ];
    const before = Buffer.from(lines.join('\r\n'), 'latin1');
    const target = path.join(place, 'linked.desktop');
    await writeFile(target, entry('Name=Linked', 'Exec=sleep 54321'));
    await setEntries({ 'tool.desktop': before });
    await chmod(path.join(folder, 'tool.desktop'), 0o600);
    await symlink(target, path.join(folder, 'linked.desktop'));
    await makeSession();
    const { view, run, undo } = await openImport();
    const unit = `${(await choiceOf(view, 'tool.desktop')).name ?? ''}.service`;
    expect(await run(['tool.desktop', 'linked.desktop'], true)).toBe(2);

    const off = await readFile(path.join(folder, 'tool.desktop'));
    const expected = before.toString('latin1').replace(']\r\n', ']\r\nHidden=true\r\n');
    expect(off.toString('latin1')).toBe(expected);
    expect((await stat(path.join(folder, 'tool.desktop'))).mode & 0o777).toBe(0o600);
    expect(await readlink(path.join(folder, 'linked.desktop')).catch(() => null)).toBeNull();
    expect(await readFile(target, 'utf8')).not.toContain('Hidden');
    // The desktop has started the program already.
    expect((await property(unit, 'ActiveState')).trim()).toBe('inactive');
    expect((await property(unit, 'UnitFileState')).trim()).toBe('enabled');
    const verified = await shell(
      'systemd-analyze',
      '--user',
      'verify',
      path.join(person.unitFolder, unit),
    );
    expect(verified).toBe('');

    await login('ubuntu:GNOME');
    expect((await hearsIn(said)).split('\n')).toEqual([
      place,
      'one',
      'two words',
      '100%',
      '$HOME',
      '--x=',
      '',
    ]);
    expect((await property(unit, 'ActiveState')).trim()).toBe('active');
    await logout();
    await until('it stops with the desktop', async () =>
      ['inactive', 'failed'].includes((await property(unit, 'ActiveState')).trim()),
    );
    await rm(said);
    await login('KDE');
    await until('it is skipped in another desktop', async () =>
      (await property(unit, 'Result')).includes('exec-condition'),
    );
    await logout();
    await login('GNOME');
    await hearsIn(said);

    await undo();
    expect((await readFile(path.join(folder, 'tool.desktop'))).equals(before)).toBe(true);
    expect(await readlink(path.join(folder, 'linked.desktop'))).toBe(target);
    expect((await property(unit, 'LoadState')).trim()).toBe('not-found');
    expect((await property(unit, 'ActiveState')).trim()).not.toBe('active');
  });

  test('leaves the entries on unless it was agreed, and starts without a screen', async () => {
    const { tool, said } = await makeTool();
    const text = entry(`Exec="${tool}" here`);
    await setEntries({ 'tool.desktop': text });
    const { view, run, undo } = await openImport();
    const unit = `${(await choiceOf(view, 'tool.desktop')).name ?? ''}.service`;
    expect(await run(['tool.desktop'], false, false)).toBe(1);
    expect(await readFile(path.join(folder, 'tool.desktop'), 'utf8')).toBe(text);
    expect(await systemctl('list-dependencies', '--plain', 'default.target')).toContain(unit);
    await systemctl('start', unit);
    expect((await hearsIn(said)).split('\n')).toEqual([person.home, 'here', '']);
    await undo();
    expect((await property(unit, 'ActiveState')).trim()).not.toBe('active');
    expect(await readFile(path.join(folder, 'tool.desktop'), 'utf8')).toBe(text);
  });

  test('says what systemd would start a second time, and ends that', async () => {
    await setEntries({ 'twice.desktop': entry('Name=Twice', 'Exec=sleep 54321') });
    await systemctl('daemon-reload');
    const generated = 'app-twice@autostart.service';
    expect((await property(generated, 'LoadState')).trim()).toBe('loaded');
    const { view, run, undo } = await openImport();
    const { conversion } = await choiceOf(view, 'twice.desktop');
    expect(conversion).toMatchObject({ notes: [notes.generated(generated)] });
    await run(['twice.desktop'], true);
    expect((await property(generated, 'LoadState')).trim()).toBe('not-found');
    await undo();
    expect((await property(generated, 'LoadState')).trim()).toBe('loaded');
  });

  test('refuses entries that were changed since they were read, and changes nothing', async () => {
    await setEntries({ 'a.desktop': entry('Exec=sleep 1') });
    const { view, handlers } = await openImport();
    const { version } = await view();
    const changed = entry('Exec=sleep 2');
    await writeFile(path.join(folder, 'a.desktop'), changed);
    const wanted = { version, files: ['a.desktop'], switchesOff: true, needsScreen: true };
    const refused = await problemOf(Promise.resolve(handlers.importAutostart(wanted)));
    expect(refused).toMatchObject({ code: 'autostart-changed' });
    expect(await readFile(path.join(folder, 'a.desktop'), 'utf8')).toBe(changed);
    expect(await property('sleep.service', 'LoadState')).toContain('not-found');
  });

  test('keeps an entry that was changed since, and takes everything else back', async () => {
    await setEntries({ 'a.desktop': entry('Exec=sleep 1') });
    const { handlers, run, id } = await openImport();
    await run(['a.desktop'], true);
    const changed = entry('Exec=sleep 2');
    await writeFile(path.join(folder, 'a.desktop'), changed);
    const left = id();
    expect(await handlers.undoTransaction({ id: left })).toMatchObject({ code: 'file-failed' });
    expect(await readFile(path.join(folder, 'a.desktop'), 'utf8')).toBe(changed);
    expect(await property('sleep.service', 'LoadState')).toContain('not-found');
    await handlers.dismissTransaction({ id: left });
  });

  test('takes back what it made when an entry can’t be switched off', async () => {
    const text = entry('Exec=sleep 1');
    await setEntries({ 'a.desktop': text, 'b.desktop': text });
    const { run } = await openImport();
    await chmod(folder, 0o555);
    afterwards(() => chmod(folder, 0o755));
    const problem = await problemOf(run(['a.desktop', 'b.desktop'], true));
    expect(problem).toMatchObject({ code: 'folder-not-writable' });
    expect(await readFile(path.join(folder, 'a.desktop'), 'utf8')).toBe(text);
    expect(await property('sleep.service', 'LoadState')).toContain('not-found');
  });
});
