import { describe, expect, test } from 'vitest';
import { parseText } from '../../../electron/core/unit-file.ts';
import { descriptionOf, installOf, programOf } from '../../../electron/system/unit-text.ts';

const folders = { home: '/home/alice', runtime: '/run/user/1' };

const assignmentsOf = (text: string) => parseText(text).assignments;

describe('descriptionOf', () => {
  test('takes the last one, and %% for a percent sign', () => {
    const text =
      '[Unit]\nDescription=one\n[Service]\nDescription=not this\n[Unit]\nDescription=50%% done\n';
    expect(descriptionOf(assignmentsOf(text))).toBe('50% done');
    expect(descriptionOf([])).toBe('');
  });
});

describe('installOf', () => {
  const install = (text: string) =>
    Object.fromEntries(installOf(assignmentsOf(`[Install]\n${text}`)));

  test('gathers the words of all lines', () => {
    expect(install('WantedBy=a.target b.target\nWantedBy=c.target\nAlias=x.service')).toEqual({
      WantedBy: ['a.target', 'b.target', 'c.target'],
      Alias: ['x.service'],
    });
  });

  test('takes back what came before an empty assignment', () => {
    expect(install('WantedBy=a.target\nWantedBy=')).toEqual({});
    expect(install('WantedBy=\nWantedBy=a.target')).toEqual({ WantedBy: ['a.target'] });
  });
});

describe('programOf', () => {
  const program = (line: string) => programOf(assignmentsOf(`[Service]\n${line}`), folders);

  test.each([
    ['ExecStart=%h/bin/x.sh --flag', '/home/alice/bin/x.sh'],
    ['ExecStart=-@/bin/sh sh -c true', '/bin/sh'],
    ['ExecStart="/opt/my app/run" a', '/opt/my app/run'],
    ['ExecStart=\nExecStart=/bin/b', '/bin/b'],
    ['ExecStart=sleep 1', null],
    ['Type=exec', null],
  ])('%s → %s', (line, path) => {
    expect(program(line)).toBe(path);
  });
});
