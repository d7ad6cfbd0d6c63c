/** Hearth blocks while the linter works, so no text may keep it busy. */
import { describe, expect, test } from 'vitest';
import type { PathFact } from '../../../electron/core/lint/toolkit/disk-facts.ts';
import { documentFindings } from '../../../electron/core/lint/rules/document.ts';
import { verifyFindings } from '../../../electron/core/lint/verify-findings.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { lint, type Given } from './lint-bench.ts';

/** Same as `lintedBytesMax` in engine/files/check.ts. */
const size = 128 * 1024;

const filled = (before: string, piece: string | ((index: number) => string)): string => {
  const parts = [before];
  for (let length = before.length; length < size - 100; length += (parts.at(-1) ?? '').length) {
    parts.push(typeof piece === 'string' ? piece : piece(parts.length));
  }
  return `${parts.join('')}\n`;
};

/** CPU time, so that other processes don’t count. A coarse limit is enough: quadratic work takes a minute. */
const limitMs = 2000;
const inTime = <Value>(work: () => Value): Value => {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(limitMs);
  return value;
};

const service = '[Service]\nExecStart=/bin/true\n';
const oneshot = '[Service]\nType=oneshot\n';
const letters = (index: number): string =>
  Array.from(index.toString(26), (digit) => String.fromCharCode(97 + parseInt(digit, 26))).join('');

const missing: Given = {
  paths: { get: (): PathFact => ({ kind: 'missing' }) } as unknown as Map<string, PathFact>,
};

describe('large files', () => {
  test.each<[string, string, string, Given?]>([
    ['tildes', 'tilde-argument', filled('[Service]\nExecStart=/bin/echo', ' ~/a')],
    [
      'tildes in continued lines',
      'tilde-argument',
      filled('[Service]\nExecStart=/bin/a', ' \\\n ~/a'),
    ],
    [
      'tildes between comments',
      'tilde-argument',
      filled('[Service]\nExecStart=/bin/a', ' \\\n# x\n ~/a'),
    ],
    ['variables in words', 'dollar-in-word', filled('[Service]\nExecStart=/bin/echo', ' a$HOME')],
    [
      'variables that nothing sets',
      'unset-variable',
      filled('[Service]\nExecStart=/bin/echo', ' ${X}'),
    ],
    ['stars', 'glob', filled('[Service]\nExecStart=/bin/echo', ' /a*')],
    ['pipes', 'shell-syntax', filled('[Service]\nExecStart=/bin/echo', ' |')],
    ['formats', 'percent-format', filled('[Service]\nExecStart=/bin/echo', ' %H%M')],
    ['unknown escapes', 'bad-command', filled('[Service]\nExecStart=/bin/echo', ' \\q')],
    ['escaped quotes', '', filled('[Service]\nExecStart=/bin/echo a', '\\"')],
    [
      'words after a script',
      'tilde-argument',
      filled("[Service]\nExecStart=/bin/sh -c 'a'", ' ~/a'),
    ],
    ['options of a shell', '', filled('[Service]\nExecStart=/bin/sh', ' -x')],
    ['programs in one line', 'sudo', filled(`${oneshot}ExecStart=/bin/a`, ' ; /bin/sudo a')],
    [
      'programs that are missing',
      'not-looked-for',
      filled(oneshot, (at) => `ExecStart=no${at}\n`),
      missing,
    ],
    [
      'folders for programs',
      'not-looked-for',
      `${filled(oneshot, (at) => `ExecStart=no${at}\n`).slice(0, size / 2)}\nExecSearchPath=${filled('', '/a:').slice(0, size / 2 - 40)}`,
      missing,
    ],
    [
      'folders that may provide a program',
      'not-looked-for',
      `${filled(oneshot, 'ExecStart=/no\n').slice(0, size / 2)}\nStateDirectory=${filled('', (at) => `a${at} `).slice(0, size / 2 - 40)}`,
      missing,
    ],
    [
      'invalid unit names',
      'bad-unit-name',
      filled(`${service}[Unit]\nAfter=`, (at) => ` bad${at}`),
    ],
    ['units of the system', 'system-unit', filled(`${service}[Unit]\nAfter=`, ' network.target')],
    [
      'targets of the system',
      'system-target',
      filled(`${service}[Install]\nWantedBy=`, ' multi-user.target'),
    ],
    ['relative paths', 'relative-path', filled(`${service}ReadWritePaths=`, ' b')],
    [
      'variables in variables',
      'environment-not-expanded',
      filled(`${service}Environment=`, ' B=~/a'),
    ],
    ['unknown keys', 'unknown-key', filled(service, (at) => `Restart${letters(at)}=1\n`)],
    ['keys over two lines', 'unknown-key', filled(service, 'Ke\\\ny=1\n')],
    ['keys of another section', 'wrong-section', filled(service, 'WantedBy=default.target\n')],
    ['headers over two lines', 'unknown-section', filled(service, '[a\\\nb]\n')],
    ['overridden values', 'overridden', filled(service, 'Restart=no\n')],
    ['bad words', 'bad-word', filled(service, (at) => `Restart=alway${letters(at)}\n`)],
    ['comments', '', filled(service, '# x\n')],
    ['comments behind values', 'comment-behind-value', filled(service, 'Restart=no # x\n')],
    ['hashes in a command', '', filled('[Service]\nExecStart=/bin/echo', ' -x #a')],
    [
      'continued lines with keys',
      'swallowed-line',
      filled('[Service]\nExecStart=/bin/a', ' \\\nRestart=no'),
    ],
    ['curly quotes', 'curly-quote', filled('[Service]\nExecStart=/bin/echo', ' “a”')],
    ['braces', 'braces', filled('[Service]\nExecStart=/bin/echo', ' {a,b}')],
    ['open braces', '', filled('[Service]\nExecStart=/bin/echo ', '{a')],
    ['glued operators', 'glued-operator', filled('[Service]\nExecStart=/bin/echo', ' a;')],
    ['variables in values', 'literal-variable', filled(service, 'SyslogIdentifier=$A\n')],
    ['variables in a value', 'literal-variable', filled(`${service}SyslogIdentifier=`, 'a$A')],
    [
      'needs without order',
      'no-order',
      filled(`${service}[Unit]\nRequires=`, (at) => ` a${at}.service`),
    ],
    ['empty values', 'resets-nothing', filled(`${service}[Unit]\n`, 'After=\n')],
    ['empty lists', 'resets-nothing', filled(service, 'ExecStop=\nExecStop=/bin/a\n')],
    [
      'impossible dates',
      'calendar-never',
      filled('[Timer]\n', 'OnCalendar=*-02-30\n'),
      { unit: 'a.timer' },
    ],
    [
      'triggers that name their unit',
      'trigger-starts-at-once',
      filled('[Timer]\nOnCalendar=daily\n[Unit]\nWants=', ' a.service'),
      { unit: 'a.timer' },
    ],
  ])('lints many %s in time', (_, code, text, given) => {
    const { paths, ...rest } = given ?? {};
    const found = inTime(() => lint(text, paths === undefined ? rest : { ...rest, paths }));
    expect(found.map((one) => one.code)).toEqual(code === '' ? [] : expect.arrayContaining([code]));
    expect(found.length).toBeLessThan(1000);
  });

  test('lists many unreadable lines in time', () => {
    const file = parseText(filled('[Service]\n', 'x\n'));
    expect(inTime(() => documentFindings(file)).at(-1)?.code).toBe('and-more');
  });

  test('places many messages about one line of many programs in time', () => {
    const file = parseText(filled(`${oneshot}ExecStart=/bin/a`, (at) => ` ; /no/x${at}`));
    const lines = Array.from(
      { length: 5000 },
      (_, at) => `a.service: Command /no/x${at + 1} is not executable: No such file or directory`,
    );
    const verified = { lines, unit: 'a.service', path: '/a/a.service', file, mayLack: () => false };
    const { findings } = inTime(() => verifyFindings(verified, []));
    expect(findings[0]).toMatchObject({ source: 'verify', line: 3 });
  });
});

test('shows the first findings of a kind and that there are more, and keeps other kinds', () => {
  const line = 'ExecStart=/bin/cat ~/notes | grep ${DISPLAY} > /tmp/x\n';
  const found = lint(`${oneshot}${line.repeat(500)}Retsart=no\n`);
  const codes = found.map(({ code }) => code);
  expect(codes).toEqual([...Array<string>(200).fill('shell-syntax'), 'and-more', 'unknown-key']);
  expect(found[200]).toMatchObject({ line: 203, severity: 'hint', fix: null });
});
