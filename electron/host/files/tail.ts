/**
 * Reads the end of a file of any size.
 *
 * Measured: opening a FIFO blocks until somebody writes, and opening it without blocking disturbs its readers; opening
 * a device may have side effects. So open nothing before stat shows a regular file.
 */
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Tail } from '../host-files.ts';
import { isMissing, sentenceOf } from './errors.ts';

const readTail = async (file: string, wanted: number): Promise<Tail> => {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size: sizeBytes, mtimeMs: modifiedAt } = await handle.stat();
    const start = Math.max(0, sizeBytes - wanted);
    const buffer = Buffer.alloc(Math.min(sizeBytes, wanted));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    const bytes = buffer.subarray(0, bytesRead);
    return { kind: 'file', bytes, whole: start === 0, sizeBytes, modifiedAt };
  } finally {
    await handle.close();
  }
};

/** Never rejects: returns what is wrong with the file. */
export const tail = async (file: string, bytes: number): Promise<Tail> => {
  try {
    const facts = await stat(file);
    if (facts.isDirectory()) return { kind: 'folder' };
    if (!facts.isFile()) return { kind: 'special' };
    return await readTail(file, bytes);
  } catch (thrown) {
    if (isMissing(thrown)) return { kind: 'missing' };
    return { kind: 'unreadable', detail: sentenceOf(thrown) };
  }
};
