/**
 * A connection to a D-Bus bus: calls, signals, and its end told once.
 *
 * What @homebridge/dbus-native 0.7.9 really does, read and measured:
 * - A call on a connection that has ended is never answered; its callback just waits. Calls here end with
 *   the connection, or after a time limit.
 * - It tells errors of the socket as 'error' events, without a listener for which the process ends.
 * - It falls back to cookie and anonymous authentication; only EXTERNAL makes sense with one's own bus.
 * - Its parser of addresses knows no `%xx` and needs a package for abstract sockets; it takes a stream, of which it
 *   wants `setNoDelay`.
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

/** A call that failed; `code` is the D-Bus name of the error, or '' when no answer came. */
export class BusError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'BusError';
    this.code = code;
  }
}

/** It was waited for, and the connection is still there. */
export class NoAnswer extends BusError {}

export interface Bus {
  /** Answers the values of the reply. Never starts a service. @throws BusError, NoAnswer. */
  call(call: Call): Promise<unknown[]>;
  addMatch(rule: string): Promise<void>;
  /** Ends the connection; `onClosed` hears why. */
  close(why: string): void;
}

const callLimitMs = 25_000;
const signalType = 4;
const noAutoStart = 2;

const callError = (thrown: unknown): BusError => {
  if (thrown instanceof Error) return new BusError('', thrown.message);
  const { name = '', message = '' } = thrown as { name?: string; message?: string };
  return new BusError(name, message === '' ? name : message);
};

/** Calls that wait for their answer, each for as long as D-Bus libraries usually do. */
const createPending = () => {
  const waiting = new Set<(error: BusError) => void>();
  return {
    /** @param send hands the call over, and is given what to do with the answer. */
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

/** Streams that are no sockets have no delay to be turned off. */
const asSocket = (stream: Duplex): Duplex =>
  'setNoDelay' in stream ? stream : Object.assign(stream, { setNoDelay: () => stream });

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/**
 * Opens a connection. It answers at once: what goes wrong is told by `onClosed`, exactly once, and by the
 * calls that wait.
 * @param open a stream to the bus, as `host.bus` gives it.
 */
export const openBus = (
  open: () => Promise<Duplex>,
  { onSignal, onClosed }: { onSignal: (signal: Signal) => void; onClosed: (why: string) => void },
): Bus => {
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
        // `end` has refused all that wait.
        () => undefined,
      );
    });
  };
  const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };
  return {
    call,
    addMatch: async (rule) => {
      const member = { interface: bus.destination, member: 'AddMatch' };
      await call({ ...bus, ...member, signature: 's', body: [rule] });
    },
    close: end,
  };
};
