/**
 * A D-Bus connection: calls and signals; reports its end once.
 *
 * @homebridge/dbus-native 0.7.9, read and measured:
 * - A call on a closed connection is never answered. Here calls fail with the connection or after a time limit.
 * - It emits socket errors as 'error' events, which kill the process without a listener.
 * - It falls back to cookie and anonymous authentication; only EXTERNAL makes sense on your own bus.
 * - Its address parser doesn't know `%xx` and needs a package for abstract sockets. It accepts a stream.
 * - It answers introspection and pings of anybody, and throws out of the socket's handler where a body doesn't fit its
 *   signature. So messages pass a gate first, and only its marshalling and its handshake are used.
 * - 64-bit numbers become JavaScript numbers: 2^64-1, systemd's "not set", arrives as 2^64.
 */
import type { Duplex } from 'node:stream';
import { createConnection, type Connection, type Message } from '@homebridge/dbus-native';
import { gated } from './message-gate.ts';
import { textsOf, type Head } from './message-layout.ts';

declare module '@homebridge/dbus-native' {
  interface Message {
    /** 1 call, 2 return, 3 error, 4 signal. */
    type?: number;
    serial: number;
    replySerial?: number;
    /** 1 no reply expected, 2 no auto start. */
    flags?: number;
    sender?: string;
    destination?: string;
    path?: string;
    interface?: string;
    member?: string;
    errorName?: string;
    signature?: string;
    body?: unknown[];
  }
  interface Connection {
    on(name: 'message', listener: (message: Message) => void): void;
    on(name: 'error', listener: (error: Error) => void): void;
    message(message: Message): void;
  }
  export function createConnection(options: { stream: Duplex; authMethods: string[] }): Connection;
}

/** From the bus itself or from the owner of a trusted name, with the signature that its interface demands. */
export interface Signal {
  path: string;
  interface: string;
  member: string;
  body: unknown[];
}

interface Call {
  destination: string;
  path: string;
  interface: string;
  member: string;
  signature?: string;
  body?: unknown[];
  /** The signature of the answer; anything else fails the call. */
  returns: string;
  /** Lets the bus start the program behind the destination; false by default. */
  mayStart?: boolean;
}

/** A failed call; `code` is the D-Bus error name, or '' without an answer. */
export class BusError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'BusError';
    this.code = code;
  }
}

/** The call timed out, but the connection still exists. */
export class NoAnswer extends BusError {}

const callLimitMs = 25_000;
const types = { call: 1, reply: 2, error: 3, signal: 4 };
const noAutoStart = 2;

/** ListUnits with 10,000 units has 4 MB; a signal with all properties of a unit has a few KB. */
const answerBytesMax = 8 * 1024 * 1024;
const signalBytesMax = 256 * 1024;

const busName = 'org.freedesktop.DBus';
const theBus = { destination: busName, path: '/org/freedesktop/DBus', interface: busName };

/** Signals that Hearth reads, with their signatures; it drops any other. */
const knownSignals: Record<string, string> = {
  [`${busName}.NameOwnerChanged`]: 'sss',
  [`${busName}.Properties.PropertiesChanged`]: 'sa{sv}as',
  'org.freedesktop.systemd1.Manager.Reloading': 'b',
  'org.freedesktop.systemd1.Manager.UnitFilesChanged': '',
  'org.freedesktop.systemd1.Manager.StartupFinished': 'tttttt',
  'org.freedesktop.systemd1.Manager.UnitNew': 'so',
  'org.freedesktop.systemd1.Manager.UnitRemoved': 'so',
  'org.freedesktop.systemd1.Manager.JobNew': 'uos',
  'org.freedesktop.systemd1.Manager.JobRemoved': 'uoss',
  'org.kde.StatusNotifierWatcher.StatusNotifierHostRegistered': '',
  'org.kde.StatusNotifierWatcher.StatusNotifierHostUnregistered': '',
  'org.freedesktop.Notifications.NotificationClosed': 'uu',
  'org.freedesktop.Notifications.ActionInvoked': 'us',
};

interface Waiting {
  returns: string;
  resolve(values: unknown[]): void;
  reject(error: BusError): void;
}

/** Pending calls, with the usual time limit of D-Bus libraries. */
const createPending = () => {
  const waiting = new Map<number, Waiting>();
  let lastSerial = 0;
  return {
    /** @param send sends the call under this serial. */
    wait: (
      { member, returns }: Pick<Call, 'member' | 'returns'>,
      send: (serial: number) => void,
    ): Promise<unknown[]> =>
      new Promise((resolve, reject) => {
        const serial = (lastSerial += 1);
        const settle = (): void => {
          clearTimeout(limit);
          waiting.delete(serial);
        };
        const refuse = (error: BusError): void => {
          settle();
          reject(error);
        };
        const limit = setTimeout(() => {
          const seconds = String(callLimitMs / 1000);
          refuse(new NoAnswer('', `no answer to ${member} within ${seconds} s`));
        }, callLimitMs);
        waiting.set(serial, {
          returns,
          reject: refuse,
          resolve: (values) => {
            settle();
            resolve(values);
          },
        });
        send(serial);
      }),
    of: (serial: number): Waiting | undefined => waiting.get(serial),
    refuseAll: (why: string): void => {
      for (const { reject } of [...waiting.values()]) reject(new BusError('', why));
    },
  };
};

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

export interface BusOptions {
  /** Returns a stream to the bus, as `host.bus` does. */
  open: () => Promise<Duplex>;
  /** Only messages from the owners of these names are read; all others are dropped. */
  trusts: readonly string[];
}

/**
 * Opens a connection and returns at once. On an error, calls `onClosed` exactly once and rejects pending calls. Drops
 * messages that nobody may send or that don't fit; calls `onDropped` for the first.
 */
export const openBus = (
  { open, trusts }: BusOptions,
  handlers: {
    onSignal: (signal: Signal) => void;
    onClosed: (why: string) => void;
    onDropped: (what: string) => void;
  },
) => {
  const pending = createPending();
  let stream: Duplex | null = null;
  let closed = false;
  let dropped = false;
  /** The unique name that owns each trusted name now; '' for none. */
  const owners = new Map<string, string>();

  const end = (why: string): void => {
    if (closed) return;
    closed = true;
    stream?.destroy();
    pending.refuseAll(why);
    handlers.onClosed(why);
  };

  const isTrusted = (sender: string): boolean =>
    sender === busName || (sender !== '' && [...owners.values()].includes(sender));
  const wants = ({ type, sender, replySerial, bytes, signature, ...head }: Head): boolean => {
    if (!isTrusted(sender)) return false;
    if (type === types.signal) {
      const isOfBus = head.interface === busName;
      const expected = knownSignals[`${head.interface}.${head.member}`];
      return bytes <= signalBytesMax && signature === expected && isOfBus === (sender === busName);
    }
    const waiting = pending.of(replySerial);
    if (waiting === undefined || bytes > answerBytesMax) return false;
    return type === types.error || (type === types.reply && signature === waiting.returns);
  };
  /** The next message may already come from the new owner. */
  const onPassed = (head: Head, message: Buffer): void => {
    if (head.type !== types.signal || head.member !== 'NameOwnerChanged') return;
    const [name = '', , owner = ''] = textsOf(message, head);
    owners.set(name, owner);
  };
  const onDropped = (head: Head | null): void => {
    const about = head === null ? 'malformed' : `${head.interface}.${head.member}`;
    // Otherwise its caller would wait for the time limit.
    if (head !== null && isTrusted(head.sender)) {
      pending.of(head.replySerial)?.reject(new BusError('', 'an answer that doesn’t fit'));
    }
    // The bus greets each connection with NameAcquired.
    if (dropped || about === `${busName}.NameAcquired`) return;
    dropped = true;
    handlers.onDropped(`${about} from ${head?.sender ?? 'somebody'}`);
  };

  const onMessage = (message: Message): void => {
    if (closed) return;
    const { path: object = '', interface: name = '', member = '', body = [] } = message;
    if (message.type === types.signal) {
      handlers.onSignal({ path: object, interface: name, member, body });
      return;
    }
    const waiting = pending.of(message.replySerial ?? 0);
    if (message.type === types.reply) waiting?.resolve(body);
    else {
      const code = message.errorName ?? '';
      waiting?.reject(new BusError(code, typeof body[0] === 'string' ? body[0] : code));
    }
  };

  const begin = (opened: Duplex): Connection => {
    stream = gated(opened, { wants, onPassed, onDropped });
    const connection = createConnection({ stream, authMethods: ['EXTERNAL'] });
    connection.on('error', (error) => {
      end(error.message);
    });
    stream.on('close', () => {
      end('the bus closed the connection');
    });
    connection.on('message', onMessage);
    if (closed) opened.destroy();
    return connection;
  };
  const connecting = open().then(begin);
  connecting.catch((thrown: unknown) => {
    end(messageOf(thrown));
  });

  const send = async ({ returns, mayStart = false, ...request }: Call): Promise<unknown[]> => {
    if (closed) throw new BusError('', 'the connection has ended');
    return pending.wait({ member: request.member, returns }, (serial) => {
      connecting.then(
        (connection) => {
          if (closed) return;
          const flags = mayStart ? 0 : noAutoStart;
          connection.message({ ...request, type: types.call, serial, flags });
        },
        // `end` has already rejected all pending calls.
        () => undefined,
      );
    });
  };
  const matching = (rule: string): Call => ({
    ...theBus,
    member: 'AddMatch',
    signature: 's',
    body: [rule],
    returns: '',
  });

  /** A name without an owner is trusted once it has one. */
  const follow = async (name: string): Promise<void> => {
    const [, answer] = await Promise.allSettled([
      send(matching(`type='signal',sender='${busName}',member='NameOwnerChanged',arg0='${name}'`)),
      send({ ...theBus, member: 'GetNameOwner', signature: 's', body: [name], returns: 's' }),
    ]);
    // A change that arrived meanwhile is newer.
    if (owners.has(name)) return;
    owners.set(name, answer.status === 'fulfilled' ? String(answer.value[0]) : '');
  };
  const greeted = Promise.all([
    send({ ...theBus, member: 'Hello', returns: 's' }),
    ...trusts.map(follow),
  ]);
  greeted.catch((thrown: unknown) => {
    end(messageOf(thrown));
  });

  const call = async (request: Call): Promise<unknown[]> => {
    await greeted;
    return send(request);
  };

  return {
    /** Returns the reply's values. Starts a service only with `mayStart`. @throws BusError, NoAnswer. */
    call,
    addMatch: async (rule: string): Promise<void> => {
      await call(matching(rule));
    },
    /** Closes the connection; `onClosed` gets the reason. */
    close: end,
  };
};

export type Bus = ReturnType<typeof openBus>;
