/** Apart and last: journald drops the lines of all services for a while afterwards. */
import { describe, expect, test } from 'vitest';
import { shell, until } from '../workbench/bench.ts';
import { tryText, wordsOf } from './try-bench.ts';

/** Until journald takes lines again. */
const quiet = async (): Promise<void> => {
  const unit = 'trybad-quiet';
  await until(
    'journald takes a line',
    async () => {
      await shell('systemd-run', '--user', '--wait', '--collect', `--unit=${unit}`, 'true');
      return (
        (await shell('journalctl', '--user', '-u', unit, '-n', '1', '--since=-2s', '-q')) !== ''
      );
    },
    40_000,
  );
};

describe('a try', () => {
  test('keeps its memory, and the page’s, small while a gigabyte is printed', async () => {
    const before = process.memoryUsage().rss;
    // systemd waits until journald has taken it all: the time may be up before that.
    const words = `yes ${'x'.repeat(1000)} | head -c 1073741824`;
    const tried = await tryText([`ExecStart=/bin/sh -c '${words}'`], 20);
    expect(['itself', 'time']).toContain(tried.end?.by);
    console.log(
      `a gigabyte: ended by ${String(tried.end?.by)}, ${String(tried.lines.length)} lines`,
    );
    expect(wordsOf(tried).length).toBeGreaterThan(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024);
    await quiet();
  }, 100_000);
});
