/** Carriage returns at the ends of lines, which systemd, the kernel and shells take for a part of the line. */

const lineFeed = 10;
const carriageReturn = 13;

/** The bytes without those of the first line, or of all lines; also before the end of the text. */
export const withoutReturns = (bytes: Uint8Array, lines: 'first' | 'all'): Uint8Array => {
  const first = bytes.indexOf(lineFeed);
  const last = lines === 'all' || first < 0 ? bytes.length : first;
  return bytes.filter((byte, at) => {
    const isEnd = at + 1 === bytes.length || bytes[at + 1] === lineFeed;
    return !(byte === carriageReturn && isEnd && at < last);
  });
};
