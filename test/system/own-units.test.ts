import { rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { afterwards, person, shell, temporaryFolder } from './bench.ts';
import { systemctl } from './manager-bench.ts';
import { command, create, emptyFolder, put, putLink, sudoLink, wanted } from './unit-folder.ts';

const { unitFolder } = person;

test('own units are every service file of the folder, with its description', async () => {
  await emptyFolder();
  await put('plain.service', `[Unit]\nDescription=Größe 50%%\n${command}`);
  await put('silent.service', command);
  await put('timer.timer', '[Timer]\nOnCalendar=daily\n');
  await put('template@.service', command);
  await put('template@one.service', command);
  await put('.hidden.service', command);
  await put('notes.service.bak', command);
  await put('folder.service/file', '');
  await putLink('template@two.service', 'template@.service');
  await shell('mkfifo', `${unitFolder}/fifo.service`);
  const found = await create().ownUnits();
  expect(found.map(({ name, description }) => [name, description]).sort()).toEqual([
    ['plain.service', 'Größe 50%'],
    ['silent.service', ''],
    ['template@one.service', ''],
  ]);
});

test('own units are in the state that systemctl says, in every case', async () => {
  await emptyFolder();
  const outside = await temporaryFolder();
  await put('disabled.service', wanted);
  await put('static.service', command);
  await put('enabled.service', wanted);
  await systemctl('enable', 'enabled.service');
  await put('wanted-without-install.service', command);
  await putLink(
    'default.target.wants/wanted-without-install.service',
    '../wanted-without-install.service',
  );
  await put('required.service', wanted);
  await putLink('default.target.requires/required.service', '../required.service');
  await put('wrong-target.service', wanted);
  await putLink('default.target.wants/wrong-target.service', '/nonexistent');
  await put('alias-off.service', `${command}[Install]\nAlias=other-name-off.service\n`);
  await put('alias-on.service', `${command}[Install]\nAlias=other-name-on.service\n`);
  await systemctl('enable', 'alias-on.service');
  await put('alias-by-hand.service', wanted);
  await putLink('by-hand.service', 'alias-by-hand.service');
  await put('also.service', `${command}[Install]\nAlso=enabled.service\n`);
  await put('empty-install.service', `${command}[Install]\nWantedBy=\n`);
  await put('taken-back.service', `${wanted}WantedBy=\n`);
  await put('in-drop-in.service', command);
  await put('in-drop-in.service.d/install.conf', '[Install]\nWantedBy=default.target\n');
  await put('empty.service', '');
  await putLink('null.service', '/dev/null');
  await writeFile(`${outside}/linked.service`, wanted);
  await putLink('linked.service', `${outside}/linked.service`);
  await writeFile(`${outside}/linked-on.service`, wanted);
  await systemctl('enable', `${outside}/linked-on.service`);
  await put('runtime.service', wanted);
  await systemctl('enable', '--runtime', 'runtime.service');
  afterwards(() => systemctl('disable', '--runtime', 'runtime.service'));
  await put('global.service', wanted);
  await sudoLink(
    '/etc/systemd/user/default.target.wants/global.service',
    `${unitFolder}/global.service`,
  );
  await put('vendor.service', wanted);
  await sudoLink('/usr/lib/systemd/user/default.target.wants/vendor.service', '../vendor.service');
  await putLink('dangling.service', '/nonexistent/dangling.service');
  await put('template@.service', wanted);
  await put('template@own.service', wanted);

  const found = await create().ownUnits();
  const states = Object.fromEntries(found.map(({ name, unitFileState }) => [name, unitFileState]));
  const said = Object.fromEntries(
    (await systemctl('list-unit-files', '--type=service', '--no-legend', '--no-pager', '--plain'))
      .split('\n')
      .map((line) => line.split(/\s+/))
      .filter((words): words is [string, string] => (words[0] ?? '') in states),
  );
  expect(states).toEqual(said);
  expect(Object.keys(said)).toHaveLength(22);
  expect(new Set(Object.values(states))).toEqual(
    new Set([
      'disabled',
      'static',
      'enabled',
      'enabled-runtime',
      'indirect',
      'masked',
      'linked',
      'bad',
    ]),
  );
});

test('own units are read anew after a change, and not at all where there is no folder', async () => {
  await emptyFolder();
  const store = create();
  await put('changing.service', command);
  expect(await store.ownUnits()).toEqual([
    { name: 'changing.service', description: '', unitFileState: 'static' },
  ]);
  await put('changing.service', `[Unit]\nDescription=new\n${wanted}`);
  expect(await store.ownUnits()).toEqual([
    { name: 'changing.service', description: 'new', unitFileState: 'disabled' },
  ]);
  await rm(`${unitFolder}/changing.service`);
  expect(await store.ownUnits()).toEqual([]);
  expect(await create('/nonexistent').ownUnits()).toEqual([]);
});

test('own units are quick with 1,000 files', async () => {
  await emptyFolder();
  await Promise.all(
    Array.from({ length: 1000 }, (_, at) => put(`many-${String(at)}.service`, wanted)),
  );
  const store = create();
  const timed = async (): Promise<number> => {
    const began = performance.now();
    expect(await store.ownUnits()).toHaveLength(1000);
    return performance.now() - began;
  };
  const [first, later] = [await timed(), await timed()];
  // systemctl list-unit-files takes 3 s.
  expect(first).toBeLessThan(1000);
  expect(later).toBeLessThan(500);
});
