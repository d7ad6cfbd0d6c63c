/** Connecting to the sockets of real units, and who has their ports. */
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { afterwards, person, property, temporaryFolder, until } from '../workbench/bench.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';
import { emptyFolder, put } from '../workbench/unit-folder.ts';

const port = 48_331;
const at = `${person.runtimeFolder}/trial.sock`;
const service =
  '[Service]\nType=exec\nExecStart=/usr/bin/python3 -c "import socket; s=socket.socket(fileno=3); [s.accept() for _ in range(9)]"\n';

const open = async (socket: string, files: Record<string, string> = {}) => {
  await emptyFolder();
  await put('t.socket', `[Socket]\n${socket}\n`);
  await put('t.service', service);
  for (const [name, text] of Object.entries(files)) await put(name, text);
  await systemctl('daemon-reload');
  afterwards(async () => {
    await systemctl('stop', 't.socket', 't.service');
    await systemctl('reset-failed', 't.socket', 't.service').catch(() => '');
  });
  return openWorkbench(await temporaryFolder());
};

test('connecting to a listening socket starts its service', async () => {
  const { handlers } = await open(`ListenStream=127.0.0.1:${String(port)}\nListenStream=${at}`);
  await systemctl('start', 't.socket');
  const tcp = { unit: 't.socket', address: `127.0.0.1:${String(port)}` };
  expect(await handlers.tryConnection(tcp)).toMatchObject({ kind: 'accepted' });
  await until('the service', async () => (await property('t.service', 'ActiveState')) === 'active');
  expect(await handlers.tryConnection({ unit: 't.socket', address: at })).toMatchObject({
    kind: 'accepted',
  });
  expect(await handlers.heldPorts({ unit: 't.socket' })).toEqual([]);
});

test('a socket that doesn’t listen refuses, by its kind', async () => {
  const { handlers } = await open(
    `ListenStream=127.0.0.1:${String(port)}\nListenStream=${at}.missing\nListenStream=192.0.2.7:${String(port)}\nListenDatagram=127.0.0.1:${String(port)}`,
  );
  const found = async (address: string) =>
    (await handlers.tryConnection({ unit: 't.socket', address })).kind;
  expect(await found(`${at}.missing`)).toBe('missing');
  expect(await found(`192.0.2.7:${String(port)}`)).toBe('elsewhere');
  await expect(found('127.0.0.1:22')).rejects.toThrow();
  await expect(handlers.heldPorts({ unit: 't.service' })).rejects.toThrow();
});

test('an address that is a stream and a datagram is tried as a stream', async () => {
  const address = `127.0.0.1:${String(port)}`;
  const { handlers } = await open(`ListenDatagram=${address}\nListenStream=${address}`);
  expect(await handlers.tryConnection({ unit: 't.socket', address })).toEqual({ kind: 'refused' });
});

test('who has the port of a socket that failed is found, and the unit of a socket, too', async () => {
  const { handlers, inventory } = await open(`ListenStream=${String(port)}`, {
    'other.socket': `[Socket]\nListenStream=127.0.0.1:${String(port)}\nService=t.service\n`,
  });
  const server = createServer().listen(port, '127.0.0.1');
  await until('the server', () => Promise.resolve(server.listening));
  await expect(systemctl('start', 't.socket')).rejects.toThrow();
  expect(await handlers.heldPorts({ unit: 't.socket' })).toMatchObject([
    { port, owners: [{ pid: process.pid }] },
  ]);
  await new Promise((resolve) => server.close(resolve));
  await systemctl('start', 'other.socket');
  afterwards(() => systemctl('stop', 'other.socket'));
  await inventory.refresh();
  expect(await handlers.heldPorts({ unit: 't.socket' })).toMatchObject([
    { port, owners: [{ unit: 'other.socket' }] },
  ]);
});
