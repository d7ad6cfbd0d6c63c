/** Lines gather for a moment and are handed on together: 100,000 lines a second are not 100,000 messages. */
import type { JournalEntry } from '../../core/logs/entry.ts';

const batchMs = 25;
/** So few that a window takes them in well within a frame. */
const batchSize = 500;
/** The first lines go at once: somebody waits for them. */
const firstSize = 100;

export interface Batch {
  add(entry: JournalEntry): void;
  /** Hands on what is there. */
  flush(): void;
  /** Forgets what is there. */
  stop(): void;
}

export const createBatch = (onBatch: (entries: JournalEntry[]) => void): Batch => {
  let batch: JournalEntry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sent = false;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (batch.length === 0) return;
    const full = batch;
    batch = [];
    sent = true;
    onBatch(full);
  };
  return {
    add: (entry) => {
      batch.push(entry);
      if (batch.length >= (sent ? batchSize : firstSize)) flush();
      else timer ??= setTimeout(flush, sent ? batchMs : 0);
    },
    flush,
    stop: () => {
      clearTimeout(timer);
      batch = [];
    },
  };
};
