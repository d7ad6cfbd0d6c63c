/**
 * A D-Bus connection: calls and signals; reports its end once.
 *
 * @homebridge/dbus-native 0.7.9, read and measured:
 * - A call on a closed connection is never answered; its callback just waits. Here calls fail with the connection or
 *   after a time limit.
 * - It emits socket errors as 'error' events, which kill the process without a listener.
 * - It falls back to cookie and anonymous authentication; only EXTERNAL makes sense on your own bus.
 * - Its address parser doesn't know `%xx` and needs a package for abstract sockets. It accepts a stream, but expects
 *   `setNoDelay` on it.
 * - 64-bit numbers become JavaScript numbers: 2^64-1, systemd's "not set", arrives as 2^64.
 */
import type { Duplex } from 'node:stream';
import { createClient } from '@homebridge/dbus-native';

declare module '@homebridge/dbus-native' {
  interface Message {
    /** 1 call, 2 return, 3 error, 4 signal. */
    type?: number;
    /** 1 no reply expected, 2 no auto start. */
    flags?: number;
    sender?: string;
    destination?: string;
    path?: string;
    interface?: string;
    member?: string;
    signature?: string;
    body?: unknown[];
  }
  export function createClient(options: { stream: Duplex; authMethods: string[] }): MessageBus & {
    connection: { on(name: 'message', listener: (message: Message) => void): void };
  };
}

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
const signalType = 4;
const noAutoStart = 2;

const callError = (thrown: unknown): BusError => {
  if (thrown instanceof Error) return new BusError('', thrown.message);
  const { name = '', message = '' } = thrown as { name?: string; message?: string };
  return new BusError(name, message === '' ? name : message);
};

/** Pending calls, with the usual time limit of D-Bus libraries. */
const createPending = () => {
  const waiting = new Set<(error: BusError) => void>();
  return {
    /** @param send sends the call, and gets a callback for the answer. */
    wait: (
      member: string,
      send: (answer: (error: unknown, ...values: unknown[]) => void) => void,
    ): Promise<unknown[]> =>
      new Promise((resolve, reject) => {
        const refuse = (error: BusError): void => {
          clearTimeout(limit);
          waiting.delete(refuse);
          reject(error);
        };
        const limit = setTimeout(() => {
          const seconds = String(callLimitMs / 1000);
          refuse(new NoAnswer('', `no answer to ${member} within ${seconds} s`));
        }, callLimitMs);
        waiting.add(refuse);
        send((error, ...values) => {
          if (error) {
            refuse(callError(error));
            return;
          }
          clearTimeout(limit);
          waiting.delete(refuse);
          resolve(values);
        });
      }),
    refuseAll: (why: string): void => {
      for (const refuse of waiting) refuse(new BusError('', why));
    },
  };
};

/** Streams other than sockets have no delay to turn off. */
const asSocket = (stream: Duplex): Duplex =>
  'setNoDelay' in stream ? stream : Object.assign(stream, { setNoDelay: () => stream });

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/**
 * Opens a connection and returns at once. On an error, calls `onClosed` exactly once and rejects pending
 * calls.
 * @param open returns a stream to the bus, as `host.bus` does.
 */
export const openBus = (
  open: () => Promise<Duplex>,
  { onSignal, onClosed }: { onSignal: (signal: Signal) => void; onClosed: (why: string) => void },
) => {
  const pending = createPending();
  let stream: Duplex | null = null;
  let closed = false;
  const end = (why: string): void => {
    if (closed) return;
    closed = true;
    stream?.destroy();
    pending.refuseAll(why);
    onClosed(why);
  };
  const begin = (opened: Duplex): ReturnType<typeof createClient> => {
    stream = opened;
    const client = createClient({ stream: asSocket(opened), authMethods: ['EXTERNAL'] });
    client.connection.on('error', (error: Error) => {
      end(error.message);
    });
    opened.on('close', () => {
      end('the bus closed the connection');
    });
    client.connection.on('message', (message) => {
      if (message.type !== signalType || closed) return;
      const { path: object = '', interface: name = '', member = '', body = [] } = message;
      onSignal({ path: object, interface: name, member, body });
    });
    if (closed) opened.destroy();
    return client;
  };
  const client = open().then(begin);
  client.catch((thrown: unknown) => {
    end(messageOf(thrown));
  });

  const call = async (request: Call): Promise<unknown[]> => {
    if (closed) throw new BusError('', 'the connection has ended');
    return pending.wait(request.member, (answer) => {
      client.then(
        (ready) => {
          if (!closed) ready.invoke({ ...request, flags: noAutoStart }, answer);
        },
        // `end` has already rejected all pending calls.
        () => undefined,
      );
    });
  };
  const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };
  return {
    /** Returns the reply's values. Never starts a service. @throws BusError, NoAnswer. */
    call,
    addMatch: async (rule: string): Promise<void> => {
      const member = { interface: bus.destination, member: 'AddMatch' };
      await call({ ...bus, ...member, signature: 's', body: [rule] });
    },
    /** Closes the connection; `onClosed` gets the reason. */
    close: end,
  };
};

export type Bus = ReturnType<typeof openBus>;
