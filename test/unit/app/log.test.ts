import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logEntry } from '../../../electron/core/app/log-line.ts';
import { openLogFile } from '../../../electron/host/log-file.ts';
import { beginRun, endRun } from '../../../electron/host/run-marker.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hearth-log-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a log entry', () => {
  const at = Date.UTC(2026, 10, 28);
  test('logs when, what and where, with the cause', () => {
    const bug = new Error('saveUnitFile failed', { cause: new TypeError('x is undefined') });
    const [first, ...more] = logEntry(at, bug, {}).split('\n');
    expect(first).toBe('2026-11-28T00:00:00.000Z Error: saveUnitFile failed');
    expect(more.some((line) => /^\s+at .*log\.test\.ts/.test(line))).toBe(true);
    expect(more).toContain('TypeError: x is undefined');
  });

  test('redacts environment values, assigned values and long quotations', () => {
    const environment = { API_TOKEN: 'abcdef-123456', HOME: '/home/alice', LANG: 'en_GB.UTF-8' };
    const text = '[Service]\\nEnvironment=KEY=secret';
    const bug = new Error(
      `no abcdef-123456 in /home/alice/x: Environment=KEY=secret in "${text}" en_GB.UTF-8`,
    );
    bug.stack = '';
    expect(logEntry(at, bug, environment)).toBe(
      '2026-11-28T00:00:00.000Z Error: no $API_TOKEN in $HOME/x: Environment=… in "…" en_GB.UTF-8\n',
    );
  });

  test('leaves out text that an error quotes below its first line', () => {
    expect(logEntry(at, new Error('bad text:\nExecStart=/bin/secret'), {})).not.toContain('secret');
  });
});

describe('the log file', () => {
  test('keeps five private log files of bounded size', async () => {
    const file = path.join(folder, 'log', 'hearth.log');
    const log = openLogFile(file, 100);
    for (let entry = 0; entry < 40; entry += 1) log.write(`${String(entry).padStart(48, '.')}\n`);
    const names = await readdir(path.dirname(file));
    expect(names.sort()).toEqual(
      ['', '.1', '.2', '.3', '.4'].map((number) => `hearth.log${number}`),
    );
    for (const name of names) {
      const facts = await stat(path.join(path.dirname(file), name));
      expect([facts.size <= 100, facts.mode & 0o777]).toEqual([true, 0o600]);
    }
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
    expect(await readFile(file, 'utf8')).toContain('39\n');
  });

  test('ignores a log file that can’t be written', () => {
    expect(() => {
      openLogFile('/proc/hearth.log').write('x\n');
    }).not.toThrow();
  });
});

describe('detecting a crash', () => {
  test('recognizes a crash within the same desktop session by the marker it left', () => {
    const marker = path.join(folder, 'state', 'running');
    expect(beginRun(marker, 'session 1')).toBe(false);
    expect(beginRun(marker, 'session 1')).toBe(true);
    // The session ended and took Hearth with it.
    expect(beginRun(marker, 'session 2')).toBe(false);
    endRun(marker);
    expect(beginRun(marker, 'session 2')).toBe(false);
  });
});
