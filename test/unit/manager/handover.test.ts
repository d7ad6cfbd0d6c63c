/** daemon-reexec as systemd 262 does it: the manager’s name has no owner for some milliseconds. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepManager, type ManagerConnection } from '../../../electron/system/manager/manager.ts';
import { owner, startBus } from '../../hostile/bus-end.ts';
import { createWriter } from '../../hostile/raw-messages.ts';

const systemd = 'org.freedesktop.systemd1';
const next = ':1.5';

let bus: ReturnType<typeof startBus>;
let kept: ReturnType<typeof keepManager>;
let connections: ManagerConnection[];
let lost: string[];
let listed: number;

beforeEach(async () => {
  bus = startBus();
  [connections, lost, listed] = [[], [], 0];
  kept = keepManager({
    host: { bus: () => Promise.resolve(bus.stream) },
    events: {
      connected: (connection) => connections.push(connection),
      lost: (why) => lost.push(why),
      changed: ({ everything }) => {
        if (everything) listed += 1;
      },
      dropped: () => undefined,
    },
  });
  await vi.waitFor(() => {
    expect(connections).toHaveLength(1);
  });
});
afterEach(() => {
  kept.close();
  vi.useRealTimers();
});

/** What the bus sent has arrived. */
const arrived = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const called = (member: string) => bus.calls.filter((call) => call.member === member);
const emptyList = createWriter().number(0).align(8).bytes();

test('a new owner within a second is no loss: Hearth subscribes and lists again', async () => {
  bus.passOn(systemd, '');
  bus.passOn(systemd, next);
  await vi.waitFor(() => {
    expect(connections).toHaveLength(2);
  });
  expect(called('Subscribe')).toHaveLength(2);
  bus.send({
    path: '/org/freedesktop/systemd1',
    interface: `${systemd}.Manager`,
    member: 'UnitFilesChanged',
    signature: '',
    sender: next,
  });
  await vi.waitFor(() => {
    expect(listed).toBe(1);
  });
  expect(lost).toEqual([]);
});

test('a name that is passed on without a gap needs nothing', async () => {
  bus.passOn(systemd, next);
  const asked = connections[0]?.listUnits();
  await vi.waitFor(() => {
    expect(called('ListUnits')).toHaveLength(1);
  });
  bus.reply(called('ListUnits')[0]?.serial ?? 0, 'a(ssssssouso)', emptyList, next);
  expect(await asked).toEqual([]);
  expect([connections.length, called('Subscribe').length]).toEqual([1, 1]);
});

test('a question in the gap waits, and one that was under way is asked again', async () => {
  const before = connections[0]?.listUnits();
  await vi.waitFor(() => {
    expect(called('ListUnits')).toHaveLength(1);
  });
  bus.passOn(systemd, '');
  bus.refuse(called('ListUnits')[0]?.serial ?? 0, 'org.freedesktop.DBus.Error.NoReply');
  await arrived();
  const within = connections[0]?.listUnits();
  await arrived();
  expect(called('ListUnits')).toHaveLength(1);
  bus.passOn(systemd, next);
  await vi.waitFor(() => {
    expect(called('ListUnits')).toHaveLength(3);
  });
  for (const { serial } of called('ListUnits').slice(1))
    bus.reply(serial, 'a(ssssssouso)', emptyList, next);
  expect(await Promise.all([before, within])).toEqual([[], []]);
  expect(lost).toEqual([]);
});

test('a manager without a successor is lost after a second, and so is what waits for it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  bus.passOn(systemd, '');
  await vi.advanceTimersByTimeAsync(20);
  const asked = expect(connections[0]?.listUnits()).rejects.toMatchObject({
    problem: { code: 'manager-lost' },
  });
  await vi.advanceTimersByTimeAsync(900);
  expect(lost).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(lost).toEqual(['systemd has left the bus']);
  await asked;
});

test('a successor that doesn’t take subscribers is a loss', async () => {
  bus.passOn(systemd, '');
  bus.passOn(systemd, owner);
  bus.stream.destroy();
  await vi.waitFor(() => {
    expect(lost).toHaveLength(1);
  });
});
