/** What a bus, or anybody on it, may send: nothing throws, nothing that doesn't fit arrives. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  openBus,
  type Bus,
  type Signal,
} from '../../../electron/system/manager/bus/bus-connection.ts';
import { owner, startBus } from '../../hostile/bus-end.ts';
import { createWriter, rawHead, rawMessage, type RawMessage } from '../../hostile/raw-messages.ts';
import { randomOfRun } from '../../fuzz/random.ts';
import { keptBytes } from '../../kept-memory.ts';

const systemd = 'org.freedesktop.systemd1';
const properties = 'org.freedesktop.DBus.Properties';

let bus: ReturnType<typeof startBus>;
let opened: Bus;
let signals: Signal[];
let dropped: string[];
let ends: string[];
const escaped = vi.fn();

beforeEach(async () => {
  bus = startBus();
  [signals, dropped, ends] = [[], [], []];
  process.on('uncaughtException', escaped);
  opened = openBus(
    { open: () => Promise.resolve(bus.stream), trusts: [systemd] },
    {
      onSignal: (signal) => signals.push(signal),
      onClosed: (why) => ends.push(why),
      onDropped: (what) => dropped.push(what),
    },
  );
  await vi.waitFor(() => {
    expect(bus.calls.map(({ member }) => member)).toEqual(['Hello', 'AddMatch', 'GetNameOwner']);
  });
});
afterEach(() => {
  opened.close('done');
  process.off('uncaughtException', escaped);
  expect(escaped).not.toHaveBeenCalled();
});

const reloading: RawMessage = {
  path: '/org/freedesktop/systemd1',
  interface: `${systemd}.Manager`,
  member: 'Reloading',
  signature: 'b',
  body: createWriter().number(1).bytes(),
};
const changed: RawMessage = {
  path: '/org/freedesktop/systemd1/unit/a_2eservice',
  interface: properties,
  member: 'PropertiesChanged',
  signature: 'sa{sv}as',
  body: createWriter().text(`${systemd}.Unit`).number(0).align(8).number(0).bytes(),
};

/** Arrives after everything sent before it. */
const settled = async (): Promise<void> => {
  const before = signals.length;
  bus.send({ ...reloading, sender: owner });
  await vi.waitFor(() => {
    expect(signals.length).toBeGreaterThan(before);
  });
  signals.pop();
};

test('passes on what the owner of a trusted name sends', async () => {
  bus.send({ ...changed, sender: owner });
  await settled();
  expect(signals).toMatchObject([
    { member: 'PropertiesChanged', body: [`${systemd}.Unit`, [], []] },
  ]);
  expect(dropped).toEqual([]);
});

test('drops what a stranger sends, and reports the first', async () => {
  bus.send({ ...reloading, sender: ':1.66' });
  bus.send({ ...changed, sender: ':1.66' });
  bus.send({ ...reloading });
  await settled();
  expect(signals).toEqual([]);
  expect(dropped).toEqual([`${systemd}.Manager.Reloading from :1.66`]);
});

test('follows the owner of a name, and believes only the bus about it', async () => {
  const names = (body: readonly string[], sender: string): void => {
    const writer = createWriter();
    for (const name of body) writer.text(name);
    bus.send({
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'NameOwnerChanged',
      signature: 'sss',
      body: writer.bytes(),
      sender,
    });
  };
  names([systemd, owner, ':1.66'], ':1.66');
  names([systemd, owner, ':1.66'], owner);
  await settled();
  expect(signals).toEqual([]);
  // All in one piece, before any of it is read.
  names([systemd, owner, ':1.2'], 'org.freedesktop.DBus');
  bus.send({ ...changed, sender: owner });
  bus.send({ ...reloading, sender: ':1.2' });
  await vi.waitFor(() => {
    expect(signals.map(({ member }) => member)).toEqual(['NameOwnerChanged', 'Reloading']);
  });
});

const depth = 200;
const misfits: [what: string, message: RawMessage][] = [
  ['a body of another signature', { ...changed, signature: 'sis', body: Buffer.alloc(20) }],
  ['a body that is too short', { ...changed, body: createWriter().text('x').bytes() }],
  [
    'a text longer than the message',
    {
      ...changed,
      body: createWriter()
        .number(2 ** 31)
        .bytes(),
    },
  ],
  [
    'an array longer than the message',
    {
      ...changed,
      body: createWriter()
        .text('x')
        .number(2 ** 30)
        .align(8)
        .bytes(),
    },
  ],
  [
    'bytes after the body',
    { ...changed, body: Buffer.concat([changed.body ?? Buffer.alloc(0), Buffer.alloc(9)]) },
  ],
  ['a file descriptor', { ...changed, signature: 'h', body: createWriter().number(0).bytes() }],
  [
    'a variant of a file descriptor',
    {
      ...changed,
      body: createWriter().text('x').number(13).align(8).text('A').signature('h').number(0).bytes(),
    },
  ],
  [
    'variants in variants in variants',
    {
      ...changed,
      body: Buffer.concat([
        createWriter()
          .text('x')
          .number(3 * depth + 8)
          .align(8)
          .text('A')
          .bytes(),
        ...Array.from({ length: depth }, () => createWriter().signature('v').bytes()),
      ]),
    },
  ],
  ['an unknown member', { ...reloading, member: 'Whatever' }],
  ['a call', { ...reloading, type: 1, member: 'Introspect' }],
  [
    'an answer to no question',
    { type: 2, replySerial: 99, signature: 's', body: createWriter().text('x').bytes() },
  ],
  ['an unknown type of message', { ...reloading, type: 77 }],
];
test.each(misfits)('drops %s', async (_, message) => {
  bus.send({ ...message, sender: owner });
  await settled();
  expect(signals).toEqual([]);
  expect(dropped).toHaveLength(1);
  expect(ends).toEqual([]);
});

test('fails a call at once when its answer doesn’t fit', async () => {
  const asked = opened.call({
    destination: systemd,
    path: '/org/freedesktop/systemd1',
    interface: `${systemd}.Manager`,
    member: 'ListUnits',
    returns: 'a(ssssssouso)',
  });
  const failed = expect(asked).rejects.toThrow('doesn’t fit');
  const call = await vi.waitFor(() => {
    const found = bus.calls.find(({ member }) => member === 'ListUnits');
    if (found === undefined) throw new Error('not called');
    return found;
  });
  // A stranger's answer counts as none.
  bus.reply(call.serial, 'a(ssssssouso)', createWriter().number(0).align(8).bytes(), ':1.66');
  await settled();
  bus.reply(call.serial, 'au', createWriter().number(0).bytes(), owner);
  await failed;
});

test('skips 300 MB as they arrive, and keeps none of them', async () => {
  const chunk = Buffer.alloc(64 * 1024);
  const chunks = 300 * 16;
  const length = chunks * chunk.length;
  const body = createWriter().text('x').number(length).bytes();
  const before = keptBytes();
  for (const sender of [owner, ':1.66']) {
    bus.stream.push(
      rawHead({ ...changed, signature: 'say', sender, claims: body.length + length }),
    );
    bus.stream.push(body);
    for (let sent = 0; sent < chunks; sent += 1) {
      bus.stream.push(chunk);
      if (sent % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await settled();
  expect(signals).toEqual([]);
  expect(keptBytes() - before).toBeLessThan(20e6);
});

test('gives up a bus that sends no D-Bus', async () => {
  bus.stream.push(Buffer.alloc(64, 'x'));
  await vi.waitFor(() => {
    expect(ends).toHaveLength(1);
  });
});

test('survives 3,000 random messages', async () => {
  const seed = Number(process.env['HEARTH_TEST_SEED'] ?? Date.now() % 1_000_000);
  console.log(`hostile bus: HEARTH_TEST_SEED=${String(seed)}`);
  const good = rawMessage({ ...changed, sender: owner });
  for (let run = 0; run < 3000; run += 1) {
    const random = randomOfRun(seed, run);
    const bytes = Buffer.from(good);
    // The lengths stay, so that the next message begins where this one ends.
    for (let count = random.number(6); count >= 0; count -= 1) {
      const at = 16 + random.number(bytes.length - 16);
      bytes[at] = random.chance(2)
        ? random.number(256)
        : random.pick([...Buffer.from('ahvs({)}'), 0, 255]);
    }
    const cut = random.number(bytes.length);
    bus.stream.push(bytes.subarray(0, cut));
    bus.stream.push(bytes.subarray(cut));
    if (run % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  bus.send({ ...reloading, sender: owner });
  await vi.waitFor(() => {
    expect(signals.some(({ member }) => member === 'Reloading')).toBe(true);
  });
  expect(ends).toEqual([]);
});
