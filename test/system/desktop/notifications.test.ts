/** Notification servers that are missing, new, slow or know little; a real one is in the end-to-end tests. */
import { describe, expect, test } from 'vitest';
import {
  keepNotifications,
  type DesktopNote,
} from '../../../electron/system/desktop/notifications.ts';
import { BusError } from '../../../electron/system/manager/bus/bus-connection.ts';
import { afterwards, until } from '../workbench/bench.ts';
import { clientAt, hostAt, startBus } from '../workbench/session-bus.ts';

const name = 'org.freedesktop.Notifications';
const note: DesktopNote = {
  title: 'backup <failed>',
  body: 'a < b && c',
  actions: [
    ['default', 'Show'],
    ['mute', 'Mute'],
  ],
  isBrief: false,
};

type Notified = [
  app: string,
  replaces: number,
  icon: string,
  title: string,
  body: string,
  actions: string[],
  hints: [string, unknown][],
  expires: number,
];

/** Plays a server with these abilities. */
const startServer = async (address: string, abilities: readonly string[], called = 'small') => {
  const { client, stream } = clientAt(address);
  const notified: Notified[] = [];
  const closed: number[] = [];
  const server = {
    GetCapabilities: () => abilities,
    GetServerInformation: () => [called, 'someone', '1', '1.2'],
    Notify: (...given: unknown[]) => {
      notified.push(given.slice(0, 8) as Notified);
      return notified.length;
    },
    CloseNotification: (id: number) => {
      closed.push(id);
    },
    emit: (...signal: unknown[]) => signal,
  };
  client.exportInterface(server, '/org/freedesktop/Notifications', {
    name,
    methods: {
      GetCapabilities: ['', 'as'],
      GetServerInformation: ['', 'ssss'],
      Notify: ['susssasa{sv}i', 'u'],
      CloseNotification: ['u', ''],
    },
    signals: { NotificationClosed: ['uu'], ActionInvoked: ['us'] },
  });
  await new Promise((resolve) => {
    client.requestName(name, 0, resolve);
  });
  return {
    notified,
    closed,
    send: (...signal: unknown[]): void => {
      server.emit(...signal);
    },
    leave: (): void => {
      stream.destroy();
    },
  };
};

const follow = (address: string) => {
  const told: string[] = [];
  const kept = keepNotifications({
    host: hostAt(address),
    icon: '/icons/hearth.png',
    events: {
      closed: (id) => told.push(`closed ${String(id)}`),
      chosen: (id, action) => told.push(`chosen ${String(id)} ${action}`),
      forgotten: () => told.push('forgotten'),
    },
  });
  afterwards(kept.close);
  return { told, ...kept };
};

describe('a notification server', () => {
  test('gets title, text, buttons and icon, and the text escaped if it reads markup', async () => {
    const { address } = await startBus();
    const server = await startServer(address, ['body', 'body-markup', 'actions']);
    const { post, withdraw } = follow(address);
    expect(await post(note, 0)).toBe(1);
    expect(server.notified[0]?.slice(0, 6)).toEqual([
      'Hearth',
      0,
      '/icons/hearth.png',
      'backup <failed>',
      'a &lt; b &amp;&amp; c',
      ['default', 'Show', 'mute', 'Mute'],
    ]);
    expect(server.notified[0]?.[7]).toBe(-1);
    expect(await post({ ...note, isBrief: true }, 1)).toBe(2);
    expect([server.notified[1]?.[1], server.notified[1]?.[7]]).toEqual([1, 6000]);
    await withdraw(2);
    expect(server.closed).toEqual([2]);
  });

  test('without buttons, markup or text gets none', async () => {
    const { address } = await startBus();
    const plain = await startServer(address, ['body']);
    const first = follow(address);
    await first.post(note, 0);
    expect(plain.notified[0]?.slice(3, 6)).toEqual(['backup <failed>', 'a < b && c', []]);
    plain.leave();
    await until('it ended', () => first.told.includes('forgotten'));
    const bare = await startServer(address, []);
    await first.post(note, 0);
    expect(bare.notified[0]?.slice(3, 6)).toEqual(['backup <failed>', '', []]);
  });

  test('that shows a click on the text as a button, too, gets no second one of that name', async () => {
    const { address } = await startBus();
    const xfce = await startServer(address, ['actions'], 'Xfce Notify Daemon');
    const { post } = follow(address);
    await post(
      {
        ...note,
        actions: [
          ['default', 'Show'],
          ['show', 'Show'],
          ['mute', 'Mute'],
        ],
      },
      0,
    );
    expect(xfce.notified[0]?.[5]).toEqual(['default', 'Show', 'mute', 'Mute']);
    expect(JSON.stringify(xfce.notified[0]?.[6])).toContain('"org.hearth.Hearth"');
  });

  test('tells what was closed and which button was chosen', async () => {
    const { address } = await startBus();
    const server = await startServer(address, ['actions']);
    const { post, told } = follow(address);
    await post(note, 0);
    server.send('ActionInvoked', 1, 'mute');
    server.send('NotificationClosed', 1, 2);
    await until('both', () => told.length === 2);
    expect(told).toEqual(['chosen 1 mute', 'closed 1']);
  });

  test('that ends has forgotten everything; the next one is asked what it can', async () => {
    const { address } = await startBus();
    const old = await startServer(address, ['body', 'actions']);
    const { post, told } = follow(address);
    await post(note, 0);
    old.leave();
    await until('it ended', () => told.length > 0);
    const next = await startServer(address, ['body']);
    await until('the next one', () => told.length === 2);
    await post(note, 0);
    expect(told).toEqual(['forgotten', 'forgotten']);
    expect(next.notified[0]?.[5]).toEqual([]);
  });

  test('that is missing is an error, at once', async () => {
    const { address } = await startBus();
    const { post, withdraw } = follow(address);
    await expect(post(note, 0)).rejects.toBeInstanceOf(BusError);
    await withdraw(7);
  });

  test('is obeyed only if it owns the name', async () => {
    const { address } = await startBus();
    const server = await startServer(address, ['actions']);
    const { post, told } = follow(address);
    await post(note, 0);
    const { client } = clientAt(address);
    const stranger = { emit: (...signal: unknown[]) => signal };
    client.exportInterface(stranger, '/org/freedesktop/Notifications', {
      name,
      signals: { ActionInvoked: ['us'] },
    });
    stranger.emit('ActionInvoked', 1, 'restart');
    server.send('ActionInvoked', 1, 'default');
    await until('the owner’s', () => told.length > 0);
    expect(told).toEqual(['chosen 1 default']);
  });
});
