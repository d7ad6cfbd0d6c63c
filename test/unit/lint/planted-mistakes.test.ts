/** How many kinds of mistakes the linter finds: each is planted alone in a unit in which it finds nothing. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentFindings } from '../../../electron/core/lint/rules/document.ts';
import type { PathFact } from '../../../electron/core/lint/toolkit/disk-facts.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { lint, type Given } from './lint-bench.ts';

const service = `[Unit]
Description=Good
After=other.service
[Service]
Type=exec
ExecStart=/usr/bin/web --port 8080
Restart=on-failure
RestartSec=5
TimeoutStopSec=20s
KillSignal=SIGINT
NoNewPrivileges=yes
StandardOutput=journal
WorkingDirectory=/srv
EnvironmentFile=-/srv/env
Environment=PORT=80
[Install]
WantedBy=default.target
`;

interface GoodUnit {
  given: Given;
  text: string;
}

const simple = (type: string, section: string, lines: string, target: string): GoodUnit => ({
  given: { unit: `good.${type}` },
  text: `[Unit]\nDescription=Good\n[${section}]\n${lines}\n[Install]\nWantedBy=${target}\n`,
});

const goodUnits = new Map<string, GoodUnit>([
  ['service', { given: { unit: 'good.service' }, text: service }],
  ['timer', simple('timer', 'Timer', 'OnCalendar=daily\nPersistent=yes', 'timers.target')],
  ['socket', simple('socket', 'Socket', 'ListenStream=8080', 'sockets.target')],
  ['path', simple('path', 'Path', 'PathChanged=/srv/in', 'default.target')],
  [
    'drop-in',
    {
      given: { unit: 'good.service', isDropIn: true, before: [service] },
      text: '[Service]\nExecStart=\nExecStart=/usr/bin/web --port 80\n',
    },
  ],
]);

const program = {
  kind: 'file',
  realPath: null,
  isExecutable: true,
  isOnNoexecMount: false,
} as const;
const missing: PathFact = { kind: 'missing' };
const paths = new Map<string, PathFact>([
  ['/opt/gone', missing],
  ['/opt/gone/web', missing],
  ['/opt/gone/env', missing],
  ['/opt/folder', { kind: 'folder', isEnterable: true }],
  ['/opt/plain', { ...program, isExecutable: false, interpreter: { kind: 'not-needed' } }],
  ['/opt/noexec', { ...program, isOnNoexecMount: true, interpreter: { kind: 'not-needed' } }],
  ['/opt/headless', { ...program, interpreter: { kind: 'none' } }],
  [
    '/opt/python2',
    { ...program, interpreter: { kind: 'missing', name: '/opt/py2', hasCarriageReturn: false } },
  ],
  [
    '/opt/windows',
    { ...program, interpreter: { kind: 'missing', name: '/bin/sh', hasCarriageReturn: true } },
  ],
]);

interface Mistake {
  unit: GoodUnit;
  kind: string;
  planted: string;
  /** As `RULE:LINE`; null for one that isn’t found. */
  finding: string | null;
}

const fromTable = (word: string): string =>
  word === '(nothing)' ? '' : word.replaceAll('⏎', '\n').replaceAll('␣', '\u00a0');

const readMistake = (row: string): Mistake => {
  const [base = '', kind = '', from = '', to = '', rule = ''] = row.split(' :: ');
  const unit = goodUnits.get(base);
  const at = unit?.text.indexOf(fromTable(from)) ?? -1;
  if (unit === undefined || at < 0) throw new Error(`nothing to replace: ${row}`);
  const before = unit.text.slice(0, at);
  const [code = '', below = '0'] = rule.split(' @');
  const line = before.split('\n').length + Number(below);
  return {
    unit,
    kind,
    planted: `${before}${fromTable(to)}${unit.text.slice(at + fromTable(from).length)}`,
    finding: code === '-' ? null : `${code}:${line.toString()}`,
  };
};

const mistakes = readFileSync(path.join(import.meta.dirname, 'planted-mistakes.txt'), 'utf8')
  .split('\n')
  .filter((row) => row.includes(' :: ') && !row.startsWith('UNIT'))
  .map(readMistake);

const found = ({ given }: GoodUnit, text: string): string[] => {
  // A program without a folder is in none.
  const nowhere = /^ExecStart=(?!\/)(\S+)/m.exec(text)?.[1] ?? null;
  return [...documentFindings(parseText(text)), ...lint(text, { ...given, paths, nowhere })].map(
    ({ code, line }) => `${code}:${line.toString()}`,
  );
};

describe('mistakes planted in good units', () => {
  test.each([...goodUnits])('nothing is wrong with the %s', (_, unit) => {
    expect(found(unit, unit.text)).toEqual([]);
  });

  const expected = mistakes.flatMap(({ finding, ...one }) =>
    finding === null ? [] : [{ ...one, finding }],
  );

  test.each(expected)('$kind: $finding', ({ unit, planted, finding }) => {
    expect(found(unit, planted)).toContain(finding);
  });

  test('of more than 100 kinds, at least 105 are found', () => {
    expect(new Set(mistakes.map(({ kind }) => kind)).size).toBe(mistakes.length);
    expect(mistakes.length).toBeGreaterThan(100);
    expect(expected.length).toBeGreaterThanOrEqual(105);
  });
});
