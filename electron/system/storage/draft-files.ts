/**
 * Private texts that nobody has saved yet, one file each. They are written one after the other, so that the last one of
 * a file wins on disk as well, and what the disk does not hold yet is written at once when the process ends.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { makePrivate, putInPlace, temporaryBeside } from '../fs/temporary-file.ts';
import { writeProblem } from '../fs/errors.ts';

export interface KeptTexts {
  /** null takes the file away. @throws disk-full, folder-not-writable, file-failed; it is still remembered. */
  put(name: string, text: string | null): Promise<void>;
  /** Puts on disk at once what is not there yet. */
  close(): void;
}

/** @param folder made, private, when something is kept. */
export const createKeptTexts = (folder: string): KeptTexts => {
  let writing: Promise<void> = Promise.resolve();
  /** What a file's place on disk does not hold yet. */
  const unsettled = new Map<string, string | null>();

  const write = async (file: string, text: string | null): Promise<void> => {
    try {
      if (text === null) await rm(file, { force: true });
      else {
        await makePrivate(folder);
        await putInPlace(file, text, { mode: 0o600 });
      }
    } catch (thrown) {
      throw writeProblem(thrown, file);
    }
  };

  const writeNow = (file: string, text: string | null): void => {
    if (text === null) {
      rmSync(file, { force: true });
      return;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const beside = temporaryBeside(file);
    writeFileSync(beside, text, { mode: 0o600 });
    renameSync(beside, file);
  };

  return {
    put: (name, text) => {
      unsettled.set(name, text);
      const settling = writing.then(async () => {
        // A later one is under way to take its place.
        if (unsettled.get(name) !== text) return;
        await write(path.join(folder, name), text);
        if (unsettled.get(name) === text) unsettled.delete(name);
      });
      writing = settling.catch(() => undefined);
      return settling;
    },
    close: () => {
      for (const [name, text] of unsettled) {
        try {
          writeNow(path.join(folder, name), text);
        } catch {
          // A disk that fails now cannot be told any more.
        }
      }
    },
  };
};
