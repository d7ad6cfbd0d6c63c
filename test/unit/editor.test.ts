/** What the editor knows without a window. */
import { describe, expect, test } from 'vitest';
import { directiveMeaning, directiveValues } from '../../electron/core/directives/directives.ts';
import { dropInWords } from '../../electron/core/drop-in.ts';
import { parseText } from '../../electron/core/unit-file.ts';
import { diffTexts } from '../../renderer/editor/diff.ts';
import { placeAt, type Place } from '../../renderer/editor/place.ts';
import { suggest, type Facts } from '../../renderer/editor/suggest.ts';

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

describe('what stands at a place', () => {
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
  ])('line %i, column %i', (line, column, wanted) => {
    expect(at(line, column)).toEqual(wanted);
  });
});

describe('what may be written there', () => {
  const facts: Facts = {
    unit: 'a.service',
    items: [
      { section: 'Unit', key: 'After', kind: 'UNIT [...]' },
      { section: 'Service', key: 'Restart', kind: 'SERVICERESTART' },
      { section: 'Service', key: 'RemainAfterExit', kind: 'BOOLEAN' },
      { section: 'Service', key: 'WorkingDirectory', kind: 'OTHER' },
    ],
    units: ['mine.service'],
    meaningOf: directiveMeaning,
    valuesOf: directiveValues,
  };
  const labels = (text: string, before = '[Service]'): string[] | null => {
    const all = [before, text];
    const place = placeAt({ count: 2, line: (index) => all[index] ?? '' }, 1, text.length);
    return suggest(place, text, facts)?.suggestions.map(({ label }) => label) ?? null;
  };

  test('keys of the section, with what they mean', () => {
    expect(labels('Re')).toEqual(['Restart', 'RemainAfterExit', 'WorkingDirectory']);
    expect(labels('Af', '[Unit]')).toEqual(['After']);
    expect(labels('P', '[X-Hearth]')).toEqual(['ProofFile']);
  });
  test('sections of this type of unit', () => {
    expect(labels('[')).toEqual(['Unit', 'Service', 'Install', 'X-Hearth']);
  });
  test('words of a list, yes and no, units, specifiers', () => {
    expect(labels('Restart=')).toContain('on-failure');
    expect(labels('RemainAfterExit=')).toEqual(expect.arrayContaining(['yes', 'no']));
    expect(labels('After=m', '[Unit]')).toContain('mine.service');
    expect(labels('WorkingDirectory=%')).toContain('%h');
    expect(labels('WorkingDirectory=%%%')).toContain('%h');
  });
  test('nothing in a comment, and nothing behind a percent sign that is one', () => {
    expect(labels('# Re')).toBeNull();
    expect(labels('WorkingDirectory=%%') ?? []).not.toContain('%h');
  });
});

describe('a difference', () => {
  const shown = (before: string, after: string): string[] =>
    diffTexts(before, after).map((line) =>
      line.kind === 'skip'
        ? `… ${String(line.count)}`
        : `${{ same: ' ', gone: '-', come: '+' }[line.kind]}${line.text}`,
    );

  test('shows what changed, and three lines around it', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${String(index + 1)}\n`).join('');
    expect(shown(before, before.replace('line 10\n', 'LINE\nmore\n'))).toEqual([
      '… 6',
      ...[' line 7', ' line 8', ' line 9', '-line 10', '+LINE', '+more'],
      ...[' line 11', ' line 12', ' line 13', '… 7'],
    ]);
  });
  test('counts lines on both sides', () => {
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
  test('tells of endings where nothing else differs', () => {
    expect(shown('a\r\nb', 'a\nb\n')).toEqual([
      '-a  ⟨CRLF⟩',
      '-b  ⟨no newline⟩',
      '+a  ⟨LF⟩',
      '+b  ⟨LF⟩',
    ]);
    expect(shown('same\n', 'same\n')).toEqual([]);
  });
});

test.each([
  ['[Service]\nEnvironment=A=1\nRestart=no\n', 'sets Environment=, Restart='],
  ['[Service]\nExecStart=\nExecStart=/bin/b\nNice=1\n', 'sets Nice=; replaces ExecStart='],
  ['[Unit]\nAfter=\n', 'takes back After='],
  ['[X-Hearth]\nProofFile=/x\n', 'changes nothing'],
  ['# only words\n', 'changes nothing'],
])('the drop-in %j %s', (text, words) => {
  expect(dropInWords(parseText(text).assignments)).toBe(words);
});
