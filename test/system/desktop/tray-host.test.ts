import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { keepBus } from '../../../electron/system/manager/bus/reconnecting-bus.ts';
import { keepTrayHost } from '../../../electron/system/desktop/tray-host.ts';
import { afterwards, shell, temporaryFolder, until } from '../workbench/bench.ts';
import { clientAt, hostAt, startBus } from '../workbench/session-bus.ts';

/** Plays a panel, as far as it matters here: a watcher on the bus, with or without a host. */
const startWatcher = async (address: string) => {
  const { client, stream } = clientAt(address);
  const watcher = { IsStatusNotifierHostRegistered: false, emit: (signal: string) => signal };
  client.exportInterface(watcher, '/StatusNotifierWatcher', {
    name: 'org.kde.StatusNotifierWatcher',
    properties: { IsStatusNotifierHostRegistered: 'b' },
    signals: { StatusNotifierHostRegistered: [''], StatusNotifierHostUnregistered: [''] },
  });
  await new Promise((resolve) => {
    client.requestName('org.kde.StatusNotifierWatcher', 0, resolve);
  });
  return {
    setHosted: (hosted: boolean): void => {
      watcher.IsStatusNotifierHostRegistered = hosted;
      watcher.emit(`StatusNotifierHost${hosted ? 'R' : 'Unr'}egistered`);
    },
    leave: (): void => {
      stream.destroy();
    },
    /** Stops answering. */
    hang: (): void => {
      stream.removeAllListeners('readable');
    },
  };
};

const follow = (address: string): boolean[] => {
  const told: boolean[] = [];
  const kept = keepTrayHost({ host: hostAt(address), onHost: (hosted) => told.push(hosted) });
  afterwards(kept.close);
  return told;
};

test('reports a tray host each time it appears or disappears', async () => {
  const { address } = await startBus();
  const told = follow(address);
  await until('no host yet', () => told.length === 1);

  const first = await startWatcher(address);
  first.setHosted(true);
  await until('the host appeared', () => told.length === 2);
  first.setHosted(false);
  await until('the host disappeared, the watcher stays', () => told.length === 3);
  first.setHosted(true);
  await until('the host is back', () => told.length === 4);
  first.leave();
  await until('the panel crashed', () => told.length === 5);
  (await startWatcher(address)).setHosted(true);
  await until('another panel appeared', () => told.length === 6);
  expect(told).toEqual([false, true, false, true, false, true]);
});

test('reports no tray for a watcher without a host', async () => {
  const { address } = await startBus();
  await startWatcher(address);
  const told = follow(address);
  await until('the report', () => told.length > 0);
  expect(told).toEqual([false]);
});

test('reports the tray as gone with its bus, and as back with the next bus', async () => {
  const bus = await startBus();
  const before = await startWatcher(bus.address);
  before.setHosted(true);
  const told = follow(bus.address);
  await until('the tray is there', () => told.length === 1);
  await bus.stop();
  await until('the tray is gone', () => told.length === 2);
  await startBus(bus.address);
  (await startWatcher(bus.address)).setHosted(true);
  await until('the tray is back', () => told.length === 3);
  expect(told).toEqual([true, false, true]);
});

test('reports no tray for a bus without a watcher', async () => {
  const { address } = await startBus();
  const told = follow(address);
  await until('the report', () => told.length > 0);
  expect(told).toEqual([false]);
});

test('reports nothing once closed, not even the answer to a pending question', async () => {
  const { address } = await startBus();
  (await startWatcher(address)).hang();
  const told: boolean[] = [];
  const kept = keepTrayHost({ host: hostAt(address), onHost: (hosted) => told.push(hosted) });
  await shell('sleep', '0.3');
  kept.close();
  await shell('sleep', '0.1');
  expect(told).toEqual([]);
});

test('reports a bus that disconnects before answering only once', async () => {
  const folder = await temporaryFolder();
  let attempts = 0;
  const server = createServer((socket) => {
    attempts += 1;
    socket.destroy();
  }).listen(`${folder}/bus`);
  afterwards(() => new Promise((resolve) => server.close(resolve)));
  const why: string[] = [];
  const kept = keepBus({
    open: () => hostAt(`unix:path=${folder}/bus`).bus('session'),
    begin: (bus) => bus.addMatch("type='signal'").catch(() => undefined),
    trusts: [],
    onSignal: () => undefined,
    onDropped: () => undefined,
    onLost: (detail) => why.push(detail),
  });
  afterwards(kept.close);
  await until('three attempts', () => attempts === 3);
  expect(why).toHaveLength(1);
});

test('reports no tray for a bus that can’t be reached', async () => {
  const told = follow('tcp:host=localhost,port=1');
  await until('the report', () => told.length > 0);
  expect(told).toEqual([false]);
});
