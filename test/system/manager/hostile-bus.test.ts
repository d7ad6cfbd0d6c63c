/** Another program of the same session sends Hearth's connection what it likes, through the real bus. */
import { createConnection, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { measureTurns } from '../../hostile/longest-turn.ts';
import { createWriter, rawHead, rawMessage, type RawMessage } from '../../hostile/raw-messages.ts';
import { person, service, shell, until } from '../workbench/bench.ts';
import { follow, systemctl, worker } from '../workbench/manager-bench.ts';
import { keptBytes } from '../../kept-memory.ts';

const systemd = 'org.freedesktop.systemd1';

let attacker: Socket;
beforeAll(async () => {
  attacker = createConnection(`${person.runtimeFolder}/bus`);
  const uid = Buffer.from(String(person.uid)).toString('hex');
  attacker.write(`\0AUTH EXTERNAL ${uid}\r\n`);
  await new Promise((resolve) => attacker.once('data', resolve));
  attacker.write('BEGIN\r\n');
  attacker.resume();
  const destination = 'org.freedesktop.DBus';
  attacker.write(
    rawMessage({
      type: 1,
      path: '/org/freedesktop/DBus',
      interface: destination,
      member: 'Hello',
      destination,
      signature: '',
    }),
  );
});
afterAll(() => {
  attacker.destroy();
});

/** The unique names of this process, one for each open connection, the attacker's included. */
const ownNames = async (): Promise<string[]> => {
  const listed = await shell('busctl', '--user', '--no-legend', '--no-pager', 'list');
  return listed
    .split('\n')
    .map((line) => line.split(/\s+/))
    .filter(([name = '', pid]) => name.startsWith(':') && pid === String(process.pid))
    .map(([name = '']) => name);
};

const reloading: RawMessage = {
  path: '/org/freedesktop/systemd1',
  interface: `${systemd}.Manager`,
  member: 'Reloading',
  signature: 'b',
  body: createWriter().number(1).bytes(),
};
const changed: RawMessage = {
  path: '/org/freedesktop/systemd1/unit/before_2eservice',
  interface: 'org.freedesktop.DBus.Properties',
  member: 'PropertiesChanged',
};
const state = createWriter().text('ActiveState').signature('s').text('failed').bytes();
const failed = Buffer.concat([
  createWriter().text(`${systemd}.Unit`).number(state.length).align(8).bytes(),
  state,
  // Padding, and no invalidated properties.
  Buffer.alloc(4 - (state.length % 4) + 4),
]);

/** Hearth's connection. */
let name: string;
let bench: ReturnType<typeof follow>;
beforeEach(async () => {
  await service('before.service', worker);
  const others = await ownNames();
  bench = follow();
  await bench.connected();
  const names = await ownNames();
  name = names.find((one) => !others.includes(one)) ?? '';
});

const stillFollows = async (): Promise<void> => {
  bench.forget();
  await systemctl('start', 'before.service');
  await until('the change is reported', () => bench.changeOf('before.service'));
  await systemctl('stop', 'before.service');
};

const send = (message: RawMessage): boolean =>
  attacker.write(rawMessage({ ...message, destination: name }));

test('a reload that a stranger announces mutes nothing', async () => {
  send(reloading);
  await until('it is reported', () => bench.told.find(({ kind }) => kind === 'dropped'));
  await stillFollows();
});

test('a state that a stranger announces changes nothing', async () => {
  bench.forget();
  send({ ...changed, signature: 'sa{sv}as', body: failed });
  await until('it is reported', () => bench.told.find(({ kind }) => kind === 'dropped'));
  expect(bench.told.map(({ kind }) => kind)).toEqual(['dropped']);
});

test('bodies that don’t fit change nothing, and are reported once', async () => {
  for (const [signature, body] of [
    ['i', createWriter().number(7).bytes()],
    ['si', createWriter().text('x').number(7).bytes()],
    ['v', createWriter().signature('u').number(7).bytes()],
  ] as const) {
    send({ ...changed, signature, body });
  }
  await until('it is reported', () => bench.told.find(({ kind }) => kind === 'dropped'));
  await stillFollows();
  expect(bench.told.filter(({ kind }) => kind === 'dropped').length).toBeLessThanOrEqual(1);
});

test('a message of 60 MB holds nothing up and is not kept', async () => {
  const chunk = Buffer.alloc(1024 * 1024);
  const size = 60;
  const body = createWriter()
    .text('x')
    .number(size * chunk.length)
    .bytes();
  const before = keptBytes();
  attacker.write(
    rawHead({
      ...changed,
      destination: name,
      signature: 'say',
      claims: body.length + size * chunk.length,
    }),
  );
  attacker.write(body);
  const longest = measureTurns();
  for (let sent = 0; sent < size; sent += 1) {
    await new Promise((resolve) => attacker.write(chunk, resolve));
  }
  await until('it is reported', () => bench.told.find(({ kind }) => kind === 'dropped'));
  expect(longest()).toBeLessThan(100);
  expect(keptBytes() - before).toBeLessThan(20e6);
  await stillFollows();
});
