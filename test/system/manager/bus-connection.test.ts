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

test('waits for a missing manager, and reports it once', async () => {
  const folder = await temporaryFolder();
  const { told } = follow(folder);
  await until('the report', () => told[0]);
  expect(told).toEqual([{ kind: 'lost', detail: expect.stringContaining('ENOENT') as string }]);
  // A listener that isn't a bus doesn't disturb it either: it keeps trying.
  let attempts = 0;
  const server = createServer((socket) => {
    attempts += 1;
    socket.resume().end('500 no bus\r\n');
  }).listen(`${folder}/bus`);
  afterwards(() => new Promise((resolve) => server.close(resolve)));
  await until('two more attempts', () => attempts === 2);
  expect(told).toHaveLength(1);
});

test('survives daemon-reexec', async () => {
  await service('lasting.service', worker);
  const { told, connected, forget, changeOf } = follow();
  const manager = await connected();
  forget();
  await systemctl('daemon-reexec');
  await until('everything is reported again', () =>
    told.some((one) => one.kind === 'connected' || (one.kind === 'changed' && one.everything)),
  );
  await systemctl('start', 'lasting.service');
  await until('changes are reported', () => changeOf('lasting.service'));
  expect((await manager.listUnits()).length).toBeGreaterThan(0);
  // Where the manager leaves the bus for a moment, it is connected again.
  expect(told.filter(({ kind }) => kind !== 'changed' && kind !== 'connected')).toEqual([]);
});

test('closes without reporting a loss', async () => {
  const { told, connected, kept } = follow();
  const manager = await connected();
  const before = told.length;
  kept.close();
  expect((await problemOf(manager.listUnits())).code).toBe('manager-lost');
  expect(told).toHaveLength(before);
});

test('doesn’t mistake a stuck manager for a lost one', async () => {
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

test('is lost with the manager, and reconnects when it is back', async () => {
  await service('before.service', worker);
  const { told, connected, connections, changeOf, forget } = follow();
  const first = await connected();
  const manager = `user@${String(person.uid)}.service`;
  afterwards(() => sudo('systemctl', 'start', manager));
  await sudo('systemctl', 'stop', manager);
  await until('the loss is reported', () => told.find(({ kind }) => kind === 'lost'));
  expect((await problemOf(first.listUnits())).code).toBe('manager-lost');

  await sudo('systemctl', 'start', manager);
  await until('it reconnected', () => connections.length === 2);
  expect(told.filter(({ kind }) => kind === 'lost')).toHaveLength(1);
  forget();
  // The new connection follows changes like the old one.
  await systemctl('start', 'before.service');
  await until('a change is reported', () => changeOf('before.service'));
});
