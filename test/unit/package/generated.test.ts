import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  bashCompletion,
  fishCompletion,
  zshCompletion,
} from '../../../build/package/completions.ts';
import { launcher } from '../../../build/package/launcher.ts';
import { manualPage } from '../../../build/package/manual.ts';
import { packageNames } from '../../../build/package/packages.ts';
import { newestRelease, readRelease } from '../../../build/package/release.ts';
import { commandNames } from '../../../electron/cli/command-table.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'hearth-generated-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const put = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text, { mode: 0o755 });
  return file;
};

test('the changelog names the version of package.json', () => {
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  expect(readRelease().version).toBe(version);
  expect(() => newestRelease('nothing')).toThrow('names no release');
});

test('packages are named for the architecture that builds them', () => {
  expect(packageNames('1.2.3', 'x64')).toEqual({
    deb: 'hearth_1.2.3_amd64.deb',
    rpm: 'hearth-1.2.3.x86_64.rpm',
    AppImage: 'Hearth-1.2.3.AppImage',
    unpacked: 'linux-unpacked',
  });
  expect(packageNames('1.2.3', 'arm64')).toEqual({
    deb: 'hearth_1.2.3_arm64.deb',
    rpm: 'hearth-1.2.3.aarch64.rpm',
    AppImage: 'Hearth-1.2.3-arm64.AppImage',
    unpacked: 'linux-arm64-unpacked',
  });
  expect(() => packageNames('1.2.3', 'riscv64')).toThrow('no Electron for riscv64');
});

test('the manual page names every command and leaves no character to roff', () => {
  const page = manualPage({ version: '1.2.3', epoch: 0, date: '2026-11-30' });
  for (const name of commandNames) expect(page).toContain(`\n.B hearth ${name}`);
  expect(page).toMatch(/^\.TH HEARTH 1 2026-11-30 "Hearth 1\.2\.3"/);
  for (const line of page.split('\n'))
    expect(line).toMatch(/^(?:\.[A-Z]{1,2}(?: |$)|\.br$|[^.'])|^$/);
  expect(page.replace(/^\.TH.*$/m, '')).not.toMatch(/(?<!\\)-/);
});

describe('completions', () => {
  test.each([
    ['bash', bashCompletion()],
    ['zsh', zshCompletion()],
    ['fish', fishCompletion()],
  ])('%s knows every command', (_, text) => {
    for (const name of commandNames) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('bash completes commands and options', () => {
    const file = put('completion.bash', bashCompletion());
    put(
      'systemctl',
      String.raw`#!/bin/sh
printf '%s enabled\n' 'app\x2dx@.service' app-x@one.service app-x@two.service other.service`,
    );
    const ask = (words: string, at: number, line = words): string[] =>
      execFileSync(
        'bash',
        [
          '-c',
          `PATH=${folder}:$PATH; source ${file}; COMP_WORDS=(${words}); COMP_CWORD=${String(at)}; COMP_LINE=$1; COMP_POINT=\${#1}; COMP_WORDBREAKS=' @:='; _hearth; echo "\${COMPREPLY[@]}"`,
          'bash',
          line,
        ],
        { encoding: 'utf8' },
      )
        .trim()
        .split(' ');
    expect(ask('hearth st', 1)).toEqual(['status']);
    expect(ask('hearth --h', 1)).toEqual(['--hidden', '--help']);
    expect(ask('hearth status --', 2)).toEqual(['--json']);
    expect(ask('hearth open --', 2)).toEqual(['']);
    expect(ask('hearth log o', 2)).toEqual(['other.service']);
    // readline cuts words there, and replaces only what comes after.
    expect(ask('hearth log app-x @ t', 4, 'hearth log app-x@t')).toEqual(['two.service']);
    expect(ask("hearth log 'app'", 2, 'hearth log app\\\\x')).toEqual(['app\\\\x2dx@.service']);
  });
});

describe('the launcher', () => {
  /** Stands in for the app: says how it was started. */
  const app = (): string => {
    const words = '"${ELECTRON_RUN_AS_NODE-}" "${NODE_OPTIONS-}" "$@"';
    put('hearth', `#!/bin/sh\nprintf '%s|' ${words}\n`);
    return put('launcher', launcher(folder));
  };
  const startedBy = (uid: string, words: readonly string[]) => {
    put('id', `#!/bin/sh\necho ${uid}\n`);
    const env = {
      PATH: `${folder}:/usr/bin:/bin`,
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--inspect',
    };
    return spawnSync(app(), words, { encoding: 'utf8', env });
  };

  test.each([
    [],
    ['new'],
    ['--hidden'],
    ['check', 'a.service'],
    ['--json', 'check', 'a.service'],
    ['--version'],
    ['--help'],
    ['status'],
  ])('lets plain Node say what root may do: “%s %s”', (...words) => {
    expect(startedBy('0', words).stdout).toMatch(/^1\|/);
  });

  test.each([
    [],
    ['--hidden'],
    ['--ozone-platform=wayland'],
    ['open', 'a b'],
    ['new'],
    ['log', 'web.service'],
  ])('starts the app for “%s %s”', (...words) => {
    const { status, stdout } = startedBy('1000', words);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: ['', '--inspect', ...words, ''].join('|'),
    });
  });

  test.each([
    ['status'],
    ['explain', 'a b'],
    ['check', '--json', 'x'],
    ['next'],
    ['--help'],
    ['-h'],
    ['--version'],
    ['stats'],
    ['opens'],
  ])('runs plain Node for “%s %s”', (...words) => {
    const script = `${folder}/resources/app.asar/dist/main/cli.cjs`;
    expect(startedBy('1000', words).stdout).toBe(['1', '', script, ...words, ''].join('|'));
  });
});
