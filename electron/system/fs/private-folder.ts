/** A folder of our own for as long as something is done with it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const newFolder = (parent: string): Promise<string> => mkdtemp(path.join(parent, 'hearth-check-'));

/**
 * Writes files into a new folder that nobody else can look into (0700), and takes it away at the end, whatever comes.
 * @param parent where it is made: the runtime folder, which ends with the session; without it the one for temporary files.
 * @param files by their names in the folder; one with a `/` lies in a folder below.
 */
export const withPrivateFolder = async <Result>(
  parent: string,
  files: ReadonlyMap<string, Uint8Array>,
  work: (folder: string) => Promise<Result>,
): Promise<Result> => {
  const folder = await newFolder(parent).catch(() => newFolder(tmpdir()));
  try {
    for (const [name, bytes] of files) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, bytes, { mode: 0o600 });
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
