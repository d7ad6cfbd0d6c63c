/**
 * Reads the header of a D-Bus message, and checks that its body is what its signature says, without building values.
 * Source: D-Bus Specification, "Marshaling" and "Message Protocol".
 */

/** The parts of a message's header that decide whether it is wanted. */
export interface Head {
  /** 1 call, 2 return, 3 error, 4 signal. */
  type: number;
  /** Set by the bus, so nobody can forge it. */
  sender: string;
  /** 0 if it answers nothing. */
  replySerial: number;
  interface: string;
  member: string;
  /** Of the body; '' for none. */
  signature: string;
  /** Of the whole message. */
  bytes: number;
}

/** Bytes before the header fields. */
export const fixedHeader = 16;
/** The specification's limit for nested containers. */
const depthMax = 64;

/** Bytes of the types of fixed size, which are also their alignments. */
const sizes: Record<string, number> = { y: 1, n: 2, q: 2, b: 4, i: 4, u: 4, x: 8, t: 8, d: 8 };
const alignments: Record<string, number> = {
  ...sizes,
  s: 4,
  o: 4,
  a: 4,
  '(': 8,
  '{': 8,
  g: 1,
  v: 1,
};

/** Internal: caught in `headOf` and `bodyFits`. */
class Misfit extends Error {}

/** Steps over values from `at` to `end`. Every step throws Misfit where the bytes don't fit. */
const createWalk = (bytes: Buffer, little: boolean, start: number, end: number) => {
  let at = start;
  const take = (length: number): number => {
    const from = at;
    at += length;
    if (at > end) throw new Misfit();
    return from;
  };
  const align = (to: number): void => {
    take((to - (at % to)) % to);
  };
  const number = (): number => {
    align(4);
    const from = take(4);
    return little ? bytes.readUInt32LE(from) : bytes.readUInt32BE(from);
  };
  const textOf = (length: number): string => {
    const from = take(length + 1);
    if (bytes[from + length] !== 0) throw new Misfit();
    return bytes.toString('latin1', from, from + length);
  };
  const signature = (): string => textOf(bytes[take(1)] ?? 0);
  /** Strings of the body needn't be decoded here. */
  const skipText = (): void => {
    const length = number();
    if (bytes[take(length + 1) + length] !== 0) throw new Misfit();
  };

  /** The index behind the single complete type at `from`. */
  const typeEnd = (types: string, from: number, depth: number): number => {
    const type = types[from] ?? '';
    if (depth > depthMax || alignments[type] === undefined) throw new Misfit();
    if (type === 'a') return typeEnd(types, from + 1, depth + 1);
    if (type !== '(' && type !== '{') return from + 1;
    const close = type === '(' ? ')' : '}';
    let next = typeEnd(types, from + 1, depth + 1);
    while (types[next] !== close) next = typeEnd(types, next, depth + 1);
    return next + 1;
  };

  const array = (types: string, from: number, depth: number): number => {
    const length = number();
    const element = types[from + 1] ?? '';
    const behind = typeEnd(types, from, depth);
    align(alignments[element] ?? 1);
    const last = at + length;
    const size = sizes[element];
    if (size !== undefined) {
      if (length % size !== 0) throw new Misfit();
      take(length);
      return behind;
    }
    if (last > end) throw new Misfit();
    while (at < last) value(types, from + 1, depth + 1);
    if (at !== last) throw new Misfit();
    return behind;
  };

  /** Steps over one value; returns the index behind its type. */
  const value = (types: string, from: number, depth: number): number => {
    const type = types[from] ?? '';
    const size = sizes[type];
    if (size !== undefined) {
      align(size);
      take(size);
      return from + 1;
    }
    if (depth > depthMax) throw new Misfit();
    switch (type) {
      case 's':
      case 'o':
        skipText();
        return from + 1;
      case 'g':
        signature();
        return from + 1;
      case 'a':
        return array(types, from, depth);
      case 'v': {
        const inside = signature();
        if (value(inside, 0, depth + 1) !== inside.length) throw new Misfit();
        return from + 1;
      }
      case '(':
      case '{': {
        const close = type === '(' ? ')' : '}';
        align(8);
        let next = value(types, from + 1, depth + 1);
        while (types[next] !== close) next = value(types, next, depth + 1);
        return next + 1;
      }
      default:
        // Unknown, or a file descriptor, which this connection never negotiated.
        throw new Misfit();
    }
  };

  return {
    at: (): number => at,
    align,
    signature,
    number,
    text: (): string => textOf(number()),
    byte: (): number => bytes[take(1)] ?? 0,
    value,
  };
};

/** By field code: its name and type. Others are ignored, as the specification demands, except file descriptors. */
const fieldTypes: Record<number, string> = {
  1: 'o',
  2: 's',
  3: 's',
  4: 's',
  5: 'u',
  6: 's',
  7: 's',
  8: 'g',
};
const descriptors = 9;

const isLittle = (bytes: Buffer): boolean => bytes[0] === 0x6c;
/** A number of the header. */
export const numberAt = (bytes: Buffer, at: number): number =>
  isLittle(bytes) ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);

/** Where the body begins. */
export const fieldsEnd = (bytes: Buffer): number =>
  fixedHeader + Math.ceil(numberAt(bytes, 12) / 8) * 8;

/** null if the header is malformed. @param bytes with all header fields. */
export const headOf = (bytes: Buffer): Head | null => {
  const end = fixedHeader + numberAt(bytes, 12);
  const total = fieldsEnd(bytes) + numberAt(bytes, 4);
  const walk = createWalk(bytes, isLittle(bytes), fixedHeader, end);
  const fields = new Map<number, string | number>();
  try {
    while (walk.at() < end) {
      walk.align(8);
      const code = walk.byte();
      const type = walk.signature();
      const wanted = fieldTypes[code];
      if (code === 0 || code === descriptors || (wanted ?? type) !== type) return null;
      if (wanted === 'u') fields.set(code, walk.number());
      else if (wanted === 'g') fields.set(code, walk.signature());
      else if (wanted !== undefined) fields.set(code, walk.text());
      else if (walk.value(type, 0, 1) !== type.length) return null;
    }
  } catch (thrown) {
    if (thrown instanceof Misfit) return null;
    throw thrown;
  }
  const text = (code: number): string => String(fields.get(code) ?? '');
  return {
    type: bytes[1] ?? 0,
    interface: text(2),
    member: text(3),
    replySerial: Number(fields.get(5) ?? 0),
    sender: text(7),
    signature: text(8),
    bytes: total,
  };
};

/** Whether the body is exactly what its signature says. @param bytes one whole message. */
export const bodyFits = (bytes: Buffer, { signature }: Head): boolean => {
  const walk = createWalk(bytes, isLittle(bytes), fieldsEnd(bytes), bytes.length);
  try {
    for (let next = 0; next < signature.length;) next = walk.value(signature, next, 1);
    return walk.at() === bytes.length;
  } catch (thrown) {
    if (thrown instanceof Misfit) return false;
    throw thrown;
  }
};

/** The texts of a body that has nothing else, and fits. */
export const textsOf = (bytes: Buffer, { signature }: Head): string[] => {
  const walk = createWalk(bytes, isLittle(bytes), fieldsEnd(bytes), bytes.length);
  return Array.from(signature, () => walk.text());
};
