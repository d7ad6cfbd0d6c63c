/** Replacing a small file of Hearth's own. */
import { randomBytes } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';

/** In one step: whoever reads it just then sees the old or the new one. @throws what the file system says. */
export const replaceSmallFile = async (file: string, text: string): Promise<void> => {
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(beside, 'wx', 0o644);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (thrown) {
    await unlink(beside).catch(() => undefined);
    throw thrown;
  }
};
