/** The far end of a connection to a bus, for tests that send what no real bus would. */
import { Duplex } from 'node:stream';
import { createWriter, rawMessage, type RawMessage } from './raw-messages.ts';

/** Owns every name that is asked about. */
export const owner = ':1.1';

/** Authenticates anybody; answers what a connection asks at its start. */
export const startBus = () => {
  /** Member and serial of each call. */
  const calls: { member: string; serial: number }[] = [];
  let greeted = false;
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _, done) => {
      if (!greeted) {
        if (chunk.includes('AUTH')) stream.push('OK 0123456789abcdef0123456789abcdef\r\n');
        greeted = chunk.includes('BEGIN');
      } else onCall(chunk);
      done();
    },
  });
  const send = (message: RawMessage): boolean => stream.push(rawMessage(message));
  const reply = (replySerial: number, signature: string, body: Buffer, sender: string): boolean =>
    send({ type: 2, replySerial, signature, body, sender });
  const onCall = (chunk: Buffer): void => {
    const serial = chunk.readUInt32LE(8);
    const [member = ''] =
      /Hello|GetNameOwner|AddMatch|ListUnits/.exec(chunk.toString('latin1')) ?? [];
    calls.push({ member, serial });
    if (member === 'ListUnits') return;
    const answer = member === 'Hello' ? ':1.9' : owner;
    if (member === 'AddMatch') reply(serial, '', Buffer.alloc(0), 'org.freedesktop.DBus');
    else reply(serial, 's', createWriter().text(answer).bytes(), 'org.freedesktop.DBus');
  };
  return { stream, send, reply, calls };
};
