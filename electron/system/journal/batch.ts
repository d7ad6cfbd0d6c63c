/** Collects lines briefly and sends them together: 100,000 lines a second must not be 100,000 messages. */
import type { JournalEntry } from '../../core/logs/entry.ts';

const batchMs = 25;
/** Few enough for a window to render well within a frame. */
const batchSize = 500;
/** Smaller, because the user is waiting for the first lines. */
const firstSize = 100;

export const createBatch = (onBatch: (entries: JournalEntry[]) => void) => {
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
    add: (entry: JournalEntry): void => {
      batch.push(entry);
      if (batch.length >= (sent ? batchSize : firstSize)) flush();
      else timer ??= setTimeout(flush, sent ? batchMs : 0);
    },
    /** Sends the pending lines. */
    flush,
    /** Drops the pending lines. */
    stop: (): void => {
      clearTimeout(timer);
      batch = [];
    },
  };
};
