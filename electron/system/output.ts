/** Bytes of a running program → bounded text, or lines. */
import { StringDecoder } from 'node:string_decoder';

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

/**
 * Calls `onLine` for each whole line, without its newline; `end` gives the last one if it had none.
 * Of a line longer than `limit` characters only the beginning is kept.
 */
export const lineSplitter = (
  onLine: (line: string) => void,
  limit = 1024 * 1024,
): { add: (chunk: Buffer) => void; end: () => void } => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    add: (chunk) => {
      const parts = decoder.write(chunk).split('\n');
      const last = parts.pop() ?? '';
      for (const part of parts) {
        onLine((rest + part).slice(0, limit));
        rest = '';
      }
      rest = (rest + last).slice(0, limit);
    },
    end: () => {
      const line = rest + decoder.end();
      rest = '';
      if (line !== '') onLine(line);
    },
  };
};
