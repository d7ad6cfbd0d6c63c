/** The parts of the editor that need no window. */
import { describe, expect, test } from 'vitest';
import { directiveMeaning, directiveValues } from '../../../electron/core/directives/directives.ts';
import { parseText } from '../../../electron/core/syntax/unit-file.ts';
import { diffTexts } from '../../../renderer/ui/diff/diff-lines.ts';
import { placeAt, type Place } from '../../../renderer/files/text/cursor-context.ts';
import { suggest, type Facts } from '../../../renderer/files/text/suggestions.ts';
import { unitStream } from '../../../renderer/files/text/unit-language.ts';

const lines = `[Unit]
Description=x
# [Service]
Wants=a.service \\
# a comment between
  b.service \\
  c.service
[Service]
 Type = exec
ExecStart=/bin/a \\
[Not a section]

[Ins`.split('\n');

const at = (line: number, column: number): Place =>
  placeAt({ count: lines.length, line: (index) => lines[index] ?? '' }, line - 1, column);

describe('the context of the cursor', () => {
  test.each<[number, number, Place]>([
    [1, 3, { kind: 'section', from: 1, to: 5 }],
    [2, 4, { kind: 'key', section: 'Unit', from: 0, to: 11, hasEquals: true }],
    [2, 12, { kind: 'value', section: 'Unit', key: 'Description', from: 12 }],
    [3, 5, { kind: 'comment' }],
    [6, 4, { kind: 'value', section: 'Unit', key: 'Wants', from: 2 }],
    [7, 4, { kind: 'value', section: 'Unit', key: 'Wants', from: 2 }],
    [9, 3, { kind: 'key', section: 'Service', from: 1, to: 5, hasEquals: true }],
    [9, 9, { kind: 'value', section: 'Service', key: 'Type', from: 8 }],
    [11, 3, { kind: 'value', section: 'Service', key: 'ExecStart', from: 0 }],
    [12, 0, { kind: 'key', section: 'Service', from: 0, to: 0, hasEquals: false }],
    [13, 4, { kind: 'section', from: 1, to: 4 }],
  ])('knows what is at line %i, column %i', (line, column, wanted) => {
    expect(at(line, column)).toEqual(wanted);
  });
});

describe('colours', () => {
  interface Token {
    name: string;
    text: string;
    line: number;
    column: number;
  }
  const tokensOf = (text: string): Token[] => {
    const tokens: Token[] = [];
    unitStream.parser.parse(text).iterate({
      enter: ({ name, from, to }) => {
        if (to === text.length && from === 0) return;
        const above = text.slice(0, from).split('\n');
        const place = { line: above.length, column: (above.at(-1)?.length ?? 0) + 1 };
        tokens.push({ name, text: text.slice(from, to), ...place });
      },
    });
    return tokens;
  };
  const shown = (text: string): string[] =>
    tokensOf(text).map(({ name, text: of }) => `${name} ${of}`);

  test('colours keys, values, specifiers and variables differently', () => {
    expect(shown('[Service]\nExecStart=/bin/a %h ${B}\\\n# c\n  $C\nType=$C')).toEqual([
      ...['section [Service]', 'key ExecStart', 'equals =', 'value /bin/a ', 'specifier %h'],
      ...['variableName ${B}', 'equals \\', 'comment # c', 'variableName $C'],
      ...['key Type', 'equals =', 'value $C'],
    ]);
  });

  /** Where a section or an assignment starts, according to the document. */
  const begun = (text: string): string[] => {
    const { sections, assignments, findings } = parseText(text);
    return [
      ...sections.map(({ line, column }) => `section ${String(line)}:${String(column)}`),
      ...[...assignments, ...findings].map(
        ({ line, column }) => `key ${String(line)}:${String(column)}`,
      ),
    ].sort();
  };
  const coloured = (text: string): string[] => {
    const tokens = tokensOf(text);
    const places: string[] = [];
    let isContinued = false;
    let isBegun = false;
    for (let line = 1; line <= text.split('\n').length; line += 1) {
      const here = tokens.filter((token) => token.line === line);
      if (here[0]?.name === 'comment') continue;
      isBegun &&= isContinued;
      const [first] = here.filter(({ name, text: of }) => name !== 'equals' || of === '=');
      if (!isBegun && first !== undefined) {
        const { name, column } = first;
        places.push(`${name === 'equals' ? 'key' : name} ${String(line)}:${String(column)}`);
        isBegun = true;
      }
      isContinued = here.at(-1)?.name === 'equals' && here.at(-1)?.text === '\\';
    }
    return places.sort();
  };
  const pieces = [
    'A=1',
    ' B = x',
    '[Unit]',
    '# c',
    ' ; c',
    '',
    '  ',
    '\\',
    'C',
    '=d',
    'E=[x]',
    '%h',
  ];
  const ends = ['\n', '\n', '\\\n', ' \\\n', '\\\\\n', '\\\\\\\n'];

  test('colours continued lines, comments and empty lines as the document reads them', () => {
    let seed = 7;
    const any = (list: readonly string[]): string => {
      seed = (seed * 48_271) % 2_147_483_647;
      return list[seed % list.length] ?? '';
    };
    let compared = 0;
    for (let run = 0; run < 3000; run += 1) {
      const body = Array.from({ length: 7 }, () => any(pieces) + any(ends)).join('');
      const text = `[Service]\n${body}`;
      // systemd reads nothing after a bad header.
      const { readTo, bytes } = parseText(text);
      if (readTo < bytes.length) continue;
      compared += 1;
      expect({ text, places: coloured(text) }).toEqual({ text, places: begun(text) });
    }
    expect(compared).toBeGreaterThan(1000);
  });
});

describe('suggestions', () => {
  const facts: Facts = {
    unit: 'a.service',
    known: {
      source: 'systemd',
      items: [
        { section: 'Unit', key: 'After', kind: 'UNIT [...]' },
        { section: 'Service', key: 'Restart', kind: 'SERVICERESTART' },
        { section: 'Service', key: 'RemainAfterExit', kind: 'BOOLEAN' },
        { section: 'Service', key: 'WorkingDirectory', kind: 'OTHER' },
      ],
    },
    units: ['mine.service'],
    meaningOf: directiveMeaning,
    valuesOf: directiveValues,
  };
  const labels = (text: string, before = '[Service]'): string[] | null => {
    const all = [before, text];
    const place = placeAt({ count: 2, line: (index) => all[index] ?? '' }, 1, text.length);
    return suggest(place, text, facts)?.suggestions.map(({ label }) => label) ?? null;
  };

  test('suggests keys of the section, matching their meaning too', () => {
    expect(labels('Re')).toEqual(['Restart', 'RemainAfterExit', 'WorkingDirectory']);
    expect(labels('Af', '[Unit]')).toEqual(['After']);
    expect(labels('ProofF', '[X-Hearth]')).toContain('ProofFile');
    expect(labels('ProofRest', '[X-Hearth]')).toContain('ProofRestartAfter');
  });
  test('suggests sections of this type of unit', () => {
    expect(labels('[')).toEqual(['Unit', 'Service', 'Install', 'X-Hearth']);
  });
  test('suggests listed values, yes and no, units and specifiers', () => {
    expect(labels('Restart=')).toContain('on-failure');
    expect(labels('Type=')).toContain('notify');
    // It came with systemd 253.
    expect(labels('Type=')).not.toContain('notify-reload');
    expect(labels('RemainAfterExit=')).toEqual(expect.arrayContaining(['yes', 'no']));
    expect(labels('After=m', '[Unit]')).toContain('mine.service');
    expect(labels('WorkingDirectory=%')).toContain('%h');
    expect(labels('WorkingDirectory=%%%')).toContain('%h');
  });
  test('suggests nothing in a comment or after an escaped percent sign', () => {
    expect(labels('# Re')).toBeNull();
    expect(labels('WorkingDirectory=%%') ?? []).not.toContain('%h');
  });
});

describe('a diff', () => {
  const shown = (before: string, after: string): string[] =>
    diffTexts(before, after).map((line) =>
      line.kind === 'skip'
        ? `… ${String(line.count)}`
        : `${{ same: ' ', gone: '-', come: '+' }[line.kind]}${line.text}`,
    );

  test('shows changes with three lines of context', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${String(index + 1)}\n`).join('');
    expect(shown(before, before.replace('line 10\n', 'LINE\nmore\n'))).toEqual([
      '… 6',
      ...[' line 7', ' line 8', ' line 9', '-line 10', '+LINE', '+more'],
      ...[' line 11', ' line 12', ' line 13', '… 7'],
    ]);
  });
  test('numbers lines on both sides', () => {
    const numbers = diffTexts('a\nb\nc\n', 'x\na\nb\nC\n').map((line) =>
      line.kind === 'skip' ? null : [line.before, line.after],
    );
    expect(numbers).toEqual([
      [null, 1],
      [1, 2],
      [2, 3],
      [3, null],
      [null, 4],
    ]);
  });
  test('shows line endings when nothing else differs', () => {
    expect(shown('a\r\nb', 'a\nb\n')).toEqual([
      '-a  ⟨CRLF⟩',
      '-b  ⟨no newline⟩',
      '+a  ⟨LF⟩',
      '+b  ⟨LF⟩',
    ]);
    expect(shown('same\n', 'same\n')).toEqual([]);
  });
});
