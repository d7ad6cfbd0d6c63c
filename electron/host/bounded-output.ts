/** Bytes of a program: bounded text of them, and their end. */
import type { Readable } from 'node:stream';

/** So long after its end all that a program has said has arrived. */
const quietMs = 1_000;

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
 * Of a program that has ended: what is left in the pipes arrives at once, unless the reader holds it back; what comes
 * later is not the program's own.
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
