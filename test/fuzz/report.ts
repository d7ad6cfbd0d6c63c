/** What the fuzzers return, and how a failing case is reported. */

export interface Failure {
  /** Which run of the seed; runs are independent. */
  run: number;
  what: string;
  /** Everything needed to reproduce it. */
  details: Record<string, unknown>;
}

export interface Outcome {
  runs: number;
  failures: Failure[];
}

/** Bytes that can be pasted into a JavaScript string and read back with the latin1 encoding. */
export const shown = (bytes: Uint8Array): string =>
  JSON.stringify(Buffer.from(bytes).toString('latin1')).slice(0, 4000);

/** Leaves parts out while it still fails: halves first, then smaller pieces. */
export const shrink = <Part>(
  parts: readonly Part[],
  fails: (parts: readonly Part[]) => boolean,
): readonly Part[] => {
  let smallest = parts;
  for (let size = Math.ceil(parts.length / 2); size >= 1; size = size === 1 ? 0 : size >> 1) {
    for (let at = 0; at < smallest.length;) {
      const fewer = [...smallest.slice(0, at), ...smallest.slice(at + size)];
      if (fails(fewer)) smallest = fewer;
      else at += size;
    }
  }
  return smallest;
};
