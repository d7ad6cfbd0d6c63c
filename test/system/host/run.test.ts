import { Readable } from 'node:stream';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandRecord } from '../../../electron/core/app/command-record.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { createRunner, expectSuccess } from '../../../electron/system/programs/runner.ts';
import { createBench, person, problemOf, temporaryFolder, until } from '../workbench/bench.ts';

/** A runner that finds a program of ours where it looks for systemctl. */
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
  test('is recorded as a person would type it, with what it said and how it ended', async () => {
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

  test('gets its arguments exactly, and no shell sees them', async () => {
    const { runner } = await runnerOf('printf "<%s>" "$@"');
    const args = ['$HOME', '; id', '`id`', '*', '', 'ü\n', '--'];
    const { stdout } = await runner.run({ program: 'systemctl', args: args });
    expect(stdout).toBe(args.map((arg) => `<${arg}>`).join(''));
  });

  test('has no stdin', async () => {
    const { runner } = await runnerOf('cat; echo end');
    expect((await runner.run({ program: 'systemctl', args: [] })).stdout).toBe('end\n');
  });

  test('is told apart when a signal ended it', async () => {
    const { runner } = await runnerOf('kill -9 $$');
    const record = await runner.run({ program: 'systemctl', args: [] });
    expect(record).toMatchObject({ exitCode: null, failure: 'signal' });
  });
});

test('one that cannot be started says why', async () => {
  const { runner } = await runnerOf('true');
  const record = await runner.run({ program: 'systemctl', args: ['x'.repeat(200_000)] });
  expect(record).toMatchObject({ exitCode: null, failure: 'not-started' });
  expect(record.stderr).toContain('E2BIG');
  const problem = await problemOf(Promise.resolve(record).then(expectSuccess));
  expect(problem).toMatchObject({ code: 'program-failed', why: 'It couldn’t be started.' });
  expect(problem.output).toContain('E2BIG');
});

describe('the time limit', () => {
  test('ends a program that takes too long', async () => {
    const { runner } = await runnerOf('echo begun; exec sleep 60');
    const record = await runner.run({ program: 'systemctl', args: [] }, { timeoutMs: 100 });
    expect(record).toMatchObject({ exitCode: null, failure: 'timed-out', stdout: 'begun\n' });
    expect(record.durationMs).toBeLessThan(900);
  });

  test('kills one that will not end, a second later', async () => {
    const { runner } = await runnerOf("trap '' TERM; while :; do sleep 0.1; done");
    const record = await runner.run({ program: 'systemctl', args: [] }, { timeoutMs: 100 });
    expect(record.failure).toBe('timed-out');
    expect(record.durationMs).toBeGreaterThanOrEqual(1000);
    expect(record.durationMs).toBeLessThan(5000);
  });

  test('does not wait for a grandchild that keeps the output open', async () => {
    const { runner } = await runnerOf('sleep 30 & echo done');
    const record = await runner.run({ program: 'systemctl', args: [] });
    expect(record).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(record.durationMs).toBeLessThan(5000);
  });

  test('is over a program that is aborted', async () => {
    const { runner } = await runnerOf('exec sleep 60');
    const controller = new AbortController();
    const running = runner.run({ program: 'systemctl', args: [] }, { signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ exitCode: null, failure: 'cancelled' });
  });
});

describe('huge output', () => {
  test('is cut, and the program ends by itself', async () => {
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
  test('is not looked for in PATH', async () => {
    const { folder } = await runnerOf('echo evil');
    const { runner } = createBench({
      ...process.env,
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    });
    const { stdout } = await runner.run({ program: 'systemctl', args: ['--version'] });
    expect(stdout).toMatch(/^systemd \d+/);
    expect(await runner.pathOf('systemctl')).toBe('/usr/bin/systemctl');
  });

  test('speaks English and has a chosen environment only', async () => {
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

  test('is missed with a message that says where it was looked for', async () => {
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
  test('hands on what comes while the program runs, until it is aborted', async () => {
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

  test('waits for a reader that holds it back, also when the program is long over', async () => {
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
          // Each time: Node.js itself lets the output flow when the program ends.
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

  test('does not wait for a reader that has gone', async () => {
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

  test('ends with a program that ends, and gives it what it reads', async () => {
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
  test('goes by the exit code, not by what was said', async () => {
    const { runner } = await runnerOf('echo "Created symlink" >&2');
    expect(expectSuccess(await runner.run({ program: 'systemctl', args: [] })).stderr).toBe(
      'Created symlink\n',
    );
  });

  test('throws with the words of the program', async () => {
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
