/** D-Bus messages byte by byte, so that tests can also make those that no library would. */

/** Appends values, aligned from the start of the body or of the header fields: both begin at a multiple of eight. */
export const createWriter = () => {
  let bytes = Buffer.alloc(0);
  const add = (more: Buffer): void => {
    bytes = Buffer.concat([bytes, more]);
  };
  const writer = {
    align: (to: number) => {
      add(Buffer.alloc((to - (bytes.length % to)) % to));
      return writer;
    },
    byte: (value: number) => {
      add(Buffer.from([value]));
      return writer;
    },
    number: (value: number) => {
      writer.align(4);
      const written = Buffer.alloc(4);
      written.writeUInt32LE(value >>> 0);
      add(written);
      return writer;
    },
    text: (value: string) => {
      writer.number(Buffer.byteLength(value));
      add(Buffer.from(`${value}\0`));
      return writer;
    },
    signature: (value: string) => {
      writer.byte(value.length);
      add(Buffer.from(`${value}\0`));
      return writer;
    },
    bytes: (): Buffer => bytes,
  };
  return writer;
};

export interface RawMessage {
  /** 1 call, 2 return, 3 error, 4 signal. */
  type?: number;
  path?: string;
  interface?: string;
  member?: string;
  errorName?: string;
  replySerial?: number;
  destination?: string;
  /** A real bus replaces it by the true one. */
  sender?: string;
  signature?: string;
  body?: Buffer;
  /** Claimed instead of the body's real length. */
  claims?: number;
}

let serial = 0;

/** The fixed header and the header fields, padded. */
export const rawHead = (message: RawMessage): Buffer => {
  const { type = 4, body = Buffer.alloc(0), claims = body.length } = message;
  const fields = createWriter();
  const field = (code: number, of: 'o' | 's' | 'g', value: string | undefined): void => {
    if (value === undefined) return;
    fields.align(8).byte(code).signature(of);
    if (of === 'g') fields.signature(value);
    else fields.text(value);
  };
  field(1, 'o', message.path);
  field(2, 's', message.interface);
  field(3, 's', message.member);
  field(4, 's', message.errorName);
  if (message.replySerial !== undefined)
    fields.align(8).byte(5).signature('u').number(message.replySerial);
  field(6, 's', message.destination);
  field(7, 's', message.sender);
  if (message.signature !== '') field(8, 'g', message.signature);
  const length = fields.bytes().length;
  fields.align(8);
  serial += 1;
  const fixed = createWriter().byte(0x6c).byte(type).byte(1).byte(1);
  fixed.number(claims).number(serial).number(length);
  return Buffer.concat([fixed.bytes(), fields.bytes()]);
};

export const rawMessage = (message: RawMessage): Buffer =>
  Buffer.concat([rawHead(message), message.body ?? Buffer.alloc(0)]);
