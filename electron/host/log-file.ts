/**
 * A private log of bounded size: five files of a megabyte, the newest without a number. Written at once, so that the last
 * word of a process that dies is there.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const kept = 5;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** @param bytesMax of one file; less in tests. */
export const openLogFile = (file: string, bytesMax = 1_000_000) => {
  const numbered = (number: number): string => (number === 0 ? file : `${file}.${String(number)}`);

  const rotate = (): void => {
    for (let number = kept - 1; number > 0; number -= 1) {
      if (sizeOf(numbered(number - 1)) > 0) renameSync(numbered(number - 1), numbered(number));
    }
  };

  return {
    write: (text: string): void => {
      try {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        if (sizeOf(file) + Buffer.byteLength(text) > bytesMax) rotate();
        appendFileSync(file, text, { mode: 0o600 });
      } catch {
        // A log that cannot be written must not become a bug of its own; stderr has the same words.
      }
    },
  };
};
