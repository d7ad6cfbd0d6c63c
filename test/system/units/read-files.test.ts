import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { SourceFile, UnitSource } from '../../../electron/core/files/unit-files.ts';
import { sharedWords } from '../../../electron/core/files/shared-drop-in.ts';
import { versionOf } from '../../../electron/host/files/replace-file.ts';
import { afterwards, person, shell, sudo, temporaryFolder } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, create, emptyFolder, put, putLink } from '../workbench/unit-folder.ts';

const { unitFolder, runtimeFolder } = person;

const read = (unit: string): Promise<UnitSource> => create().source(unit);

/** Path, origin, kind of content, and whether it can be edited. */
const told = ({ files }: UnitSource): string[] =>
  files.map(
    ({ path: file, origin, content, readOnly }) =>
      `${path.basename(file)} ${origin} ${content.kind} ${readOnly === null ? 'editable' : 'read-only'}`,
  );

const problemCode = ({ content }: SourceFile): string =>
  content.kind === 'problem' ? content.problem.code : content.kind;

test('reads an own unit with its exact bytes and version, then its drop-ins in order', async () => {
  await emptyFolder();
  const text = '# mine\n[Service]\nExecStart=/bin/true\n\xff';
  await put('own.service', '');
  await writeFile(`${unitFolder}/own.service`, Buffer.from(text, 'latin1'));
  await put('own.service.d/20.conf', '[Unit]\n#20\n');
  await put('own.service.d/10.conf', 'no section\n');
  const source = await read('own.service');
  expect(told(source)).toEqual([
    'own.service mine text editable',
    '10.conf mine text editable',
    '20.conf mine text editable',
  ]);
  const [fragment] = source.files;
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
  expect(fragment).toMatchObject({
    ref: { kind: 'fragment' },
    path: `${unitFolder}/own.service`,
    realPath: `${unitFolder}/own.service`,
    content: { kind: 'text', bytes, version: versionOf(bytes) },
    command: null,
  });
  expect(source).toMatchObject({
    unit: 'own.service',
    advice: { suits: 'full', why: 'The file is your own.' },
    ownFragment: `${unitFolder}/own.service`,
    ownDropIns: `${unitFolder}/own.service.d`,
  });
});

test('recommends an override for a distribution’s unit', async () => {
  await emptyFolder();
  await put('dbus.service.d/x.conf', '[Unit]\n');
  const source = await read('dbus.service');
  expect(told(source)).toEqual([
    'dbus.service distribution text read-only',
    'x.conf mine text editable',
  ]);
  expect(source.advice).toMatchObject({ suits: 'override' });
  expect(source.files[0]).toMatchObject({
    readOnly: expect.stringContaining('package') as string,
    command: 'systemctl --user edit -- dbus.service',
  });
  await put('dbus.service', command);
  const copied = await read('dbus.service');
  expect(told(copied)[0]).toBe('dbus.service mine text editable');
  expect(copied.advice).toMatchObject({
    suits: 'full',
    why: expect.stringContaining('/usr/lib/systemd/user/dbus.service') as string,
  });
});

test('marks administrator, runtime and transient units and set properties as read-only', async () => {
  await emptyFolder();
  await sudo(
    'sh',
    '-c',
    `printf '[Service]\nExecStart=/bin/sleep 9\n' > /etc/systemd/user/adm.service`,
  );
  afterwards(() => sudo('rm', '/etc/systemd/user/adm.service'));
  const administrators = await read('adm.service');
  expect(told(administrators)).toEqual(['adm.service administrator text read-only']);
  expect(administrators.files[0]?.command).toMatch(/^sudoedit \/etc\/.*adm\.service$/);

  const runtime = `${runtimeFolder}/systemd/user/rt.service`;
  await mkdir(path.dirname(runtime), { recursive: true });
  await writeFile(runtime, command);
  afterwards(() => rm(runtime));
  expect(told(await read('rt.service'))).toEqual(['rt.service runtime text read-only']);

  await shell('systemd-run', '--user', '--unit', 'tr.service', '/bin/sleep', '100');
  afterwards(() => systemctl('stop', 'tr.service'));
  expect(told(await read('tr.service'))).toEqual(['tr.service transient text read-only']);

  await put('own.service', command);
  await systemctl('daemon-reload');
  await systemctl('set-property', 'own.service', 'CPUWeight=50', 'TasksMax=9');
  afterwards(() => systemctl('revert', 'own.service'));
  const source = await read('own.service');
  expect(told(source)).toEqual([
    'own.service mine text editable',
    '50-CPUWeight.conf control text read-only',
    '50-TasksMax.conf control text read-only',
  ]);
  expect(source.files[1]?.command).toBe(
    'systemctl --user set-property -- own.service CPUWeight=50',
  );
});

test('names the generator of a generated unit and its source', async () => {
  await emptyFolder();
  const desktop = `${person.configFolder}/autostart/made-by-test.desktop`;
  await mkdir(path.dirname(desktop), { recursive: true });
  await writeFile(desktop, '[Desktop Entry]\nType=Application\nName=X\nExec=/bin/true\n');
  afterwards(async () => {
    await rm(desktop);
    await systemctl('daemon-reload');
  });
  await systemctl('daemon-reload');
  const source = await read('app-made\\x2dby\\x2dtest@autostart.service');
  expect(told(source)[0]).toMatch(/ generated text read-only$/);
  expect(source.files[0]?.readOnly).toContain('systemd-xdg-autostart-generator');
  expect(source.files[0]?.readOnly).toContain(desktop);
  expect(source.files[0]?.madeFrom).toBe(desktop);
  expect(source.files[0]?.command).toContain(desktop);
  expect(source.advice.suits).toBe('override');
});

test('recognizes a unit masked by a link or an empty file, and a masked drop-in', async () => {
  await emptyFolder();
  await putLink('dbus.service', '/dev/null');
  await put('empty.service', '');
  await put('own.service', command);
  await putLink('own.service.d/m.conf', '/dev/null');
  await put('own.service.d/n.conf', '');
  expect(told(await read('dbus.service'))).toEqual(['dbus.service mine masked read-only']);
  expect((await read('dbus.service')).files[0]?.command).toBe(
    'systemctl --user unmask -- dbus.service',
  );
  expect((await read('empty.service')).files[0]?.command).toBe(`rm -- ${unitFolder}/empty.service`);
  expect(told(await read('own.service')).slice(1)).toEqual([
    'm.conf mine masked read-only',
    'n.conf mine text editable',
  ]);
});

test('edits the targets of links into a dotfiles repository if they are writable', async () => {
  await emptyFolder();
  const dotfiles = await temporaryFolder();
  await writeFile(`${dotfiles}/linked.service`, command);
  await mkdir(`${dotfiles}/linked.service.d`);
  await writeFile(`${dotfiles}/linked.service.d/a.conf`, '[Unit]\n');
  await putLink('linked.service', `${dotfiles}/linked.service`);
  await putLink('linked.service.d', `${dotfiles}/linked.service.d`);
  const { files } = await read('linked.service');
  expect(files.map(({ path: file, realPath, readOnly }) => [file, realPath, readOnly])).toEqual([
    [`${unitFolder}/linked.service`, `${dotfiles}/linked.service`, null],
    [`${unitFolder}/linked.service.d/a.conf`, `${dotfiles}/linked.service.d/a.conf`, null],
  ]);
  await chmod(dotfiles, 0o555);
  afterwards(() => chmod(dotfiles, 0o755));
  const [fragment] = (await read('linked.service')).files;
  expect(fragment?.readOnly).toBe(`Nothing can be written in ${dotfiles}.`);
});

test('reads an instance from its template, with shared drop-ins', async () => {
  await emptyFolder();
  await put('t@.service', command);
  await put('t@.service.d/all.conf', '[Unit]\n');
  await put('t@x.service.d/one.conf', '[Unit]\n');
  await put('service.d/every.conf', '[Unit]\n');
  const source = await read('t@x.service');
  expect(told(source)).toEqual([
    't@.service mine text editable',
    'all.conf mine text editable',
    'every.conf mine text editable',
    'one.conf mine text editable',
  ]);
  expect(source.files.map(sharedWords)).toEqual([
    null,
    'It applies to every instance of t@.service. Here it changes t@x.service.',
    'It applies to every service. Here it changes t@x.service.',
    null,
  ]);
  expect(source).toMatchObject({
    advice: { suits: 'override' },
    ownFragment: `${unitFolder}/t@.service`,
    ownDropIns: `${unitFolder}/t@x.service.d`,
  });
});

test('reads the same unit through an alias', async () => {
  await emptyFolder();
  await put('real.service', command);
  await putLink('other.service', 'real.service');
  const source = await read('other.service');
  expect(source).toMatchObject({ unit: 'real.service', ownFragment: `${unitFolder}/real.service` });
  expect(source).toEqual(await read('real.service'));
});

test('counts drop-ins of an alias as the unit’s own', async () => {
  await emptyFolder();
  await put('real.service', command);
  await putLink('other.service', 'real.service');
  await put('other.service.d/x.conf', '[Unit]\n');
  await put('service.d/every.conf', '[Unit]\n');
  const { files } = await read('real.service');
  expect(
    files.map(({ path: file, readOnly, changes }) => [path.basename(file), readOnly, changes]),
  ).toEqual([
    ['real.service', null, []],
    ['every.conf', null, ['real.service']],
    ['x.conf', null, []],
  ]);
});

test('reads only drop-ins, or nothing, for a unit without a file', async () => {
  await emptyFolder();
  await put('app.slice.d/x.conf', '[Unit]\n');
  await put('only-here.slice.d/x.conf', '[Unit]\n');
  expect(told(await read('only-here.slice'))).toEqual(['x.conf mine text editable']);
  expect(await read('init.scope')).toMatchObject({ files: [], advice: { suits: 'override' } });
});

test('reports unreadable files in their place, and reads the rest', async () => {
  await emptyFolder();
  await put('odd.service', command);
  const dropIns = `${unitFolder}/odd.service.d`;
  await put('odd.service.d/a-folder.conf/x', '');
  await shell('mkfifo', `${dropIns}/b-fifo.conf`);
  await put('odd.service.d/c-closed.conf', '[Unit]\n');
  await chmod(`${dropIns}/c-closed.conf`, 0);
  await shell('truncate', '-s', '100M', `${dropIns}/d-large.conf`);
  await putLink('odd.service.d/e-loop.conf', 'e-loop.conf');
  await putLink('odd.service.d/f-nowhere.conf', '/nonexistent/x');
  await put('odd.service.d/g-good.conf', '[Unit]\n');
  const began = Date.now();
  const { files } = await read('odd.service');
  expect(Date.now() - began).toBeLessThan(1000);
  expect(files.map((file) => `${path.basename(file.path)} ${problemCode(file)}`)).toEqual([
    'odd.service text',
    'a-folder.conf file-special',
    'b-fifo.conf file-special',
    'c-closed.conf file-unreadable',
    'd-large.conf file-too-large',
    'e-loop.conf link-loop',
    'f-nowhere.conf file-failed',
    'g-good.conf text',
  ]);
  expect(files.filter(({ readOnly }) => readOnly === null)).toHaveLength(2);
});

test('reports a folder, a FIFO or a link loop in place of the unit file', async () => {
  await emptyFolder();
  await put('folder.service/x', '');
  await shell('mkfifo', `${unitFolder}/fifo.service`);
  await putLink('loop.service', 'loop.service');
  await putLink('round-a.service', 'round-b.service');
  await putLink('round-b.service', 'round-a.service');
  const codes = { folder: 'special', fifo: 'special', loop: 'loop', 'round-a': 'loop' };
  for (const [name, code] of Object.entries(codes)) {
    const { files, advice } = await read(`${name}.service`);
    const wanted = code === 'loop' ? 'link-loop' : 'file-special';
    expect([advice.suits, ...files.map(problemCode)]).toEqual(['override', wanted]);
  }
});
