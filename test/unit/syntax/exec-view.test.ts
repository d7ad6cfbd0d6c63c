import { expect, test } from 'vitest';
import { commandViews } from '../../../electron/core/syntax/exec-view.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';

const home = (letter: string): string | undefined => (letter === 'h' ? '/home/a' : undefined);
const service = (...lines: string[]) => parseText(['[Service]', ...lines].join('\n'));
const becomes = (...lines: string[]): (string[] | null)[][] =>
  commandViews(service(...lines), [], home).map((words) => words.map((word) => word.becomes));

test('shows arguments with quotes removed, and specifiers and variables of the file expanded', () => {
  expect(
    becomes(
      'Environment=WHERE=%h/photos "FLAGS=-v  -n"',
      'ExecStart=-%h/bin/copy "a b" ${WHERE} $FLAGS 50%% $$HOME ""',
    ),
  ).toEqual([
    [['/home/a/bin/copy'], ['a b'], ['/home/a/photos'], ['-v', '-n'], ['50%'], ['$HOME'], ['']],
  ]);
});

test('leaves unknown what only the start decides', () => {
  expect(becomes('ExecStart=/bin/echo %m $PATH x')).toEqual([[['/bin/echo'], null, null, ['x']]]);
});

const echo = ['Environment=X=1 Y=2', 'ExecStart=/bin/echo $X $Y'];
const shown = (later: string[] | null, ...lines: string[]) =>
  commandViews(
    service(...echo, ...lines),
    later === null ? null : service(...later).assignments,
    home,
  )[0]
    ?.slice(1)
    .map((word) => word.becomes);

test.each<[string, string[]]>([
  ['a file of variables', ['EnvironmentFile=-/etc/default/x']],
  ['PAM', ['PAMName=login']],
])('%s may change every variable, unless it is reset', (_, lines) => {
  expect(shown([], ...lines)).toEqual([null, null]);
  expect(shown(lines)).toEqual([null, null]);
  expect(shown([`${lines[0]?.replace(/=.*/, '') ?? ''}=`], ...lines)).toEqual([['1'], ['2']]);
});

test('lets drop-ins override values, and expects anything from an unreadable drop-in', () => {
  expect(shown(['Environment=X=3'])).toEqual([['3'], ['2']]);
  expect(shown(['Environment=', 'Environment=Y=4'])).toEqual([null, ['4']]);
  expect(shown(null)).toEqual([null, null]);
});

test('leaves unknown a variable that is unset or depends on the start', () => {
  expect(shown([], 'UnsetEnvironment=X')).toEqual([null, ['2']]);
  expect(shown([], 'UnsetEnvironment="Y=2" Z')).toEqual([['1'], null]);
  expect(shown(['Environment=X=%m'])).toEqual([null, ['2']]);
});

test('treats variables after a colon as text, and an empty line as a reset', () => {
  expect(
    becomes('Environment=A=1', 'ExecStart=/bin/one', 'ExecStart=', 'ExecStart=:/bin/two $A'),
  ).toEqual([[['/bin/two'], ['$A']]]);
});

test('shows several commands separately, and leaves out a refused command', () => {
  expect(becomes('ExecStart=/bin/a ; /bin/b')).toHaveLength(2);
  expect(becomes('ExecStart=a/b')).toEqual([]);
});
