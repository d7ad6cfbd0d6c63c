/**
 * Private texts that nobody has saved yet, one file each. They are written one after the other, so that the last one of
 * a file wins on disk as well, and what the disk does not hold yet is written before the process ends.
 */
import path from 'node:path';
import type { HostFiles } from '../../host/host-files.ts';

export interface KeptTexts {
  /** null takes the file away. @throws disk-full, folder-not-writable, file-failed; it is still remembered. */
  put(name: string, text: string | null): Promise<void>;
  /** The text of each file, by its name; temporary files of killed processes are removed. */
  read(): Promise<Map<string, string>>;
  /** Before the process ends: a wait for what is not on disk yet, tried once more; null when all is. */
  leave(): Promise<void> | null;
}

/** A text of 4 MiB twice, in base64. */
const bytesMax = 16 * 1024 * 1024;

/** @param folder made, private, when something is kept. */
export const createKeptTexts = (
  files: Pick<HostFiles, 'putPrivate' | 'remove' | 'readTree' | 'sweep'>,
  folder: string,
): KeptTexts => {
  let writing: Promise<void> = Promise.resolve();
  /** What a file's place on disk does not hold yet. */
  const unsettled = new Map<string, string | null>();

  const write = async (name: string): Promise<void> => {
    const text = unsettled.get(name);
    // A later one has been written in its place.
    if (text === undefined) return;
    const file = path.join(folder, name);
    if (text === null) await files.remove(file, {});
    else await files.putPrivate(folder, [{ path: file, bytes: Buffer.from(text) }]);
    if (unsettled.get(name) === text) unsettled.delete(name);
  };

  const settle = (name: string): Promise<void> => {
    const settling = writing.then(() => write(name));
    // The caller of `put` hears of it; the next text is written all the same.
    writing = settling.catch(() => undefined);
    return settling;
  };

  return {
    put: (name, text) => {
      unsettled.set(name, text);
      return settle(name);
    },
    read: async () => {
      await files.sweep([folder]);
      const tree = await files.readTree([{ path: folder, names: null }], {
        texts: ['.json'],
        below: {},
        bytesMax,
      });
      const texts = new Map<string, string>();
      for (const [name, entry] of tree.get(folder)?.entries ?? []) {
        if (entry.kind !== 'file' || entry.bytes === null || !name.endsWith('.json')) continue;
        texts.set(name, Buffer.from(entry.bytes).toString('utf8'));
      }
      return texts;
    },
    leave: () => {
      if (unsettled.size === 0) return null;
      const last = Promise.allSettled([...unsettled.keys()].map(settle));
      // A disk that fails now fails for good: nothing is waited for again.
      return last.then(() => {
        unsettled.clear();
      });
    },
  };
};
