import { createServer } from 'node:net';
import { expect, test, vi } from 'vitest';
import {
  afterwards,
  person,
  problemOf,
  service,
  sudo,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { follow, systemctl, worker } from '../workbench/manager-bench.ts';

test('waits for a manager that is not there, and says so once', async () => {
  const folder = await temporaryFolder();
  const { told } = follow(folder);
  await until('it is told', () => told[0]);
  expect(told).toEqual([{ kind: 'lost', detail: expect.stringContaining('ENOENT') as string }]);
  // Something that listens but is no bus does not trouble it either; attempts go on.
  let attempts = 0;
  const server = createServer((socket) => {
    attempts += 1;
    socket.resume().end('500 no bus\r\n');
  }).listen(`${folder}/bus`);
  afterwards(() => new Promise((resolve) => server.close(resolve)));
  await until('two more attempts', () => attempts === 2);
  expect(told).toHaveLength(1);
});

test('survives a manager that re-executes itself', async () => {
  await service('lasting.service', worker);
  const { told, connected, forget, changeOf } = follow();
  const manager = await connected();
  forget();
  await systemctl('daemon-reexec');
  await until('all is told anew', () =>
    told.some((one) => one.kind === 'changed' && one.everything),
  );
  await systemctl('start', 'lasting.service');
  await until('changes are told', () => changeOf('lasting.service'));
  expect((await manager.listUnits()).length).toBeGreaterThan(0);
  expect(told.every(({ kind }) => kind === 'changed')).toBe(true);
});

test('ends when it is closed, and tells nothing of that', async () => {
  const { told, connected, kept } = follow();
  const manager = await connected();
  const before = told.length;
  kept.close();
  expect((await problemOf(manager.listUnits())).code).toBe('manager-lost');
  expect(told).toHaveLength(before);
});

test('a manager that is stuck is not taken for one that has gone', async () => {
  const { told, connected } = follow();
  const manager = await connected();
  const before = told.length;
  const unit = `user@${String(person.uid)}.service`;
  const pid = await sudo('systemctl', 'show', '--property=MainPID', '--value', unit);
  afterwards(() => process.kill(Number(pid), 'SIGCONT'));
  process.kill(Number(pid), 'SIGSTOP');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  afterwards(() => vi.useRealTimers());
  const asked = problemOf(manager.details('no-matter.service'));
  await vi.advanceTimersByTimeAsync(25_000);
  vi.useRealTimers();
  expect(await asked).toMatchObject({
    code: 'manager-silent',
    why: expect.stringContaining('no answer to GetUnit within 25 s') as string,
  });
  expect(told).toHaveLength(before);
});

test('is lost with the manager and comes back with it', async () => {
  await service('before.service', worker);
  const { told, connected, connections, changeOf, forget } = follow();
  const first = await connected();
  const manager = `user@${String(person.uid)}.service`;
  afterwards(() => sudo('systemctl', 'start', manager));
  await sudo('systemctl', 'stop', manager);
  await until('the loss is told', () => told.find(({ kind }) => kind === 'lost'));
  expect((await problemOf(first.listUnits())).code).toBe('manager-lost');

  await sudo('systemctl', 'start', manager);
  await until('it is back', () => connections.length === 2);
  expect(told.filter(({ kind }) => kind === 'lost')).toHaveLength(1);
  forget();
  // The new connection follows as the old one did.
  await systemctl('start', 'before.service');
  await until('a change is told', () => changeOf('before.service'));
});
