import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandNames, helpLines, synopsis } from '../../../electron/cli/command-table.ts';
import { problemLines } from '../../../electron/core/problems/problem-lines.ts';
import { tableLines } from '../../../electron/cli/table-lines.ts';
import { tellAtOnce } from '../../../electron/cli/tell-at-once.ts';
import { problem } from '../../../electron/core/problems/problem.ts';

test('columns line up, and nothing moves the cursor', () => {
  expect(
    tableLines([
      ['A', 'LONGER', ''],
      ['wide\u001b[2J', 'x', 'y'],
      ['z', '', ''],
    ]),
  ).toEqual(['A              LONGER', 'wide\\u{1b}[2J  x       y', 'z']);
});

test('a problem has what happened, why, what to do, and a command', () => {
  const lines = problemLines(problem('no-such-unit', { unit: 'a.service' }));
  expect(lines[0]).toBe('hearth: There is no a.service.');
  expect(lines[1]).toMatch(/^ {2}Why: \S/);
  expect(lines[2]).toMatch(/^ {2}Do: {2}\S/);
  expect(lines[3]).toMatch(/^ {2}Try: systemctl --user status .*a\.service$/);
  expect(lines).toHaveLength(4);
});

test('a program’s own words follow a problem', () => {
  const failed = problem(
    'program-failed',
    { line: 'x', exitCode: 1, started: true },
    'a\nb\u0007\n',
  );
  expect(problemLines(failed).slice(-2)).toEqual(['    a', '    b\\u{7}']);
});

test('help names every command and fits a terminal of 100 columns, but for its last line', () => {
  const lines = helpLines();
  for (const name of commandNames)
    expect(lines.some((line) => line.includes(synopsis(name)))).toBe(true);
  expect(Math.max(...lines.slice(0, -1).map(({ length }) => length))).toBeLessThanOrEqual(100);
});

test('help and the version go to stdout, a fault to stderr', () => {
  const printed: string[] = [];
  const told: string[] = [];
  const output = {
    print: (line: string) => printed.push(line),
    tell: (line: string) => told.push(line),
  };
  expect(tellAtOnce({ kind: 'version' }, '1.2.3', output)).toBe(0);
  expect(printed).toEqual(['Hearth 1.2.3']);
  expect(tellAtOnce({ kind: 'fault', problem: problem('no-display', {}) }, '', output)).toBe(2);
  expect(told[0]).toMatch(/^hearth: There is no display/);
});

const program = path.resolve(import.meta.dirname, '../../../electron/cli/windowless.ts');

test('a disk that is full is no success', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [program, '--help'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^hearth: ENOSPC/);
});

test('a reader that stops early is no fault', () => {
  const line = '"$0" "$1" --help | true; echo "${PIPESTATUS[0]}"';
  const { stdout, stderr } = spawnSync('bash', ['-c', line, process.execPath, program], {
    encoding: 'utf8',
  });
  expect([stdout, stderr]).toEqual(['0\n', '']);
});

test.each([[], ['new'], ['--hidden'], ['--', 'open', 'a']])(
  'a window is refused here: %s',
  (...words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^hearth: Hearth was started as root\.\n {2}Why: /);
  },
);
