import { loadedPath } from '../../../electron/core/files/file-place.ts';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportedFinding } from '../../../electron/core/files/check-report.ts';
import { findingLines } from '../../../electron/core/files/check-report.ts';
import { placeOfFile } from '../../../electron/core/files/file-place.ts';
import { createPathCheck } from '../../../electron/engine/files/check-path.ts';
import { readPerson } from '../../../electron/host/account.ts';
import { openLocalHost } from '../../../electron/host/local.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hearth-check-unit-'));
});
afterAll(() => rm(folder, { recursive: true }));

const put = async (name: string, content: string | Uint8Array): Promise<string> => {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
};

/** A computer on which nothing is installed and no manager runs. */
const environment = { XDG_RUNTIME_DIR: '/nonexistent', PATH: '/usr/bin:/bin' };
const bareCheck = () => {
  const account = readPerson(environment);
  return createPathCheck(openLocalHost({ environment, account, folders: ['/nonexistent'] }));
};

const run = (...words: string[]) =>
  execa(process.execPath, [path.join(root, 'build/check-unit.ts'), ...words], {
    cwd: folder,
    env: environment,
    extendEnv: false,
    reject: false,
  });

const good = '[Service]\nExecStart=/bin/sleep 10\n';

describe('the unit that a file belongs to', () => {
  test.each([
    ['/home/me/backup.service', [], 'backup.service', 'fragment', '/home/me', 'user'],
    ['/x/a@b.timer', [], 'a@b.timer', 'fragment', '/x', 'user'],
    ['/a.service', [], 'a.service', 'fragment', '/', 'user'],
    ['/x/a.service.d/b.conf', [], 'a.service', 'drop-in', '/x', 'user'],
    ['/x/a-.service.d/b.conf', [], 'a-.service', 'drop-in', '/x', 'user'],
    ['/x/a@.service.d/b.conf', [], 'a@.service', 'drop-in', '/x', 'user'],
    ['/x/timer.d/b.conf', [], 'b.timer', 'drop-in', null, 'user'],
    ['/x/b.conf', ['Unit', 'Timer'], 'b.timer', 'drop-in', null, 'user'],
    ['/x/b.conf', ['Unit'], 'b.service', 'drop-in', null, 'user'],
    ['/x/my file.conf', ['Socket'], 'unknown.socket', 'drop-in', null, 'user'],
    [
      '/usr/lib/systemd/system/a.mount',
      [],
      'a.mount',
      'fragment',
      '/usr/lib/systemd/system',
      'system',
    ],
    [
      '/etc/systemd/system/a.service.d/b.conf',
      [],
      'a.service',
      'drop-in',
      '/etc/systemd/system',
      'system',
    ],
  ])('%s with %j: %s', (file, sections, unit, kind, of, scope) => {
    expect(placeOfFile(file, sections)).toMatchObject({
      unit,
      ref: { kind },
      folder: of,
      scope,
    });
  });

  test.each([
    ['/x/a.txt', []],
    ['/x/a.service.bak', []],
    ['/x/my unit.service', []],
    ['/etc/systemd/user.conf', ['Manager']],
    ['/x/environment.d/a.conf', []],
    ['/x/.hidden.conf', ['Service']],
  ])('%s with %j: none', (file, sections) => {
    expect(placeOfFile(file, sections)).toBeNull();
  });
});

describe('a file anywhere', () => {
  test('is checked by the linter where systemd isn’t installed, and the reason given', async () => {
    const file = await put('a.service', `${good}Retsart=no\n`);
    const result = await bareCheck()(file);
    if (result.kind !== 'checked') throw new Error(result.kind);
    expect(result.findings.map(({ code, line }) => [code, line])).toEqual([['unknown-key', 3]]);
    expect(result.notVerified).toContain('systemd-analyze');
  });

  test('counts its neighbours and its drop-ins, as if systemd searched its folder', async () => {
    const codes = async (file: string): Promise<string[]> => {
      const result = await bareCheck()(file);
      return result.kind === 'checked' ? result.findings.map(({ code }) => code) : [result.kind];
    };
    const file = await put('near/b.service', '[Service]\nExecStart=/bin/echo ${PORT}\n');
    expect(await codes(file)).toEqual(['unset-variable']);
    const dropIn = await put('near/b.service.d/a.conf', '[Service]\nEnvironment=PORT=80\n');
    expect(await codes(file)).toEqual([]);
    expect(await codes(dropIn)).toEqual([]);
    await put('near/b.service.d/a.conf', '[Service]\nExecStart=/bin/false\n');
    expect(await codes(dropIn)).toEqual(['several-commands']);
    const lost = await put('near/c.service', good);
    expect(await codes(lost)).toEqual([]);
    await mkdir(path.join(folder, 'near/default.target.wants'));
    await symlink('../c.service', path.join(folder, 'near/default.target.wants/c.service'));
    expect(await codes(lost)).toEqual(['no-install']);
  });

  test('judges a file among system units as one', async () => {
    const text = `[Unit]\nAfter=network.target\n${good}User=nobody\nPrivateDevices=yes\n[Install]\nWantedBy=multi-user.target\n`;
    const file = await put('systemd/system/d.service', text);
    expect(await bareCheck()(file)).toMatchObject({ findings: [], scope: 'system' });
    const own = await bareCheck()(await put('d.service', text));
    if (own.kind !== 'checked') throw new Error(own.kind);
    expect(own.findings.length).toBeGreaterThan(2);
  });
});

test.each([
  ['/usr/lib/systemd/system/a.target', '/usr/lib/systemd/system/b.target', 'b.target'],
  ['/etc/systemd/user/a.service', '/usr/lib/systemd/user/b.service', 'b.service'],
  ['/srv/a.service', '/srv/b.service', 'b.service'],
  // A linked unit keeps the name of its link.
  ['/home/me/.config/systemd/user/a.service', '/home/me/dotfiles/a-service.service', 'a.service'],
  ['/srv/a@b.service', '/srv/a@.service', 'a@b.service'],
  ['/srv/a.service', '/srv/a.timer', 'a.service'],
])('a link %s to %s is checked as %s', (link, real, name) => {
  expect(path.basename(loadedPath(link, real))).toBe(name);
});

describe('a file that can’t be checked', () => {
  test.each([
    ['missing', 'missing.service', async () => Promise.resolve(), 'doesn’t exist'],
    ['a folder', 'folder.service', (at: string) => mkdir(at), 'is a folder'],
    ['a FIFO', 'fifo.service', (at: string) => execa('mkfifo', [at]), 'is a named pipe'],
    ['a loop', 'loop.service', (at: string) => symlink('loop.service', at), 'in a circle'],
    ['binary', 'binary.service', (at: string) => writeFile(at, '[Service]\0'), 'not a text file'],
    ['UTF-16', 'wide.service', (at: string) => writeFile(at, good, 'utf16le'), 'UTF-16'],
    ['huge', 'huge.service', (at: string) => writeFile(at, '#\n'.repeat(3_000_000)), 'too large'],
    ['no unit', 'notes.txt', (at: string) => writeFile(at, good), 'the name of a unit'],
    ['no drop-in', 'user.conf', (at: string) => writeFile(at, '[Manager]\n'), 'isn’t a drop-in'],
  ])('%s: says what it is', async (_, name, make, words) => {
    const at = path.join(folder, name);
    await make(at);
    const result = await bareCheck()(at);
    if (result.kind !== 'failed') throw new Error(result.kind);
    expect(`${result.problem.what} ${result.problem.why}`).toContain(words);
  });

  test('drop-ins of one unit, checked together, keep their findings', async () => {
    const broken = async (at: number): Promise<string> => {
      const file = path.join(folder, String(at), 'override.conf');
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, '[Service]\nRestart=sometimes\n');
      return file;
    };
    const files = await Promise.all([1, 2, 3, 4].map(broken));
    const check = bareCheck();
    const results = await Promise.all([...files, files[0] ?? ''].map((file) => check(file)));
    for (const result of results)
      expect(result).toMatchObject({ kind: 'checked', findings: [{ line: 2 }] });
  });

  test('a mask is no fault', async () => {
    const at = path.join(folder, 'masked.service');
    await symlink('/dev/null', at);
    expect(await bareCheck()(at)).toEqual({ kind: 'mask' });
  });
});

describe('check-unit', { timeout: 60_000 }, () => {
  test('prints findings as lines, and ends with 1 only if one is an error', async () => {
    await put('e.service', `${good}Retsart=no\n`);
    const warned = await run('e.service');
    expect(warned.exitCode).toBe(0);
    expect(warned.stdout.split('\n')).toEqual([
      'e.service:3: warning: systemd has no Retsart= in [Service]. Did you mean Restart=? [unknown-key]',
      '    systemd ignores the whole line.',
      '    Fix: Use Restart=',
      'Checked one file: 0 errors, one remark.',
    ]);
    expect(warned.stderr).toContain('only Hearth’s own checks were made');
    await put('f.service', '[Service]\nType=oneshot\nExecStart=/bin/true\nRestart=always\n');
    expect((await run('e.service', 'f.service')).exitCode).toBe(1);
  });

  test('prints findings as JSON, and checks the others where one can’t be', async () => {
    await put('f.service', '[Service]\nType=oneshot\nExecStart=/bin/true\nRestart=always\n');
    const { exitCode, stdout, stderr } = await run('--json', 'gone.service', 'f.service');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^hearth: .*gone\.service doesn’t exist\.\n {2}Why: .*\n {2}Do: .*\n {2}Try: /,
    );
    const found = JSON.parse(stdout) as ReportedFinding[];
    expect(found).toEqual([
      {
        file: 'f.service',
        line: 4,
        column: 9,
        severity: 'error',
        rule: 'oneshot-restart',
        message: expect.stringContaining('Type=oneshot') as string,
        why: expect.stringContaining('systemd refuses the unit') as string,
        manual: 'systemd.service(5), Restart=',
        fix: {
          title: 'Use on-failure',
          edits: [{ from: 51, to: 57, insert: 'on-failure' }],
        },
      },
    ]);
  });

  test('explains itself without files and with unknown options', async () => {
    const none = await run();
    expect([none.exitCode, none.stdout]).toEqual([2, '']);
    expect(none.stderr).toContain('Usage: npm run --silent check-unit -- [--json] FILE…');
    const unknown = await run('--jsno', 'a.service');
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain('There is no option --jsno.');
  });

  test('shows control characters instead of sending them to the terminal', () => {
    const finding = {
      file: 'a\u001b[2J.service',
      line: 1,
      column: 1,
      severity: 'error',
      rule: 'x',
      message: 'a\u202eb',
      why: '',
      manual: null,
      fix: null,
    } as const;
    expect(findingLines(finding)).toEqual(['a\\u{1b}[2J.service:1: error: a\\u{202e}b [x]']);
  });
});
