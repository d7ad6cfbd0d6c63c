/**
 * Unsaved texts, kept privately, one file each. Writes in order, so the last text of a file wins on disk, too, and
 * finishes pending writes before the process exits.
 */
import path from 'node:path';
import type { HostFiles } from '../../host/host-files.ts';

/** Two texts of 4 MiB in base64. */
const bytesMax = 16 * 1024 * 1024;

/** @param folder created, private, on first use. */
export const createKeptTexts = (
  files: Pick<HostFiles, 'putPrivate' | 'remove' | 'readTree' | 'sweep'>,
  folder: string,
) => {
  let writing: Promise<void> = Promise.resolve();
  /** Texts not on disk yet, by file name. */
  const unsettled = new Map<string, string | null>();

  const write = async (name: string): Promise<void> => {
    const text = unsettled.get(name);
    // A later text was written instead.
    if (text === undefined) return;
    const file = path.join(folder, name);
    if (text === null) await files.remove(file, {});
    else await files.putPrivate(folder, [{ path: file, bytes: Buffer.from(text) }]);
    if (unsettled.get(name) === text) unsettled.delete(name);
  };

  const settle = (name: string): Promise<void> => {
    const settling = writing.then(() => write(name));
    // The caller of `put` gets the error; write the next text anyway.
    writing = settling.catch(() => undefined);
    return settling;
  };

  return {
    /** null removes the file. @throws disk-full, folder-not-writable, file-failed; still keeps it in memory. */
    put: (name: string, text: string | null): Promise<void> => {
      unsettled.set(name, text);
      return settle(name);
    },
    /** Each file's text, by file name; removes temporary files of killed processes. */
    read: async (): Promise<Map<string, string>> => {
      await files.sweep([folder]);
      const tree = await files.readTree([{ path: folder, names: null }], {
        texts: ['.json'],
        below: {},
        bytesMax,
        wholeOnly: true,
      });
      const texts = new Map<string, string>();
      for (const [name, entry] of tree.get(folder)?.entries ?? []) {
        if (entry.kind !== 'file' || entry.bytes === null || !name.endsWith('.json')) continue;
        texts.set(name, Buffer.from(entry.bytes).toString('utf8'));
      }
      return texts;
    },
    /** Call before exiting: retries pending writes once; null if there are none. */
    leave: (): Promise<void> | null => {
      if (unsettled.size === 0) return null;
      const last = [...unsettled];
      return Promise.allSettled(last.map(([name]) => settle(name))).then(() => {
        // If the disk fails now, give up on these: don't wait again.
        for (const [name, text] of last) if (unsettled.get(name) === text) unsettled.delete(name);
      });
    },
  };
};
