/**
 * Hearth's own small files, read and written at once: at the start, and while the process may be dying. Whatever is in
 * their place, a link is never followed and a FIFO never waited for: open(2) with O_NOFOLLOW and O_NONBLOCK.
 */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

const safely = constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

const withFile = <Value>(file: string, flags: number, use: (handle: number) => Value): Value => {
  const handle = openSync(file, flags | safely, 0o600);
  try {
    if (!fstatSync(handle).isFile()) throw new Error(`not a regular file: ${file}`);
    return use(handle);
  } finally {
    closeSync(handle);
  }
};

/** The first bytes of a file as text. @throws if it is missing or no regular file. */
export const readStart = (file: string, bytes: number): string =>
  withFile(file, constants.O_RDONLY, (handle) => {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(handle, buffer, 0, bytes, 0)).toString('utf8');
  });

/** @throws if it is missing, no regular file, or has more than `most` bytes. */
export const readWhole = (file: string, most: number): Buffer =>
  withFile(file, constants.O_RDONLY, (handle) => {
    if (fstatSync(handle).size > most) throw new Error(`too large: ${file}`);
    return readFileSync(handle);
  });

/** @throws if it can't be written or is no regular file. */
export const appendText = (file: string, text: string): void => {
  const { O_WRONLY, O_APPEND, O_CREAT } = constants;
  withFile(file, O_WRONLY | O_APPEND | O_CREAT, (handle) => writeSync(handle, text));
};

/** Replaces whatever is there, a link itself rather than its target. @throws if it can't. */
export const writeAnew = (file: string, content: string | Uint8Array): void => {
  rmSync(file, { force: true });
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  withFile(file, O_WRONLY | O_CREAT | O_EXCL, (handle) => {
    writeFileSync(handle, content);
  });
};
