/** Pastes the command shown next to a file that Hearth won't edit into a shell, and checks its effect. */
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { maskFileLine, shellLine } from '../../../electron/core/commands.ts';
import { fileProblems } from '../../../electron/core/problems/files.ts';
import { transactionProblems } from '../../../electron/core/problems/transactions.ts';
import { afterwards, person, property, shell, sudo, temporaryFolder } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, create, emptyFolder, put, putLink } from '../workbench/unit-folder.ts';
import { openEditing } from '../files/editing-bench.ts';
import { namesOfUnits, paste, runtimeUnits, stateOf } from './pasting.ts';

const { unitFolder } = person;

const shownFor = async (unit: string, name: string): Promise<string> => {
  const { files } = await create().source(unit);
  const file = files.find(({ path: at }) => path.basename(at) === name);
  if (file === undefined) throw new Error(`no ${name}`);
  return file.command ?? '';
};

test.each([
  ['permanently', []],
  ['until the next boot', ['--runtime']],
])(
  'the shown command sets a property again, %s',
  async (_, scope) => {
    await emptyFolder();
    const unit = '-set\\x2dhere.service';
    await put(unit, command);
    await systemctl('daemon-reload');
    const set = (...values: string[]) => systemctl('set-property', ...scope, '--', unit, ...values);
    await set('CPUWeight=50', 'Description=50% of "it"');
    afterwards(() => systemctl('revert', '--', unit));
    const was = await stateOf(unit);
    expect(was.said).toMatch(/^CPUWeight=50$/m);
    expect(was.said).toMatch(/^Description=50% of "it"$/m);
    const lines = [
      await shownFor(unit, '50-CPUWeight.conf'),
      await shownFor(unit, '50-Description.conf'),
    ];
    await set('CPUWeight=70', 'Description=other');
    expect(await stateOf(unit)).not.toEqual(was);
    await paste(lines.join(' && '));
    expect(await stateOf(unit)).toEqual(was);
    // The same files again, so no second setting is in effect.
    expect(await shownFor(unit, '50-CPUWeight.conf')).toBe(lines[0]);
    expect(await shownFor(unit, '50-Description.conf')).toBe(lines[1]);
  },
  120_000,
);

test.each([unitFolder, runtimeUnits, '/etc/systemd/user'])(
  'the shown command removes a mask in %s',
  async (folder) => {
    await emptyFolder();
    const unit = '-masked\\x2dhere.service';
    const link = path.join(folder, unit);
    if (folder === runtimeUnits) await mkdir(folder, { recursive: true });
    await (folder.startsWith('/etc')
      ? sudo('ln', '-s', '/dev/null', link)
      : symlink('/dev/null', link));
    afterwards(() => sudo('rm', '-f', '--', link));
    await systemctl('daemon-reload');
    expect(await property(unit, 'LoadState')).toBe('masked');
    await paste(await shownFor(unit, unit));
    await systemctl('daemon-reload');
    expect(await property(unit, 'LoadState')).toBe('not-found');
  },
  120_000,
);

test.each([
  ['came with a package', 'dbus.service', unitFolder],
  ['is in /run', '-run\\x2dhere.service', runtimeUnits],
])(
  'the shown command opens an editor for an override of a unit that %s',
  async (_, unit, folder) => {
    await emptyFolder();
    if (folder === runtimeUnits) {
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, unit), command);
      afterwards(() => rm(path.join(folder, unit)));
      await systemctl('daemon-reload');
    }
    afterwards(() => rm(path.join(folder, `${unit}.d`), { recursive: true, force: true }));
    const editor = `${await temporaryFolder()}/editor`;
    // systemctl may name the line to start at before the file.
    const last = 'for file; do :; done';
    await writeFile(
      editor,
      `#!/bin/sh\n${last}\nprintf "[Unit]\\nDescription=mine\\n" > "$file"\n`,
    );
    await chmod(editor, 0o755);
    const variables = { SYSTEMD_EDITOR: editor, TERM: 'dumb' };
    // systemctl edit needs a terminal.
    const inTerminal = {
      program: 'script',
      args: ['-qec', await shownFor(unit, unit), '/dev/null'],
    };
    await paste(shellLine({ ...inTerminal, variables }));
    expect(await property(unit, 'Description')).toBe('mine');
    const place = folder === runtimeUnits ? '/run: ' : '';
    expect(await namesOfUnits()).toContain(`${place}${unit}.d/override.conf`);
  },
  120_000,
);

test('recreates a drop-in mask that Hearth removed along with its folder', async () => {
  await emptyFolder();
  const unit = 'a\\x2db.service';
  await put(unit, command);
  await putLink(`${unit}.d/50-x.conf`, '/dev/null');
  await systemctl('daemon-reload');
  const was = await namesOfUnits();
  const { editing } = openEditing();
  await editing.removeDropIn({ unit, name: '50-x.conf', version: null });
  expect(await namesOfUnits()).not.toEqual(was);
  await paste(maskFileLine(`${unitFolder}/${unit}.d/50-x.conf`));
  expect(await namesOfUnits()).toEqual(was);
}, 120_000);

test('moves a file back to where its link pointed, whatever the names', async () => {
  const folder = await temporaryFolder();
  const file = `${folder}/it's $(a) "unit" \\x2d`;
  const to = `${folder}/dot files; id/of mine\n.service`;
  await writeFile(file, 'text');
  await paste(transactionProblems['link-gone']({ path: file, to }).command ?? '');
  expect(await shell('readlink', '--', file)).toBe(to);
  expect(await shell('cat', '--', to)).toBe('text');
});

test('shows a file, or the path to it, whatever its name', async () => {
  const folder = `${await temporaryFolder()}/a folder; $(id) "x" 'y' =z`;
  await mkdir(folder);
  const file = `${folder}/-n\\x2d %h !! it's`;
  await writeFile(file, 'text');
  const asked = { path: file, kind: 'fifo', sizeBytes: 1, maxBytes: 1 } as const;
  const shown = async (code: 'file-special' | 'file-unreadable' | 'file-too-large') =>
    paste(fileProblems[code](asked).command ?? '');
  expect(await shown('file-special')).toContain(file);
  expect(await shown('file-unreadable')).toContain("-n\\x2d %h !! it's");
  expect(await shown('file-too-large')).toBe('text');
});

test('opens a file in /etc with administrator rights', async () => {
  await emptyFolder();
  const unit = 'adm\\x2din.service';
  const file = `/etc/systemd/user/${unit}`;
  const lines = await temporaryFolder();
  await writeFile(`${lines}/text`, command);
  await sudo('cp', `${lines}/text`, file);
  afterwards(() => sudo('rm', '-f', '--', file));
  const editor = `${lines}/editor`;
  await writeFile(editor, '#!/bin/sh\nfor last; do :; done\necho "# edited" >> "$last"\n');
  await chmod(editor, 0o755);
  const line = await shownFor(unit, unit);
  await execa('sh', ['-c', line], { env: { SUDO_EDITOR: editor } });
  expect(await shell('cat', '--', file)).toBe(`${command}# edited`);
}, 120_000);
