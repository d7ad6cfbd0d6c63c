/**
 * The file named as proof of a service: its last lines, read and followed (S11).
 *
 * What files really do, measured:
 * - Opening a FIFO blocks until somebody writes, and opening it without blocking disturbs who waits; opening
 *   a device may do things. So nothing is opened before stat says that it is an ordinary file.
 * - Programs grow, truncate, replace and delete their logs. A watch of the folder sees all of it; a watch of
 *   the file ends with the file.
 * - What is written through a link does not show in the folder of the link; and the link may be there long before
 *   what it leads to.
 */
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { proofLines, type ProofReading } from '../../core/units/proof.ts';
import { coalesce } from '../async/coalesce.ts';
import { isMissing, sentenceOf } from '../fs/errors.ts';
import { watchFolder } from '../fs/watch-folder.ts';
import { wayTo } from '../fs/link-chain.ts';

/** Only the end is read, however big the file is. */
const tailBytes = 64 * 1024;

const quietMs = 30;
const maxMs = 100;

/** Text may hold escapes and the odd byte of another encoding; a null byte or much noise is no text. */
const looksBinary = (text: string): boolean => {
  if (text.includes('\0')) return true;
  const noise = text.match(/[\u0001-\u0006\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g)?.length ?? 0;
  return noise > text.length / 10;
};

/** The last lines of a file's tail. `whole` is false when the tail begins within a line. */
const lastLines = (tail: string, whole: boolean): string[] => {
  const lines = tail.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return (whole || lines.length === 1 ? lines : lines.slice(1)).slice(-proofLines);
};

const readTail = async (file: string): Promise<ProofReading> => {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size, mtimeMs: modifiedAt } = await handle.stat();
    if (size === 0) return { kind: 'empty', path: file, modifiedAt };
    const start = Math.max(0, size - tailBytes);
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    // A character cut by the beginning of the tail is not noise of the file.
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\ufffd{1,3}/, '');
    if (looksBinary(text)) return { kind: 'binary', path: file, modifiedAt, sizeBytes: size };
    return {
      kind: 'text',
      path: file,
      lines: lastLines(text, start === 0),
      modifiedAt,
      sizeBytes: size,
    };
  } finally {
    await handle.close();
  }
};

/** How the file stands now. Never rejects: whatever is wrong with the file is a reading. */
export const readProof = async (file: string): Promise<ProofReading> => {
  try {
    const facts = await stat(file);
    if (facts.isDirectory()) return { kind: 'folder', path: file };
    if (!facts.isFile()) return { kind: 'special', path: file };
    return await readTail(file);
  } catch (thrown) {
    if (isMissing(thrown)) return { kind: 'missing', path: file };
    return { kind: 'unreadable', path: file, detail: sentenceOf(thrown) };
  }
};

/**
 * Reads the file now and after every change, however it comes: written, truncated, replaced, deleted, back
 * again, its folders missing at first, a link on the way led elsewhere or nowhere. Only a folder above the one of the
 * file that is moved away as a whole is not seen. At most ten readings a second, never two at once.
 */
export const watchProof = (
  file: string,
  onReading: (reading: ProofReading) => void,
): { close(): void } => {
  let closed = false;
  let reading = false;
  let again = false;
  /** Of each place on the way to the file, that of its folder. */
  const watches = new Map<string, { close(): void }>();

  const watchPlace = (place: string): { close(): void } =>
    watchFolder(path.dirname(place), (name) => {
      if (name === null || name === path.basename(place)) changed.call();
    });

  /** Looks once more at a way that was not watched yet: it may have changed in between. */
  const follow = async (): Promise<void> => {
    for (;;) {
      const way = await wayTo(file);
      if (closed) return;
      for (const [place, watch] of watches) {
        if (way.includes(place)) continue;
        watch.close();
        watches.delete(place);
      }
      const unwatched = way.filter((place) => !watches.has(place));
      if (unwatched.length === 0) return;
      for (const place of unwatched) watches.set(place, watchPlace(place));
    }
  };

  const readOnce = async (): Promise<void> => {
    await follow();
    const now = await readProof(file);
    if (!closed) onReading(now);
  };

  /** What changes during a reading is read by one more. */
  const read = async (): Promise<void> => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    await readOnce();
    reading = false;
    if (!again) return;
    again = false;
    changed.call();
  };

  const changed = coalesce(() => void read(), { quietMs, maxMs });
  void read();
  return {
    close: () => {
      closed = true;
      changed.cancel();
      for (const watch of watches.values()) watch.close();
    },
  };
};
