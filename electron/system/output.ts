/** Bytes of a running program → bounded text. */

/** Keeps the first `limit` bytes of what it is given; `text` marks what was cut. */
export const boundedText = (
  limit: number,
): { add: (chunk: Buffer) => void; text: () => string } => {
  const kept: Buffer[] = [];
  let total = 0;
  return {
    add: (chunk) => {
      if (total < limit) kept.push(chunk.subarray(0, limit - total));
      total += chunk.length;
    },
    text: () => {
      const text = Buffer.concat(kept).toString('utf8');
      if (total <= limit) return text;
      // A character cut in two decodes to U+FFFD; it goes with what was left out.
      return `${text.replace(/\ufffd$/, '')}\n[cut here: ${String(total - limit)} more bytes]\n`;
    },
  };
};
