import { describe, expect, test } from 'vitest';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { programOf } from '../../../electron/system/units/unit-store.ts';

const folders = { home: '/home/alice', runtime: '/run/user/1' };

const assignmentsOf = (text: string) => parseText(text).assignments;

describe('programOf', () => {
  const program = (line: string) => programOf(assignmentsOf(`[Service]\n${line}`), folders);

  test.each([
    ['ExecStart=%h/bin/x.sh --flag', '/home/alice/bin/x.sh'],
    ['ExecStart=-@/bin/sh sh -c true', '/bin/sh'],
    ['ExecStart="/opt/my app/run" a', '/opt/my app/run'],
    ['ExecStart=\nExecStart=/bin/b', '/bin/b'],
    ['ExecStart=sleep 1', null],
    ['Type=exec', null],
  ])('finds the program: %s → %s', (line, path) => {
    expect(program(line)).toBe(path);
  });
});
