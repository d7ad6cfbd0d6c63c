/**
 * The person’s crontab, by the one program that may change it: crontab(1). Its bytes stay as they are.
 *
 * Debian’s cron 3.0pl1 and cronie: `crontab -l` ends with exit code 1 and “no crontab for alice” if there is none; `crontab -`
 * reads the new one, and refuses all of it if a line is wrong. Debian’s leaves out the header that it wrote itself.
 */
import { Readable } from 'node:stream';
import { installCrontab, listCrontab } from '../../core/commands.ts';
import { expectSuccess, type Runner } from '../../host/runner.ts';

const limitMs = 15_000;
/** More than any person writes. */
const bytesMax = 4 * 1024 * 1024;

export const createCrontab = (runner: Pick<Runner, 'stream'>) => ({
  /** null if there is none. @throws program-missing, program-failed. */
  read: async (): Promise<Uint8Array | null> => {
    const chunks: Buffer[] = [];
    let size = 0;
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort();
    }, limitMs);
    const record = await runner.stream(listCrontab(), {
      signal: limit.signal,
      onChunk: (chunk) => {
        size += chunk.length;
        if (size > bytesMax) limit.abort();
        else chunks.push(chunk);
      },
    });
    clearTimeout(timer);
    if (record.exitCode === 1 && /^no crontab for /m.test(record.stderr)) return null;
    expectSuccess(record);
    return new Uint8Array(Buffer.concat(chunks));
  },
  /** @throws program-missing, program-failed. */
  install: async (bytes: Uint8Array): Promise<void> => {
    const record = await runner.stream(installCrontab(), {
      signal: AbortSignal.timeout(limitMs),
      onChunk: () => undefined,
      input: Readable.from([Buffer.from(bytes)]),
    });
    expectSuccess(record);
  },
});

export type Crontab = ReturnType<typeof createCrontab>;
