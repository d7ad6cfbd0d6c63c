import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launcher } from '../../../build/package/launcher.ts';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { attach } from '../driving/hearth.ts';

const program = path.resolve(import.meta.dirname, '../../../release/linux-unpacked/hearth');
const profile = '/tmp/hearth-handed';
const unit = 'handed-sleeper.service';

const again = (...words: string[]) =>
  execa(program, [`--user-data-dir=${profile}`, ...words], { reject: false, stdin: 'ignore' });

test('a second start opens its page in the Hearth that runs, and ends', async () => {
  await layDown(unit, sleeper());
  const first = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', 'new'];
  const app = execa(program, first, { reject: false, stdin: 'ignore', stdout: 'ignore' });
  try {
    const { page, detach } = await attach(profile);
    await page.getByRole('heading', { name: 'New service' }).waitFor();
    expect((await again('open', 'handed-sleeper')).exitCode).toBe(0);
    const overview = page.getByRole('tab', { name: 'Overview', selected: true });
    await page.getByRole('heading', { name: /handed-sleeper/ }).waitFor();
    await overview.waitFor();
    await again('log', unit);
    await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
    await again('log');
    await page.getByRole('heading', { name: 'Logs' }).waitFor();
    await again('--hidden');
    expect((await again('new')).exitCode).toBe(0);
    await page.getByRole('heading', { name: 'New service' }).waitFor();
    await detach();
  } finally {
    app.kill();
    await app;
    await clearAway(unit);
    await rm(profile, { recursive: true, force: true });
  }
});

describe('without a display', () => {
  const launched = path.join(tmpdir(), 'hearth-launcher');
  const env = { DISPLAY: '', WAYLAND_DISPLAY: '' };
  const options = { env, reject: false, stdin: 'ignore' } as const;
  beforeAll(() => writeFile(launched, launcher(path.dirname(program)), { mode: 0o755 }));
  afterAll(() => rm(launched));

  test.each([
    ['its launcher', launched, 60],
    ['itself, as in an AppImage', program, 20],
  ])('the packaged program answers by %s, every time', async (_, by, runs) => {
    const times: number[] = [];
    for (let turn = 0; turn < runs; turn += 1) {
      const { exitCode, stdout, stderr, durationMs } = await execa(by, ['next', '--json'], options);
      expect({ exitCode, stderr, runs: JSON.parse(stdout) as unknown }).toEqual({
        exitCode: 0,
        stderr: '',
        runs: expect.any(Array) as unknown,
      });
      times.push(durationMs);
    }
    const [median = Infinity, longest = Infinity] = [runs / 2, runs - 1].map(
      (at) => times.sort((a, b) => a - b)[at],
    );
    console.log(
      `next: ${median.toFixed()} ms, at most ${longest.toFixed()} ms in ${String(runs)} runs`,
    );
    expect(median).toBeLessThan(3000);
  });

  test.each([launched, program])('%s tells what is wrong with its words', async (by) => {
    const version = await execa(by, ['--json', '--version'], options);
    expect(version).toMatchObject({ exitCode: 0, stderr: '' });
    expect(version.stdout).toMatch(/^Hearth \d+\.\d+\.\d+$/);
    const unknown = await execa(by, ['stats'], options);
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/^hearth: There is no command “stats”\.\n/);
    const tooMuch = await execa(by, ['new', 'a'], options);
    expect(tooMuch).toMatchObject({ exitCode: 2, stdout: '' });
    const open = await execa(by, ['open'], options);
    expect(open.exitCode).toBe(2);
    expect(open.stderr).toMatch(/^hearth: There is no display to open a window on\.$/m);
  });

  test.each([launched, program])('%s leaves no code to NODE_OPTIONS', async (by) => {
    const talkedInto = { ...env, NODE_OPTIONS: '--require=/nonexistent' };
    const { exitCode, stdout } = await execa(by, ['--version'], { ...options, env: talkedInto });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Hearth /);
  });

  test('programs that a command starts are no plain Node', async () => {
    await layDown(unit, sleeper());
    const strace = ['-f', '-q', '-v', '-s', '9999', '-e', 'trace=execve', launched];
    const { stderr } = await execa('strace', [...strace, 'explain', unit], options);
    const starts = stderr.split('\n').filter((line) => line.includes('execve("'));
    const [commands, readers] = ['/hearth', '/journalctl'].map((name) =>
      starts.filter((line) => line.includes(`${name}", [`)),
    );
    expect(commands?.at(-1)).toContain('"ELECTRON_RUN_AS_NODE=1"');
    expect(readers?.length).toBeGreaterThan(0);
    expect(readers?.join('\n')).not.toContain('ELECTRON_RUN_AS_NODE');
    await clearAway(unit);
  });
});
