/** Reads and follows the last lines of a service's proof file (S11). */
import { proofLines, type ProofReading } from '../../core/proof/proof-reading.ts';
import type { Host } from '../../host/host.ts';

/** Read only the end of a file of any size. */
const tailBytes = 64 * 1024;

/** Text may contain escapes and odd bytes of another encoding, but no null bytes and not much noise. */
const looksBinary = (text: string): boolean => {
  if (text.includes('\0')) return true;
  const noise = text.match(/[\u0001-\u0006\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g)?.length ?? 0;
  return noise > text.length / 10;
};

/** The last lines of a file's tail. `whole` is false if the tail may start within a line. */
const lastLines = (tail: string, whole: boolean): string[] => {
  const lines = tail.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return (whole || lines.length === 1 ? lines : lines.slice(1)).slice(-proofLines);
};

/** Reads the file now. Never rejects: the reading shows what is wrong with the file. */
export const readProof = async (
  { files }: Pick<Host, 'files'>,
  file: string,
): Promise<ProofReading> => {
  const tail = await files.tail(file, tailBytes);
  if (tail.kind === 'unreadable') return { kind: 'unreadable', path: file, detail: tail.detail };
  if (tail.kind !== 'file') return { kind: tail.kind, path: file };
  const { modifiedAt, sizeBytes } = tail;
  if (sizeBytes === 0) return { kind: 'empty', path: file, modifiedAt };
  // A character cut at the start of the tail isn't noise.
  const text = Buffer.from(tail.bytes)
    .toString('utf8')
    .replace(/^\ufffd{1,3}/, '');
  if (looksBinary(text)) return { kind: 'binary', path: file, modifiedAt, sizeBytes };
  const lines = lastLines(text, tail.whole);
  return { kind: 'text', path: file, lines, modifiedAt, sizeBytes };
};

/**
 * Reads the file now and after every change: written, truncated, replaced, deleted, recreated, folders missing at
 * first, a link on the way redirected or dangling. At most ten readings a second, never two at once.
 */
export const watchProof = (
  host: Pick<Host, 'files' | 'watchFile'>,
  file: string,
  onReading: (reading: ProofReading) => void,
): { close(): void } => {
  const closing = new AbortController();
  let reading = false;
  let again = false;

  const isAskedAgain = (): boolean => again && !closing.signal.aborted;

  /** A change during a reading triggers another reading. */
  const read = async (): Promise<void> => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    do {
      again = false;
      const now = await readProof(host, file);
      if (!closing.signal.aborted) onReading(now);
    } while (isAskedAgain());
    reading = false;
  };

  const watch = host.watchFile(file, () => void read());
  return {
    close: () => {
      closing.abort();
      watch.close();
    },
  };
};
