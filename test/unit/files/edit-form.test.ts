import { describe, expect, test } from 'vitest';
import { diffLines } from '../../../electron/core/text/diff.ts';
import {
  readEditForm,
  setCommand,
  setEnvironment,
  setTextField,
} from '../../../electron/core/files/edit-form.ts';
import { parseText, type UnitFile } from '../../../electron/core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../../electron/core/text/utf8.ts';

const commented = `# Mine. Do not touch!
[Unit]
Description = Notes  # not a comment
;After=old.service

[Service]
Type=exec
# the long one
ExecStart=/usr/bin/rclone sync \\
    --verbose \\
# the next is needed on Mondays
    --filter "- *.tmp" \\
    %h/notes remote:notes
Environment=A=1 "B=two words"
Environment=C=%h/c

[Install]
WantedBy=default.target
`;
const textOf = (file: UnitFile): string => decodeUtf8(file.bytes);
/** The removed and added lines, as `diff` prints them. */
const changes = (before: string, after: string): string[] => {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return diffLines(a, b).flatMap(({ from, to, otherFrom, otherTo }) => [
    ...a.slice(from, to).map((line) => `-${line}`),
    ...b.slice(otherFrom, otherTo).map((line) => `+${line}`),
  ]);
};
const edited = (edit: (file: UnitFile) => UnitFile, text = commented): string[] =>
  changes(text, textOf(edit(parseText(text))));
const command =
  (...args: string[]) =>
  (file: UnitFile) =>
    setCommand(file, { program: args[0] ?? '', arguments: args.slice(1) });
const was = [
  '/usr/bin/rclone',
  'sync',
  '--verbose',
  '--filter',
  '- *.tmp',
  '%h/notes',
  'remote:notes',
];

describe('reading the fields', () => {
  test('passes over an empty value only where systemd does', () => {
    const text =
      '[Unit]\nDescription=A\nDescription=\n[Service]\nRestart=always\nRestart=\nRestartSec=5\nRestartSec=\n';
    expect(readEditForm(parseText(text))).toMatchObject({
      description: { value: '' },
      restart: { value: 'always' },
      restartSec: { value: '5' },
    });
  });

  test('shows what systemd reads', () => {
    const form = readEditForm(parseText(commented));
    expect(form).toEqual({
      description: { kind: 'editable', value: 'Notes  # not a comment' },
      command: { kind: 'editable', value: { program: was[0], arguments: was.slice(1) } },
      workingDirectory: { kind: 'editable', value: '' },
      environment: { kind: 'editable', value: ['A=1', 'B=two words', 'C=%h/c'] },
      restart: { kind: 'editable', value: '' },
      restartSec: { kind: 'editable', value: '' },
      wantedBy: { kind: 'editable', value: 'default.target' },
    });
  });

  test.each([
    ['several commands', 'ExecStart=/bin/true\nExecStart=/bin/false', /commands in sequence/],
    ['commands on one line', 'ExecStart=/bin/true ; /bin/false', /several commands/],
    ['another name', 'ExecStart=@/bin/sh mysh', /“@”/],
    ['an open quote', 'ExecStart=/bin/sh "x', /isn’t closed/],
  ])('leaves %s to the text editor', (_, line, why) => {
    const { command: field } = readEditForm(parseText(`[Service]\n${line}\n`));
    expect(field).toMatchObject({ kind: 'fixed', why: expect.stringMatching(why) as string });
  });

  test('an empty assignment resets earlier values', () => {
    const { command: field } = readEditForm(
      parseText('[Service]\nExecStart=/bin/a\nExecStart=\nExecStart=-/bin/b x\n'),
    );
    expect(field).toEqual({ kind: 'editable', value: { program: '-/bin/b', arguments: ['x'] } });
  });

  test('shows a semicolon as the process receives it', () => {
    const read = (line: string) => readEditForm(parseText(`[Service]\n${line}\n`)).command;
    const found = (...words: string[]) => ({
      kind: 'editable',
      value: { program: '/bin/a', arguments: words },
    });
    expect(read('ExecStart=/bin/a -exec ls {} \\;')).toEqual(found('-exec', 'ls', '{}', ';'));
    expect(read('ExecStart=/bin/a b ";" ;')).toEqual(found('b', ';'));
  });

  test.each([
    ['A=1 wrong', /^This isn’t an assignment/],
    ['A=%2', /^systemd doesn’t know the specifier “%2”.*write %%/],
    ['"A=a\\nb"', /several lines/],
  ])('leaves the environment %s to the text editor', (value, why) => {
    const { environment } = readEditForm(parseText(`[Service]\nEnvironment=${value}\n`));
    expect(environment).toMatchObject({
      kind: 'fixed',
      why: expect.stringMatching(why) as string,
    });
  });
});

describe('changing a field', () => {
  test.each<[string, (file: UnitFile) => UnitFile, string[]]>([
    [
      'description',
      (file) => setTextField(file, 'description', 'Backup'),
      ['-Description = Notes  # not a comment', '+Description = Backup'],
    ],
    ['a new setting', (file) => setTextField(file, 'restart', 'always'), ['+Restart=always']],
    [
      'a removed setting',
      (file) => setTextField(file, 'wantedBy', ' '),
      ['-WantedBy=default.target'],
    ],
    [
      'the program',
      command('/opt/rclone', ...was.slice(1)),
      ['-ExecStart=/usr/bin/rclone sync \\', '+ExecStart=/opt/rclone sync \\'],
    ],
    [
      'a changed argument',
      command(...was.with(4, '- *.bak')),
      ['-    --filter "- *.tmp" \\', '+    --filter "- *.bak" \\'],
    ],
    ['a removed argument', command(...was.toSpliced(2, 1)), ['-    --verbose \\']],
    [
      'a removed last argument',
      command(...was.slice(0, -1)),
      ['-    %h/notes remote:notes', '+    %h/notes'],
    ],
    [
      'an argument added at the end',
      command(...was, '100%% $HOME'),
      ['-    %h/notes remote:notes', '+    %h/notes remote:notes "100%% $HOME"'],
    ],
    [
      'an argument added after one on its own line',
      command(...was.toSpliced(3, 0, '--fast')),
      ['+    --fast \\'],
    ],
    [
      'a changed variable',
      (file) => setEnvironment(file, ['A=1', 'B=three', 'C=%h/c']),
      ['-Environment=A=1 "B=two words"', '+Environment=A=1 B=three'],
    ],
    [
      'a removed variable',
      (file) => setEnvironment(file, ['A=1', 'B=two words']),
      ['-Environment=C=%h/c'],
    ],
    [
      'an added variable',
      (file) => setEnvironment(file, ['A=1', 'B=two words', 'C=%h/c', 'D=x y']),
      ['+Environment="D=x y"'],
    ],
    [
      'nothing',
      (file) => setEnvironment(command(...was)(file), ['A=1', 'B=two words', 'C=%h/c']),
      [],
    ],
  ])('changes only its own lines for %s', (_, edit, wanted) => {
    expect(edited(edit)).toEqual(wanted);
  });

  test('keeps a comment within the command when its neighbour is removed', () => {
    expect(edited(command(...was.toSpliced(3, 1)))).toEqual([
      '-    --filter "- *.tmp" \\',
      '+     "- *.tmp" \\',
    ]);
  });

  test('adds an argument before a closing semicolon', () => {
    const text = '[Service]\nExecStart=/bin/a \\; b ;\n';
    expect(edited(command('/bin/a', ';', 'b', 'new'), text)).toEqual([
      '-ExecStart=/bin/a \\; b ;',
      '+ExecStart=/bin/a \\; b new ;',
    ]);
  });

  test('keeps CRLF and a missing final newline', () => {
    const text = '[Service]\r\nExecStart=/bin/a \\\r\n  x\r\nRestart=no';
    expect(textOf(command('/bin/a', 'x', 'y')(parseText(text)))).toBe(
      '[Service]\r\nExecStart=/bin/a \\\r\n  x \\\r\n  y\r\nRestart=no',
    );
    expect(textOf(setTextField(parseText(text), 'restart', 'always'))).toBe(
      text.replace('=no', '=always'),
    );
  });

  test('refuses values that can’t be written', () => {
    const file = parseText(commented);
    expect(() => setCommand(file, { program: ' ', arguments: [] })).toThrow(RangeError);
    expect(() => setEnvironment(file, ['no assignment'])).toThrow(RangeError);
    expect(() => setEnvironment(file, ['A=1', 'U=x/a%20b'])).toThrow(/“%2”.*write %%/);
    expect(() => setCommand(file, { program: '@/bin/a', arguments: ['b'] })).toThrow(/“@”/);
    const empty = parseText('[Service]\nType=exec\n');
    expect(() => setCommand(empty, { program: 'bin/a', arguments: [] })).toThrow(/absolute path/);
    expect(() => setTextField(file, 'description', 'ends in \\')).toThrow(RangeError);
  });
});

test('reads back any arguments written into any command, and changes nothing else', () => {
  let seed = 7;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  const odd = [
    'x',
    'a b',
    '"',
    "'",
    '\\',
    ';',
    '%h',
    '$A',
    '',
    'ü',
    '#',
    '\t',
    '--long=1',
    '\udcff',
  ];
  const spaces = [' ', '  ', ' \\\n\t', ' \\\n# note\n  ', '\t'];
  for (let run = 0; run < 2000; run += 1) {
    const make = () => Array.from({ length: next(5) }, () => odd[next(odd.length)] ?? '');
    const start = parseText('[Service]\nType=exec\n# c\nExecStart=/bin/x\nRestart=no\n');
    const before = setCommand(start, { program: '/bin/x', arguments: make() });
    const line = /ExecStart=.*/.exec(textOf(before))?.[0] ?? '';
    const semicolons = line.replace(/ ";"(?= |$)/g, (word) => (next(2) === 0 ? ' \\;' : word));
    const spread = `${semicolons}${next(4) === 0 ? ' ;' : ''}`.replace(
      / (?=[^ "']*$)/,
      () => spaces[next(spaces.length)] ?? ' ',
    );
    const text = textOf(before).replace(line, () => spread);
    // Skip texts in which `#` ended up first on a line: a comment there changes what the command is.
    if (parseText(text).assignments.length < 3) continue;
    const wanted = make();
    const after = setCommand(parseText(text), { program: '/bin/x', arguments: wanted });
    expect(readEditForm(after).command).toEqual({
      kind: 'editable',
      value: { program: '/bin/x', arguments: wanted },
    });
    expect(textOf(after).startsWith('[Service]\nType=exec\n# c\n')).toBe(true);
    expect(textOf(after).endsWith('\nRestart=no\n')).toBe(true);
    expect(textOf(after).includes('# note')).toBe(text.includes('# note'));
  }
});
