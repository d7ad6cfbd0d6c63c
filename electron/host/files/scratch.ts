/** A private folder for a short task, such as verifying unsaved text. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HostFiles } from '../host-files.ts';

const newFolder = (parent: string): Promise<string> => mkdtemp(path.join(parent, 'hearth-check-'));

/** @param parent the runtime folder, removed at logout; falls back to the folder for temporary files. */
export const scratchIn = (parent: string): Pick<HostFiles, 'makeScratch' | 'discardScratch'> => {
  const discardScratch = (folder: string): Promise<void> =>
    rm(folder, { recursive: true, force: true });
  return {
    makeScratch: async (files) => {
      // The runtime folder may be missing or full; fall back to the system’s.
      const folder = await newFolder(parent).catch(() => newFolder(tmpdir()));
      try {
        for (const [name, bytes] of files) {
          const file = path.join(folder, name);
          await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
          await writeFile(file, bytes, { mode: 0o600 });
        }
        return folder;
      } catch (thrown) {
        await discardScratch(folder);
        throw thrown;
      }
    },
    discardScratch,
  };
};
