import { describe, expect, test } from 'vitest';
import { ownWords, parseWords, wordsFor } from '../../../electron/cli/parse-words.ts';

const open = (page: unknown, hidden = false) => ({ kind: 'open', hidden, page });
const print = (what: string, operands: string[] = [], asJson = false) => ({
  kind: 'print',
  what,
  operands,
  asJson,
});

describe('the words after hearth', () => {
  test.each([
    ['', open(null)],
    ['--hidden', open(null, true)],
    ['--ozone-platform=wayland', open(null)],
    ['open', open(null)],
    ['open web', open({ kind: 'unit', unit: 'web.service', section: 'overview' })],
    ['open a.timer', open({ kind: 'unit', unit: 'a.timer', section: 'overview' })],
    ['--no-zygote open web', open({ kind: 'unit', unit: 'web.service', section: 'overview' })],
    ['new', open({ kind: 'create' })],
    ['log', open({ kind: 'journal' })],
    ['log web.service', open({ kind: 'unit', unit: 'web.service', section: 'log' })],
    ['status', print('status')],
    ['status web --json', print('status', ['web.service'], true)],
    ['--json status', print('status', [], true)],
    ['explain x', print('explain', ['x.service'])],
    ['check a.service ../b.conf', print('check', ['a.service', '../b.conf'])],
    ['check -- -odd.service', print('check', ['-odd.service'])],
    ['next --json', print('next', [], true)],
    ['-- status', print('status')],
    ['check - -- --json', print('check', ['-', '--json'])],
    ['--help', { kind: 'help' }],
    ['-h', { kind: 'help' }],
    ['status --help', { kind: 'help' }],
    ['--version', { kind: 'version' }],
    ['--version open', { kind: 'version' }],
  ])('understands “%s”', (line, asked) => {
    expect(parseWords(line.split(' ').filter(Boolean))).toEqual(asked);
  });

  test.each([
    ['stats', 'unknown-command', /“stats”/],
    ['toString', 'unknown-command', /“toString”/],
    ['status --jsn', 'unknown-option', /--jsn/],
    ['status --json=no', 'unknown-option', /--json=no /],
    ['check -x a.service', 'unknown-option', / -x /],
    ['check a.service -path.service', 'unknown-option', / -path\.service /],
    ['open -.slice', 'unknown-option', / -\.slice /],
    ['log web --json', 'unknown-option', / --json /],
    ['--hidden new', 'unknown-option', / --hidden /],
    ['open web --hidden=1', 'unknown-option', / --hidden=1 /],
    ['--json', 'unknown-option', / --json /],
    ['-v', 'unknown-option', / -v /],
    ['explain', 'wrong-operands', /./],
    ['check', 'wrong-operands', /./],
    ['next a', 'wrong-operands', /./],
    ['new a', 'wrong-operands', /./],
    ['status a b', 'wrong-operands', /./],
    ['open ../../etc', 'no-unit-name', /“\.\.\/\.\.\/etc”/],
  ])('refuses “%s”', (line, code, what) => {
    const asked = parseWords(line.split(' '));
    expect(asked).toMatchObject({ kind: 'fault', problem: { code } });
    if (asked.kind === 'fault') expect(asked.problem.what).toMatch(what);
  });
});

test('words come after the program, and after the app where Electron’s own program runs it', () => {
  expect(ownWords(['/opt/Hearth/hearth', 'status', 'a'], false)).toEqual(['status', 'a']);
  const development = ['electron', '--inspect=0', '-r', 'loader.js', '/src', '--x=1', 'open', 'a'];
  expect(ownWords(development, true)).toEqual(['--x=1', 'open', 'a']);
  expect(ownWords(['electron'], true)).toEqual([]);
});

test.each(['', 'new', 'log', 'log a.service', 'open a@b.timer'])('“%s” opens its page', (line) => {
  const words = line.split(' ').filter(Boolean);
  const asked = parseWords(words);
  expect(asked.kind === 'open' && wordsFor(asked.page)).toEqual(words);
  expect(wordsFor({ kind: 'settings' })).toEqual([]);
});
