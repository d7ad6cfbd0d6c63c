/**
 * Bytes ↔ text without loss: a byte that is not UTF-8 becomes one of U+DC80–U+DCFF and back, as in PEP 383
 * ("surrogateescape"). Files and command lines on Linux are bytes; people read text.
 */

const escapeBase = 0xdc00;

/** Bytes at a time for String.fromCharCode, which takes them as arguments. */
const chunk = 8192;

/** The length of the sequence that this byte starts, by its bits; 0 if it starts none. */
const lengthByLead = (lead: number): number => {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
};

/** The code point at `at` and its length; length 0 if it is not UTF-8, as overlong forms and surrogates are not. */
const readCodePoint = (bytes: Uint8Array, at: number): { point: number; length: number } => {
  const lead = bytes[at] ?? 0;
  const length = lengthByLead(lead);
  if (length < 2) return { point: lead, length };
  let point = lead & (0x7f >> length);
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index] ?? 0;
    if ((byte & 0xc0) !== 0x80) return { point: lead, length: 0 };
    point = (point << 6) | (byte & 0x3f);
  }
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const isCharacter = point >= smallest && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return { point, length: isCharacter ? length : 0 };
};

const pushCodePoint = (units: number[], point: number): void => {
  if (point < 0x10000) units.push(point);
  else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
};

/** Any bytes as text; `encodeUtf8` gives the same bytes again. */
export const decodeUtf8 = (bytes: Uint8Array): string => {
  let text = '';
  let units: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    // Most of a file is ASCII.
    const { point, length } = byte < 0x80 ? { point: byte, length: 1 } : readCodePoint(bytes, at);
    if (length === 0) units.push(escapeBase + byte);
    else pushCodePoint(units, point);
    at += Math.max(1, length);
    if (units.length >= chunk) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
};

/** The bytes of a code point, even if UTF-8 forbids it, as systemd's utf8_encode_unichar() writes them. */
export const bytesOfCodePoint = (point: number): number[] => {
  const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(6), tail(0)];
  return [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
};

const replacement = 0xfffd;

/** The bytes of a text. Lone surrogates other than the escapes mean nothing and become U+FFFD. */
export const encodeUtf8 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) ?? 0;
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    if (point > 0xffff) at += 1;
    const isEscape = point >= escapeBase + 0x80 && point <= escapeBase + 0xff;
    const isSurrogate = point >= 0xd800 && point <= 0xdfff;
    const written = isEscape
      ? [point - escapeBase]
      : bytesOfCodePoint(isSurrogate ? replacement : point);
    for (const byte of written) bytes[length++] = byte;
  }
  return bytes.slice(0, length);
};

/** One byte as text, for texts built byte by byte; see `joinEscapes`. */
export const escapeByte = (byte: number): string =>
  String.fromCharCode(byte < 0x80 ? byte : escapeBase + byte);

/** Turns adjacent escaped bytes that form UTF-8 into the characters they mean. */
export const joinEscapes = (text: string): string =>
  /[\udc80-\udcff]/.test(text) ? decodeUtf8(encodeUtf8(text)) : text;

/**
 * The index of the first character that systemd does not accept as text, or -1: bytes that are not UTF-8, lone
 * surrogates, and Unicode's noncharacters (U+FDD0–U+FDEF, U+nFFFE, U+nFFFF). Source: unichar_is_valid() in utf8.c.
 */
export const badCharacterAt = (text: string): number =>
  text.search(/[\p{Surrogate}\p{Noncharacter_Code_Point}]/u);
