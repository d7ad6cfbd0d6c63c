import { Readable } from 'node:stream';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandRecord } from '../../../electron/core/app/command-record.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { createRunner, expectSuccess } from '../../../electron/host/runner.ts';
import { createBench, person, problemOf, temporaryFolder, until } from '../workbench/bench.ts';

/** A runner that finds our script where it looks for systemctl. */
const runnerOf = async (script: string, environment: NodeJS.ProcessEnv = {}) => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'systemctl'), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  await chmod(path.join(folder, 'systemctl'), 0o755);
  const records: CommandRecord[] = [];
  const onRecord = (record: CommandRecord): void => {
    records.push(record);
  };
  const runtimeFolder = environment['XDG_RUNTIME_DIR'] ?? person.runtimeFolder;
  const account = { ...person, runtimeFolder };
  const host = openLocalHost({ environment, account, folders: [folder] });
  return { folder, records, runner: createRunner(host, onRecord) };
};

describe('a run', () => {
  test('records a command as a person would type it, with its output and exit code', async () => {
    const { runner, records } = await runnerOf('echo out; echo err >&2; exit 3');
    const record = await runner.run(
      { program: 'systemctl', args: ['--user', 'start', '--', 'a b'] },
      { unit: 'u' },
    );
    expect(record).toMatchObject({
      id: 1,
      unit: 'u',
      line: "systemctl --user start -- 'a b'",
      exitCode: 3,
      failure: null,
      stdout: 'out\n',
      stderr: 'err\n',
    });
    expect(records).toEqual([record]);
    expect((await runner.run({ program: 'systemctl', args: [] })).id).toBe(2);
  });

  test('passes arguments exactly, without a shell', async () => {
    const { runner } = await runnerOf('printf "<%s>" "$@"');
    const args = ['$HOME', '; id', '`id`', '*', '', 'ü\n', '--'];
    const { stdout } = await runner.run({ program: 'systemctl', args: args });
    expect(stdout).toBe(args.map((arg) => `<${arg}>`).join(''));
  });

  test('gives the program no stdin', async () => {
    const { runner } = await runnerOf('cat; echo end');
    expect((await runner.run({ program: 'systemctl', args: [] })).stdout).toBe('end\n');
  });

  test('records that a signal ended the program', async () => {
    const { runner } = await runnerOf('kill -9 $$');
    const record = await runner.run({ program: 'systemctl', args: [] });
    expect(record).toMatchObject({ exitCode: null, failure: 'signal' });
  });
});

test('reports why a program couldn’t be started', async () => {
  const { runner } = await runnerOf('true');
  const record = await runner.run({ program: 'systemctl', args: ['x'.repeat(200_000)] });
  expect(record).toMatchObject({ exitCode: null, failure: 'not-started' });
  expect(record.stderr).toContain('E2BIG');
  const problem = await problemOf(Promise.resolve(record).then(expectSuccess));
  expect(problem).toMatchObject({ code: 'program-failed', why: 'It couldn’t be started.' });
  expect(problem.output).toContain('E2BIG');
});

describe('the time limit', () => {
  test('stops a program that takes too long', async () => {
    const { runner } = await runnerOf('echo begun; exec sleep 60');
    const record = await runner.run({ program: 'systemctl', args: [] }, { timeoutMs: 100 });
    expect(record).toMatchObject({ exitCode: null, failure: 'timed-out', stdout: 'begun\n' });
    expect(record.durationMs).toBeLessThan(900);
  });

  test('kills a program that won’t stop, a second later', async () => {
    const { runner } = await runnerOf("trap '' TERM; while :; do sleep 0.1; done");
    const record = await runner.run({ program: 'systemctl', args: [] }, { timeoutMs: 100 });
    expect(record.failure).toBe('timed-out');
    expect(record.durationMs).toBeGreaterThanOrEqual(1000);
    expect(record.durationMs).toBeLessThan(5000);
  });

  test('doesn’t wait for a grandchild that keeps the output open', async () => {
    const { runner } = await runnerOf('sleep 30 & echo done');
    const record = await runner.run({ program: 'systemctl', args: [] });
    expect(record).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(record.durationMs).toBeLessThan(5000);
  });

  test('records an aborted program as cancelled', async () => {
    const { runner } = await runnerOf('exec sleep 60');
    const controller = new AbortController();
    const running = runner.run({ program: 'systemctl', args: [] }, { signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ exitCode: null, failure: 'cancelled' });
  });
});

describe('huge output', () => {
  test('truncates huge output, and lets the program finish', async () => {
    const { runner } = await runnerOf(
      'head -c 5000000 /dev/zero | tr "\\0" x; echo end >&2; exit 7',
    );
    const record = await runner.run({ program: 'systemctl', args: [] });
    expect(record).toMatchObject({ exitCode: 7, stderr: 'end\n' });
    expect(record.stdout).toHaveLength(1024 * 1024 + '\n[cut here: 3951424 more bytes]\n'.length);
    expect(record.stdout).toMatch(/x\n\[cut here: 3951424 more bytes\]\n$/);
  });
});

describe('the program', () => {
  test('never looks for the program in PATH', async () => {
    const { folder } = await runnerOf('echo evil');
    const { runner } = createBench({
      ...process.env,
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    });
    const { stdout } = await runner.run({ program: 'systemctl', args: ['--version'] });
    expect(stdout).toMatch(/^systemd \d+/);
    expect(await runner.pathOf('systemctl')).toBe('/usr/bin/systemctl');
  });

  test('runs the program in English, with only a chosen environment', async () => {
    const { runner } = await runnerOf('/usr/bin/env', {
      LANG: 'de_DE.UTF-8',
      LC_MESSAGES: 'de_DE.UTF-8',
      LD_LIBRARY_PATH: '/tmp/.mount_x',
      SYSTEMD_UNIT_PATH: '/elsewhere',
      SHELL: '/opt/fish',
      HOME: '/home/alice',
      XDG_RUNTIME_DIR: '/run/user/1',
    });
    const { stdout } = await runner.run({ program: 'systemctl', args: [] });
    const lines = stdout.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'LC_ALL=C',
        'HOME=/home/alice',
        'XDG_RUNTIME_DIR=/run/user/1',
        'SYSTEMD_COLORS=0',
      ]),
    );
    expect(stdout).not.toMatch(/^(LANG|LC_MESSAGES|LD_LIBRARY_PATH|SYSTEMD_UNIT_PATH|SHELL)=/m);
  });

  test('reports a missing program with the folders it searched', async () => {
    const { runner, folder, records } = await runnerOf('true');
    expect(await runner.has('systemctl')).toBe(true);
    expect(await runner.has('pkexec')).toBe(false);
    const problem = await problemOf(runner.run({ program: 'pkexec', args: [] }));
    expect(problem.code).toBe('program-missing');
    expect(problem.why).toContain(folder);
    expect(records).toEqual([]);
  });
});

describe('stream', () => {
  test('streams output while the program runs, until it is aborted', async () => {
    const { runner, records } = await runnerOf('echo one; sleep 0.1; echo two; exec sleep 60');
    const controller = new AbortController();
    let said = '';
    const running = runner.stream(
      { program: 'systemctl', args: [] },
      {
        signal: controller.signal,
        onChunk: (chunk) => {
          said += chunk.toString();
        },
      },
    );
    await until('the second line', () => said.includes('two'));
    expect(said).toBe('one\ntwo\n');
    controller.abort();
    expect(await running).toMatchObject({ failure: 'cancelled', stdout: '' });
    expect(records).toHaveLength(1);
  });

  test('waits for a reader that pauses it, even long after the program has ended', async () => {
    const { runner } = await runnerOf('echo; sleep 0.2; head -c 100000 /dev/zero');
    let length = 0;
    let free = false;
    let wait: NodeJS.Timeout | undefined;
    const record = await runner.stream(
      { program: 'systemctl', args: [] },
      {
        signal: new AbortController().signal,
        onChunk: (chunk, flow) => {
          length += chunk.length;
          // Pause every time: Node.js resumes the output when the program ends.
          if (!free) flow.pause();
          wait ??= setTimeout(() => {
            free = true;
            flow.resume();
          }, 2000);
        },
      },
    );
    expect(record.exitCode).toBe(0);
    expect(length).toBe(100_001);
  });

  test('doesn’t wait for a reader that has aborted', async () => {
    const { runner } = await runnerOf('head -c 1000000 /dev/zero');
    const controller = new AbortController();
    const record = await runner.stream(
      { program: 'systemctl', args: [] },
      {
        signal: controller.signal,
        onChunk: (_, flow) => {
          flow.pause();
          setTimeout(() => {
            controller.abort();
          }, 100);
        },
      },
    );
    expect(record.failure).toBe('cancelled');
  });

  test('feeds the program its input, and ends when it ends', async () => {
    const { runner } = await runnerOf('cat; exit 4');
    let said = '';
    const record = await runner.stream(
      { program: 'systemctl', args: [] },
      {
        signal: new AbortController().signal,
        input: Readable.from(['first ', 'last']),
        onChunk: (chunk) => {
          said += chunk.toString();
        },
      },
    );
    expect(record.exitCode).toBe(4);
    expect(said).toBe('first last');
  });
});

describe('expectSuccess', () => {
  test('judges by the exit code, not by the output', async () => {
    const { runner } = await runnerOf('echo "Created symlink" >&2');
    expect(expectSuccess(await runner.run({ program: 'systemctl', args: [] })).stderr).toBe(
      'Created symlink\n',
    );
  });

  test('throws with the program’s own message', async () => {
    const { runner } = await runnerOf('echo why >&2; exit 1');
    const judge = async (timeoutMs: number) =>
      expectSuccess(await runner.run({ program: 'systemctl', args: [] }, { timeoutMs }));
    expect(await problemOf(judge(5000))).toMatchObject({ code: 'program-failed', output: 'why' });
    const slow = await runnerOf('exec sleep 60');
    const limited = slow.runner
      .run({ program: 'systemctl', args: [] }, { timeoutMs: 50 })
      .then(expectSuccess);
    expect((await problemOf(limited)).code).toBe('program-timed-out');
  });
});
