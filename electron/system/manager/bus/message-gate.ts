/**
 * Lets only well-formed messages of bounded size through to the D-Bus library, which trusts lengths and signatures and
 * throws out of the socket's handler. Any program of the same session may send Hearth anything; what nobody wants is
 * skipped as it arrives, without being kept.
 */
import { Duplex } from 'node:stream';
import { bodyFits, fieldsEnd, fixedHeader, headOf, numberAt, type Head } from './message-layout.ts';

/** Paths, names and signatures are shorter than this together. */
const fieldsMax = 16 * 1024;

export interface Gate {
  /** Whether to read the body; nobody else's is kept in memory. */
  wants(head: Head): boolean;
  /** A message is about to be read. Called in the order of arrival, before `wants` is asked about the next. */
  onPassed(head: Head, message: Buffer): void;
  /** A message was dropped; `head` is null if it couldn't be read either. */
  onDropped(head: Head | null): void;
}

interface Splitting extends Gate {
  /** Gets each message that is wanted and well-formed, whole. */
  pass(message: Buffer): void;
  /** What arrives isn't D-Bus. */
  onBroken(): void;
}

/** The first byte of a message: its byte order. */
const isOrder = (byte: number | undefined): boolean => byte === 0x6c || byte === 0x42;

/** Splits a stream into messages. */
const createSplitter = (gate: Splitting) => {
  let chunks: Buffer[] = [];
  let held = 0;
  let needed = fixedHeader;
  let skipped = 0;
  let head: Head | null = null;

  const hold = (bytes: Buffer, until: number): Buffer => {
    chunks = [bytes];
    held = bytes.length;
    needed = until;
    return Buffer.alloc(0);
  };
  const drop = (bytes: Buffer, total: number): Buffer => {
    gate.onDropped(head);
    head = null;
    needed = fixedHeader;
    skipped = Math.max(0, total - bytes.length);
    return bytes.subarray(Math.min(total, bytes.length));
  };

  /** Handles what it can of the bytes; returns what comes after. */
  const step = (bytes: Buffer): Buffer => {
    if (bytes.length < fixedHeader) return hold(bytes, fixedHeader);
    if (!isOrder(bytes[0])) {
      gate.onBroken();
      return Buffer.alloc(0);
    }
    const behind = fieldsEnd(bytes);
    const total = behind + numberAt(bytes, 4);
    if (head === null) {
      if (numberAt(bytes, 12) > fieldsMax) return drop(bytes, total);
      if (bytes.length < behind) return hold(bytes, behind);
      head = headOf(bytes);
      if (head === null || !gate.wants(head)) return drop(bytes, total);
    }
    if (bytes.length < total) return hold(bytes, total);
    const message = bytes.subarray(0, total);
    if (!bodyFits(message, head)) return drop(bytes, total);
    gate.onPassed(head, message);
    head = null;
    needed = fixedHeader;
    gate.pass(message);
    return bytes.subarray(total);
  };

  return (chunk: Buffer): void => {
    let rest = chunk;
    while (rest.length > 0) {
      if (skipped > 0) {
        const over = Math.min(skipped, rest.length);
        skipped -= over;
        rest = rest.subarray(over);
        continue;
      }
      chunks.push(rest);
      held += rest.length;
      if (held < needed) return;
      const all = chunks.length === 1 ? rest : Buffer.concat(chunks);
      chunks = [];
      held = 0;
      rest = step(all);
    }
  };
};

/** The bus's answer to EXTERNAL is one line: "OK" and 32 hex digits. */
const lineMax = 256;
const newline = 0x0a;

/** The same stream to the bus, but only messages that pass the gate come out of it. */
export const gated = (socket: Duplex, gate: Gate): Duplex => {
  let greeted = 0;
  const split = createSplitter({
    ...gate,
    pass: (message) => stream.push(message),
    onBroken: () => stream.destroy(new Error('the bus sent no D-Bus message')),
  });
  const onData = (chunk: Buffer): void => {
    if (greeted < 0) {
      split(chunk);
      return;
    }
    // Authentication comes first, line by line; the messages follow the first line.
    const end = chunk.indexOf(newline);
    greeted = end < 0 ? greeted + chunk.length : -1;
    if (greeted > lineMax) stream.destroy(new Error('the bus sent no greeting'));
    stream.push(end < 0 ? chunk : chunk.subarray(0, end + 1));
    if (end >= 0 && end + 1 < chunk.length) split(chunk.subarray(end + 1));
  };
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _, done) => {
      socket.write(chunk, done);
    },
    final: (done) => {
      socket.end(done);
    },
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', onData);
  socket.on('end', () => stream.push(null));
  socket.on('error', (error) => stream.destroy(error));
  socket.on('close', () => stream.destroy());
  // The library turns off the delay of sockets, which is for networks.
  return Object.assign(stream, { setNoDelay: () => stream });
};
