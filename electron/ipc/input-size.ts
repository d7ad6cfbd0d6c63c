/** Bounds what a page passes before anything copies, checks or quotes it. Free of schemas, for the preload. */

/** Two texts of 4 MiB and much to spare. */
const mostBytes = 32 * 1024 * 1024;
/** A form has a thousand arguments. */
const mostParts = 10_000;
const deepest = 8;

/** Whether an input is small enough to look at; stops at the first excess. */
export const isSmall = (input: unknown): boolean => {
  let bytes = 0;
  let parts = 0;
  const fits = (value: unknown, depth: number): boolean => {
    parts += 1;
    if (typeof value === 'string') bytes += 2 * value.length;
    else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) bytes += value.byteLength;
    else if (Array.isArray(value)) {
      if (depth > deepest || parts + value.length > mostParts) return false;
      return value.every((one) => fits(one, depth + 1));
    } else if (typeof value === 'object' && value !== null) {
      if (depth > deepest) return false;
      for (const [key, one] of Object.entries(value)) {
        bytes += 2 * key.length;
        if (!fits(one, depth + 1)) return false;
      }
    }
    return parts <= mostParts && bytes <= mostBytes;
  };
  return fits(input, 0);
};
