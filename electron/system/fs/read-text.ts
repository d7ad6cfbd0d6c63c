/** The text of a unit file, for showing it. */
import { open, stat } from 'node:fs/promises';

/** Of a unit file as much is read; what is longer is no unit file that a person wrote. */
const textLimit = 256 * 1024;

/** The first bytes of an ordinary file; none for anything that is none or cannot be read. */
const readBytes = async (file: string): Promise<Buffer> => {
  try {
    // Before the open: opening a FIFO would wait for a writer.
    const facts = await stat(file);
    if (!facts.isFile()) return Buffer.alloc(0);
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.alloc(Math.min(facts.size, textLimit));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return Buffer.alloc(0);
  }
};

/** '' for anything that is no ordinary file or cannot be read. */
export const readText = async (file: string): Promise<string> =>
  (await readBytes(file)).toString('utf8');
