/** What the files say starts what, beside what the real manager makes of the same files. */
import { expect, test } from 'vitest';
import { managerRoots } from '../../../electron/core/survival/survival.ts';
import { openHearth } from '../../open-engine.ts';
import { afterwards, temporaryFolder, until } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { command, emptyFolder, put, putLink, wanted } from '../workbench/unit-folder.ts';

const open = async () => {
  const engine = openHearth({ stateFolder: await temporaryFolder() });
  afterwards(engine.dispose);
  await until('the manager', () => engine.store.state().account.manager.kind === 'running');
  await engine.inventory.refresh();
  return engine;
};

const graphNow = async () => {
  const graph = (await open()).inventory.startGraph();
  if (graph === null) throw new Error('nothing was read');
  return graph;
};

const by = (unit: string): string => `${command}[Install]\nWantedBy=${unit}\n`;
const unit = (settings: string): string => `[Unit]\n${settings}\n${command}`;

test('finds what the manager would start, through links and dependencies of every kind', async () => {
  await emptyFolder();
  await put(
    'linger-a@.service',
    `[Unit]\nWants=linger-t@.service linger-u-%i.service linger-%j-j.service\n${wanted}`,
  );
  await put('linger-t@.service', command);
  await put('linger-u-one.service', command);
  await put('linger-a-j.service', command);
  await put('linger-v@.service', command);
  await putLink('linger-a@.service.wants/linger-v@.service', '../linger-v@.service');
  await put('linger-b.service', by('linger-a@.service'));
  await put('linger-c.service', `${by('linger-b.service')}RequiredBy=linger-d.service\n`);
  await put('linger-d.service', by('linger-c.service'));
  await put('linger-not.service', by('linger-a@two.service'));
  await put(
    'linger-e.service',
    `[Unit]\nWants=linger-f.service linger-t@.service\nRequires=linger-%N-g.service\n${wanted}`,
  );
  await put('linger-f.service', unit('BindsTo=linger-h.service'));
  await put('linger-linger-e-g.service', command);
  await put('linger-h.service', command);
  await put('linger-h.service.d/more.conf', '[Unit]\nWants=linger-i.service\n');
  await put('linger-i.service', command);
  await put('linger-masked.service', '');
  await put('linger-behind.service', command);
  await putLink('linger-a@one.service.wants/linger-masked.service', '../linger-masked.service');
  await putLink('linger-masked.service.wants/linger-behind.service', '../linger-behind.service');
  await put('linger-prefix.service', command);
  await putLink('linger-a@one.service.wants/linger-hidden.service', '/dev/null');
  await put('linger-hidden.service', command);
  await putLink('linger-.service.wants/linger-prefix.service', '../linger-prefix.service');
  const names = ['b', 'c', 'd', 'e', 'not'].map((name) => `linger-${name}.service`);
  await systemctl('enable', 'linger-a@one.service', ...names);

  const graph = await graphNow();
  const reached = [...graph.reach(managerRoots, 'for-good').keys()].filter((name) =>
    name.startsWith('linger-'),
  );
  const tree = await systemctl('list-dependencies', '--all', '--plain', 'default.target');
  const masked = new Set(['linger-masked.service', 'linger-behind.service']);
  const theirs = [...new Set(tree.match(/linger-\S+/g))].filter((name) => !masked.has(name));
  expect(reached.sort()).toEqual(theirs.sort());
  expect(reached).toHaveLength(15);
  expect(reached).not.toContain('linger-hidden.service');
});

test('finds the timers, sockets and paths that start a service', async () => {
  await emptyFolder();
  await put('linger-x.service', command);
  await put('linger-x.timer', '[Timer]\nOnCalendar=yearly\n');
  await put('linger-x.socket', '[Socket]\nListenStream=%t/linger-x\n');
  await put('linger-other.path', '[Path]\nPathExists=%t/never\nUnit=linger-x.service\n');
  await put(
    'linger-accepting.socket',
    '[Socket]\nListenStream=%t/linger-y\nAccept=yes\nService=\n',
  );
  await systemctl('daemon-reload');
  const graph = await graphNow();
  const triggers = ['linger-x.timer', 'linger-x.socket', 'linger-other.path'];
  // In memory, so that systemd knows them.
  await systemctl('start', ...triggers);
  afterwards(() => systemctl('stop', ...triggers));
  const theirs = await systemctl('show', '-P', 'TriggeredBy', 'linger-x.service');
  expect([...graph.triggers('linger-x.service')].sort()).toEqual(theirs.split(' ').sort());
});

test('answers for every unit of this machine in milliseconds', async () => {
  const engine = await open();
  const names = Object.keys(engine.store.state().account.units);
  const began = performance.now();
  for (const name of names) await engine.handlers.survival({ unit: name });
  const each = (performance.now() - began) / names.length;
  console.log(`survival: ${each.toFixed(2)} ms a unit, ${String(names.length)} units`);
  expect(each).toBeLessThan(50);
});
