/** The far end of a connection to a bus, for tests that send what no real bus would. */
import { Duplex } from 'node:stream';
import { createWriter, rawMessage, type RawMessage } from './raw-messages.ts';

/** Owns every name that is asked about, at first. */
export const owner = ':1.1';

/** Authenticates anybody; answers what a connection asks at its start. @param answers answers a call itself if true. */
export const startBus = (answers: (call: Buffer, serial: number) => boolean = () => false) => {
  /** Member and serial of each call. */
  const calls: { member: string; serial: number }[] = [];
  let greeted = false;
  let now = owner;
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
    if (answers(chunk, serial)) return;
    const [member = ''] =
      /Hello|GetNameOwner|AddMatch|ListUnits|Subscribe/.exec(chunk.toString('latin1')) ?? [];
    calls.push({ member, serial });
    if (member === 'ListUnits') return;
    if (member === 'Subscribe') {
      reply(serial, '', Buffer.alloc(0), now);
      return;
    }
    const answer = member === 'Hello' ? ':1.9' : owner;
    if (member === 'AddMatch') reply(serial, '', Buffer.alloc(0), 'org.freedesktop.DBus');
    else reply(serial, 's', createWriter().text(answer).bytes(), 'org.freedesktop.DBus');
  };
  /** Another program, or nobody (''), has the name now. */
  const passOn = (name: string, to: string): void => {
    send({
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'NameOwnerChanged',
      sender: 'org.freedesktop.DBus',
      signature: 'sss',
      body: createWriter().text(name).text(now).text(to).bytes(),
    });
    now = to;
  };
  const refuse = (replySerial: number, errorName: string): boolean =>
    send({ type: 3, replySerial, errorName, sender: 'org.freedesktop.DBus' });
  return { stream, send, reply, refuse, passOn, calls };
};
