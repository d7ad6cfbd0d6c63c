import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { createClient } from '@homebridge/dbus-native';
import { expect, test } from 'vitest';
import { socketOf } from '../../../electron/host/buses.ts';
import { keepBus } from '../../../electron/system/manager/reconnecting-bus.ts';
import { keepTrayHost } from '../../../electron/system/desktop/tray-host.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { afterwards, person, shell, temporaryFolder, until } from '../workbench/bench.ts';

declare module '@homebridge/dbus-native' {
  interface MessageBus {
    exportInterface(object: object, path: string, description: object): void;
    requestName(name: string, flags: number, callback: (value: unknown) => void): void;
  }
}

/** A computer with its session bus there. */
const hostAt = (address: string) =>
  openLocalHost({ environment: { DBUS_SESSION_BUS_ADDRESS: address }, account: person });

/** A session bus of its own, so that nobody's panel is in the way. */
const startBus = async (at?: string): Promise<{ address: string; stop: () => Promise<void> }> => {
  const address = at ?? `unix:path=${await temporaryFolder()}/bus`;
  const bus = spawn('/usr/bin/dbus-daemon', ['--session', '--nofork', `--address=${address}`], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) =>
    bus.once('exit', () => {
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    bus.kill();
    await ended;
  };
  afterwards(stop);
  await until('the bus listens', () => existsSync(socketOf(address) ?? ''));
  return { address, stop };
};

/** What a panel does, as far as it matters: a watcher on the bus, with or without a host. */
const startWatcher = async (address: string) => {
  const stream = createConnection(socketOf(address) ?? '');
  const client = createClient({ stream, authMethods: ['EXTERNAL'] });
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
    /** From now on it answers nothing. */
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

test('a host that comes, goes and comes back is told each time', async () => {
  const { address } = await startBus();
  const told = follow(address);
  await until('nobody is there yet', () => told.length === 1);

  const first = await startWatcher(address);
  first.setHosted(true);
  await until('the host came', () => told.length === 2);
  first.setHosted(false);
  await until('the host went, the watcher stays', () => told.length === 3);
  first.setHosted(true);
  await until('the host came again', () => told.length === 4);
  first.leave();
  await until('the panel crashed', () => told.length === 5);
  (await startWatcher(address)).setHosted(true);
  await until('another one came', () => told.length === 6);
  expect(told).toEqual([false, true, false, true, false, true]);
});

test('a watcher without a host shows nothing', async () => {
  const { address } = await startBus();
  await startWatcher(address);
  const told = follow(address);
  await until('it is told', () => told.length > 0);
  expect(told).toEqual([false]);
});

test('with the bus the tray goes, and with the next one it comes back', async () => {
  const bus = await startBus();
  const before = await startWatcher(bus.address);
  before.setHosted(true);
  const told = follow(bus.address);
  await until('it is there', () => told.length === 1);
  await bus.stop();
  await until('it went', () => told.length === 2);
  await startBus(bus.address);
  (await startWatcher(bus.address)).setHosted(true);
  await until('it is back', () => told.length === 3);
  expect(told).toEqual([true, false, true]);
});

test('with no watcher on the bus there is no tray', async () => {
  const { address } = await startBus();
  const told = follow(address);
  await until('it is told', () => told.length > 0);
  expect(told).toEqual([false]);
});

test('says nothing more once closed, also of what is being asked', async () => {
  const { address } = await startBus();
  (await startWatcher(address)).hang();
  const told: boolean[] = [];
  const kept = keepTrayHost({ host: hostAt(address), onHost: (hosted) => told.push(hosted) });
  await shell('sleep', '0.3');
  kept.close();
  await shell('sleep', '0.1');
  expect(told).toEqual([]);
});

test('a bus that is gone before it has answered is told once, however its connection begins', async () => {
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
    onSignal: () => undefined,
    onLost: (detail) => why.push(detail),
  });
  afterwards(kept.close);
  await until('three attempts', () => attempts === 3);
  expect(why).toHaveLength(1);
});

test('a bus that cannot be reached hosts none', async () => {
  const told = follow('tcp:host=localhost,port=1');
  await until('it is told', () => told.length > 0);
  expect(told).toEqual([false]);
});
