/**
 * A private log of bounded size: five files of a megabyte, the newest without a number. Writes synchronously, so the
 * last message of a dying process is kept; where a mount may not answer, it asks first.
 */
import { lstatSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { isNear, silentOn } from './mounts/reach.ts';
import { appendText } from './own-files.ts';

const kept = 5;

const sizeOf = (file: string): number => lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** @param bytesMax per file; tests use less. */
export const openLogFile = (file: string, bytesMax = 1_000_000) => {
  const numbered = (number: number): string => (number === 0 ? file : `${file}.${String(number)}`);

  const rotate = (): void => {
    for (let number = kept - 1; number > 0; number -= 1) {
      if (sizeOf(numbered(number - 1)) > 0) renameSync(numbered(number - 1), numbered(number));
    }
  };

  const writeNow = (text: string): void => {
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      if (sizeOf(file) + Buffer.byteLength(text) > bytesMax) rotate();
      appendText(file, text);
    } catch {
      // A failing log must not cause another failure; stderr has the same text.
    }
  };

  return {
    write: (text: string): void => {
      if (isNear(file)) {
        writeNow(text);
        return;
      }
      void silentOn(file).then((mount) => {
        // stderr has the same text.
        if (mount === null) writeNow(text);
      });
    },
  };
};
