/** Limits how much program output is kept, and detects its end. */
import type { Readable } from 'node:stream';

/** All output has arrived this long after the program exited. */
const quietMs = 1_000;

/** Keeps the first `limit` bytes; `text` marks a cut. */
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
      // A character cut in two decodes to U+FFFD; drop it, too.
      return `${text.replace(/\ufffd$/, '')}\n[cut here: ${String(total - limit)} more bytes]\n`;
    },
  };
};

/**
 * Closes the pipes of a program that exited. Its remaining output arrives at once unless the reader pauses it;
 * anything later comes from another process.
 */
export const closeWhenEmpty = (
  pipes: readonly Readable[],
  signal: AbortSignal | undefined,
): void => {
  let held = false;
  for (const pipe of pipes) pipe.on('pause', () => (held = true));
  const close = (): void => {
    const waits = signal?.aborted !== true && (held || pipes.some((pipe) => pipe.isPaused()));
    held = false;
    if (waits) setTimeout(close, quietMs).unref();
    else for (const pipe of pipes) pipe.destroy();
  };
  setTimeout(close, quietMs).unref();
};
