import { readdir, utimes } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { person, problemOf, service } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, create, emptyFolder, put, sudoLink } from '../workbench/unit-folder.ts';

const { unitFolder } = person;

describe('texts', () => {
  test('reads a unit with the drop-ins that apply, in order', async () => {
    await emptyFolder();
    await put('dropped-in.service', command);
    await put('dropped-in.service.d/20-b.conf', '[Unit]\n#b\n');
    await put('dropped-in.service.d/10-a.conf', '[Unit]\n#a\n');
    await put('dropped-.service.d/15-prefix.conf', '[Unit]\n#prefix\n');
    await put('dropped-.service.d/20-b.conf', '[Unit]\n#hidden by the more particular one\n');
    await put('dropped-in.service.d/README', 'not this');
    const { path: file, text, dropIns } = await create().read('dropped-in.service');
    expect({ file, text }).toEqual({ file: `${unitFolder}/dropped-in.service`, text: command });
    await systemctl('daemon-reload');
    const said = await systemctl('show', '--value', '--property=DropInPaths', 'dropped-in.service');
    expect(dropIns.map((one) => one.path)).toEqual(said.split(' '));
    expect(dropIns[1]).toEqual({
      path: `${unitFolder}/dropped-.service.d/15-prefix.conf`,
      text: '[Unit]\n#prefix\n',
    });
  });

  test('finds other units in the search path, and instances through their template', async () => {
    await service('mine@.service', [command]);
    const store = create();
    expect(await store.findUnitFile('dbus.socket')).toMatch(/\/systemd\/user\/dbus\.socket$/);
    expect(await store.findUnitFile('mine@x.service')).toBe(`${unitFolder}/mine@.service`);
    expect(await store.findUnitFile('no-such-thing.service')).toBeNull();
    expect((await store.read('dbus.socket')).text).toContain('[Socket]');
    expect((await problemOf(store.read('no-such-thing.service'))).code).toBe('no-such-unit');
  });
});

test('lists what belongs to a unit: its files in the unit folder, and what stays elsewhere', async () => {
  await emptyFolder();
  const script = `${person.home}/.local/bin/owned.sh`;
  const text = `[Service]\nExecStart=%h/.local/bin/owned.sh\n[Install]\nWantedBy=default.target\nAlias=owner.service\n[X-Hearth]\nProofFile=%h/owned.log\n`;
  await put('owned.service', text);
  await put('owned.service.d/a.conf', '[Unit]\n');
  await systemctl('enable', 'owned.service');
  const link = '/etc/systemd/user/timers.target.wants/owned.service';
  await sudoLink(link, `${unitFolder}/owned.service`);
  const { files, links, stays } = await create().ownFiles('owned.service');
  expect(files).toEqual([`${unitFolder}/owned.service`, `${unitFolder}/owned.service.d`]);
  expect(links.sort()).toEqual([
    `${unitFolder}/default.target.wants/owned.service`,
    `${unitFolder}/owner.service`,
  ]);
  expect(stays).toEqual([script, `${person.home}/owned.log`, link]);
  expect((await problemOf(create().ownFiles('dbus.service'))).code).toBe('not-own');
});

test('sweeps what killed saves left, in drop-in folders too', async () => {
  await emptyFolder();
  const ago = new Date(0);
  for (const name of ['.hearth-0123456789ab.tmp', 'a.service.d/.hearth-0123456789ab.tmp']) {
    await put(name, 'half');
    await utimes(`${unitFolder}/${name}`, ago, ago);
  }
  await put('a.service.d/x.conf', '');
  await create().sweep();
  expect(await readdir(unitFolder)).toEqual(['a.service.d']);
  expect(await readdir(`${unitFolder}/a.service.d`)).toEqual(['x.conf']);
});
