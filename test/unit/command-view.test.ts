import { expect, test } from 'vitest';
import { commandViews } from '../../electron/core/command-view.ts';
import { parseText } from '../../electron/core/unit-file.ts';

const home = (letter: string): string | undefined => (letter === 'h' ? '/home/a' : undefined);
const becomes = (...lines: string[]): (string[] | null)[][] =>
  commandViews(parseText(['[Service]', ...lines].join('\n')), home).map((words) =>
    words.map((word) => word.becomes),
  );

test('words become arguments: quotes undone, specifiers and variables of the file expanded', () => {
  expect(
    becomes(
      'Environment=WHERE=%h/photos "FLAGS=-v  -n"',
      'ExecStart=-%h/bin/copy "a b" ${WHERE} $FLAGS 50%% $$HOME ""',
    ),
  ).toEqual([
    [['/home/a/bin/copy'], ['a b'], ['/home/a/photos'], ['-v', '-n'], ['50%'], ['$HOME'], ['']],
  ]);
});

test('what only the start knows stays unknown', () => {
  expect(becomes('ExecStart=/bin/echo %m $PATH x')).toEqual([[['/bin/echo'], null, null, ['x']]]);
});

test('behind a colon variables are text; an empty line takes back what stands before it', () => {
  expect(
    becomes('Environment=A=1', 'ExecStart=/bin/one', 'ExecStart=', 'ExecStart=:/bin/two $A'),
  ).toEqual([[['/bin/two'], ['$A']]]);
});

test('several commands are several lists; one that systemd refuses is none', () => {
  expect(becomes('ExecStart=/bin/a ; /bin/b')).toHaveLength(2);
  expect(becomes('ExecStart=a/b')).toEqual([]);
});
