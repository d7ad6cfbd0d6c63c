/**
 * The person’s crontab, by the one program that may change it: crontab(1). Its bytes stay as they are.
 *
 * Debian’s cron 3.0pl1 and cronie: `crontab -l` ends with exit code 1 and “no crontab for alice” if there is none; `crontab
 * FILE` refuses all of it if a line is wrong. Debian’s leaves out the header that it wrote itself. Of a pipe from a Hearth
 * that is killed, `crontab -` would install what has come so far, or nothing.
 */
import path from 'node:path';
import { installCrontab, listCrontab } from '../../core/commands.ts';
import { fail } from '../../core/problems/problem.ts';
import type { HostFiles } from '../../host/host-files.ts';
import { expectSuccess, wordsOf, type Runner } from '../../host/runner.ts';

const limitMs = 15_000;
const scratchName = 'crontab';
/** More than any person writes. */
const bytesMax = 4 * 1024 * 1024;

export const createCrontab = (
  runner: Pick<Runner, 'run' | 'stream'>,
  files: Pick<HostFiles, 'makeScratch' | 'discardScratch'>,
) => ({
  /** null if there is none. @throws program-missing, crontab-unreadable, program-failed. */
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
    if (record.exitCode !== null && record.exitCode !== 0)
      throw fail('crontab-unreadable', {}, wordsOf(record));
    expectSuccess(record);
    return new Uint8Array(Buffer.concat(chunks));
  },
  /** @throws program-missing, program-failed, program-timed-out. */
  install: async (bytes: Uint8Array): Promise<void> => {
    const folder = await files.makeScratch(new Map([[scratchName, bytes]]));
    try {
      const command = installCrontab(path.join(folder, scratchName));
      expectSuccess(await runner.run(command, { timeoutMs: limitMs }));
    } finally {
      await files.discardScratch(folder);
    }
  },
});

export type Crontab = ReturnType<typeof createCrontab>;
