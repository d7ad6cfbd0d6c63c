import { describe, expect, test } from 'vitest';
import {
  parse,
  parseText,
  serialize,
  valuesOf,
  type UnitFile,
} from '../../../electron/core/syntax/unit-file.ts';
import {
  addAssignment,
  addSection,
  removeAssignment,
  setAssignment,
  setValue,
} from '../../../electron/core/syntax/edit-file.ts';

const textOf = (file: UnitFile): string => Buffer.from(serialize(file)).toString('utf8');

const read = (text: string) =>
  parseText(text).assignments.map(({ section, key, value }) => [section, key, value]);

const only = (file: UnitFile) => {
  const [assignment] = file.assignments;
  if (assignment === undefined) throw new Error('no assignment');
  return assignment;
};

describe('what systemd reads', () => {
  test('joins continued lines with a space, and leaves out comments in between', () => {
    const text =
      '# no\n[Service]\nExecStart=/bin/a \\\n  # within\n  b \\\n; within\n  c\n\n;x=1\r\nUser = me \r\n';
    expect(read(text)).toEqual([
      ['Service', 'ExecStart', '/bin/a    b    c'],
      ['Service', 'User', 'me'],
    ]);
  });

  test.each([
    [
      'an even number of backslashes ends a line',
      '[A]\nB=c\\\\\nD=e',
      [
        ['A', 'B', 'c\\\\'],
        ['A', 'D', 'e'],
      ],
    ],
    [
      'a space after the backslash ends it, too',
      '[A]\nB=c\\ \nD=e',
      [
        ['A', 'B', 'c\\'],
        ['A', 'D', 'e'],
      ],
    ],
    [
      'an empty line ends a continued line',
      '[A]\nB=c\\\n\nD=e',
      [
        ['A', 'B', 'c'],
        ['A', 'D', 'e'],
      ],
    ],
    ['the end of the file ends a continued line', '[A]\nB=c\\', [['A', 'B', 'c']]],
    [
      'CR, NUL and LF end lines',
      '[A]\rB=c\0D=e\n\rF=g',
      [
        ['A', 'B', 'c'],
        ['A', 'D', 'e'],
        ['A', 'F', 'g'],
      ],
    ],
    ['a byte order mark is skipped', '\ufeff[A]\nB=c', [['A', 'B', 'c']]],
    ['a later byte order mark is text, even before #', '[A]\n\ufeff# B=c', [['A', '# B', 'c']]],
    ['only space and tab are trimmed', '[A]\nB\u00a0=\u00a0c', [['A', 'B\u00a0', '\u00a0c']]],
    [
      'sections may repeat',
      '[A]\nB=c\n[D]\n[A]\nB=',
      [
        ['A', 'B', 'c'],
        ['A', 'B', ''],
      ],
    ],
  ])('%s', (_, text, assignments) => {
    expect(read(text)).toEqual(assignments);
  });

  test('an empty value resets earlier values', () => {
    const { assignments } = parseText('[A]\nB=1\nB=\nB=2\nB=3\n');
    expect(valuesOf(assignments, 'A', 'B')).toEqual(['2', '3']);
    expect(valuesOf(assignments, 'A', 'C')).toEqual([]);
  });

  test('counts lines and columns like an editor', () => {
    const { assignments, sections } = parseText('# ü\n [Ä]\n\n\tKey = v\n');
    expect(sections).toMatchObject([{ name: 'Ä', line: 2, column: 2 }]);
    expect(assignments).toMatchObject([{ line: 4, column: 2 }]);
  });
});

describe('what systemd ignores or refuses', () => {
  const findings = (bytes: Uint8Array) =>
    parse(bytes).findings.map(({ line, column, fault }) => [line, column, fault]);
  const bytes = (text: string) => Buffer.from(text, 'latin1');

  test('reports ignored lines with their position, and continues reading', () => {
    expect(findings(bytes('x=1\n[A]\n  foo\n=x\nB=c\0'))).toEqual([
      [1, 1, 'before-sections'],
      [3, 3, 'no-equals'],
      [4, 1, 'no-key'],
      [5, 4, 'null-byte'],
    ]);
  });

  test.each([
    ['[B', 1, 'open-header'],
    ['[', 1, 'open-header'],
    ['["B"]', 1, 'bad-section-name'],
    ['K=a\xffb', 4, 'not-utf8'],
    ['K=\xed\xa0\x80', 3, 'not-utf8'],
    ['K=\xef\xbf\xbe', 3, 'not-utf8'],
    [`K=${'x'.repeat(1024 * 1024)}`, 1, 'long-line'],
  ])('%# ends the reading', (line, column, fault) => {
    const file = parse(bytes(`[A]\nC=d\n${line}\nE=f\n`));
    expect(file.findings).toMatchObject([{ line: 3, column, fault }]);
    expect(file.assignments.map(({ key }) => key)).toEqual(['C']);
    expect(file.readTo).toBe(8);
  });

  test('a comment may hold any bytes', () => {
    expect(findings(bytes('# \xff\n[A]\nB=c\\\n; \xff\n d'))).toEqual([]);
  });
});

describe('lossless reading', () => {
  test.each(['', '\n', '\\', '\xff\xfe\0', '\xef\xbb\xbf', '[A]\r\nB=c\\\r\n# d'])(
    'keeps every byte of %j',
    (text) => {
      const bytes = Buffer.from(text, 'latin1');
      expect(Buffer.from(serialize(parse(bytes))).equals(bytes)).toBe(true);
    },
  );

  test('reads 4 MiB of lines, continued lines and continued comments in linear time', () => {
    for (const line of ['\n', '\\\n', 'a=\\\n#\n', '[x]\n']) {
      const bytes = Buffer.from(line.repeat((1024 * 1024) / line.length));
      const began = performance.now();
      expect(serialize(parse(bytes)).length).toBe(bytes.length);
      expect(performance.now() - began).toBeLessThan(5000);
    }
  });
});

describe('editing', () => {
  test.each([
    ['[A]\n  B =  c  \nD=e', 'x y', '[A]\n  B =  x y  \nD=e'],
    ['[A]\r\nB=c\r\n', '', '[A]\r\nB=\r\n'],
    ['[A]\nB=\n', 'x', '[A]\nB=x\n'],
    ['[A]\nB=c \\\n  # why\n  d\nE=f\n', 'x', '[A]\n  # why\nB=x\nE=f\n'],
    ['[A]\nB=\\\n  c\n', 'x', '[A]\nB=\\\n  x\n'],
    ['[A]\nB=\\\n  c\n', '#x', '[A]\nB=#x\n'],
    ['[A]\nB=c \\\n', 'x', '[A]\nB=x \\\n'],
    ['[A]\nB= \\\n', 'x', '[A]\nB= x\\\n'],
    ['# \xff\n[A]\nB=c', 'x', '# \xff\n[A]\nB=x'],
  ])('changes nothing else in %j when a value is set to %j', (before, value, after) => {
    const file = parse(Buffer.from(before, 'latin1'));
    const edited = setValue(file, only(file), value);
    expect(Buffer.from(serialize(edited)).toString('latin1')).toBe(after);
    expect(only(edited).value).toBe(value);
  });

  test.each([' x', 'x\t', 'a\nb', 'a\0', 'a\\', '\ufffe', '\ud800', 'x'.repeat(1024 * 1024)])(
    'refuses a value that systemd wouldn’t read: %#',
    (value) => {
      const file = parseText('[A]\nB=c\n');
      expect(() => setValue(file, only(file), value)).toThrow(RangeError);
    },
  );

  test.each([
    ['[S]\n\tA = 1\n\n[T]\n', '[S]\n\tA = 1\n\tK = v\n\n[T]\n'],
    ['[S]\nK=1\n# about B\nB=2\n', '[S]\nK=1\nK=v\n# about B\nB=2\n'],
    ['[S]\r\nA=1', '[S]\r\nA=1\r\nK=v'],
    ['[S]', '[S]\nK=v'],
    ['[S]\nA=1 \\\n', '[S]\nA=1 \\\n\nK=v\n'],
    ['[S]\nA=1 \\\n# c', '[S]\nA=1 \\\n# c\n\nK=v'],
    ['[T]\nA=1\n', '[T]\nA=1\n\n[S]\nK=v\n'],
    ['[T]\nA=1\n\n', '[T]\nA=1\n\n[S]\nK=v\n'],
    ['', '[S]\nK=v\n'],
    ['foo \\', 'foo \\\n\n[S]\nK=v'],
    ['[T]\n[bad\nA=1\n', '[T]\n\n[S]\nK=v\n[bad\nA=1\n'],
    ['[S]\n[T]\nA=1\n[S]\n', '[S]\n[T]\nA=1\n[S]\nK=v\n'],
  ])('adds an assignment to %j', (before, after) => {
    const added = addAssignment(parseText(before), { section: 'S', key: 'K', value: 'v' });
    expect(textOf(added)).toBe(after);
    expect(valuesOf(added.assignments, 'S', 'K').at(-1)).toBe('v');
  });

  test('keeps the comments within a removed assignment', () => {
    const file = parseText('[A]\nB=c \\\n  # why\n  d\nE=f\n');
    expect(textOf(removeAssignment(file, only(file)))).toBe('[A]\n  # why\nE=f\n');
  });

  test('sets the value in effect, or adds one', () => {
    const file = parseText('[A]\nB=1\nB=2\n');
    const set = setAssignment(file, { section: 'A', key: 'B', value: '3' });
    expect(textOf(set)).toBe('[A]\nB=1\nB=3\n');
    expect(textOf(setAssignment(set, { section: 'A', key: 'C', value: '' }))).toBe(
      '[A]\nB=1\nB=3\nC=\n',
    );
  });

  test('adds a section, and refuses invalid names and keys', () => {
    expect(textOf(addSection(parseText('# c'), 'New'))).toBe('# c\n\n[New]');
    expect(() => addSection(parseText(''), 'a"b')).toThrow(RangeError);
    const wanted = { section: 'A', key: '# x', value: '' };
    expect(() => addAssignment(parseText(''), wanted)).toThrow(RangeError);
  });
});
