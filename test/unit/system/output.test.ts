import { describe, expect, test } from 'vitest';
import { boundedText, lineSplitter } from '../../../electron/system/output.ts';

describe('boundedText', () => {
  test('keeps what fits as it is', () => {
    const text = boundedText(10);
    text.add(Buffer.from('12345'));
    text.add(Buffer.from('67890'));
    expect(text.text()).toBe('1234567890');
  });

  test('keeps the beginning and says how much it left out', () => {
    const text = boundedText(4);
    text.add(Buffer.from('123'));
    text.add(Buffer.from('456'));
    text.add(Buffer.from('789'));
    expect(text.text()).toBe('1234\n[cut here: 5 more bytes]\n');
  });

  test('does not show half a character', () => {
    const text = boundedText(2);
    text.add(Buffer.from('aü'));
    expect(text.text()).toBe('a\n[cut here: 1 more bytes]\n');
  });
});

describe('lineSplitter', () => {
  const split = (chunks: (string | Buffer)[], limit?: number): string[] => {
    const lines: string[] = [];
    const splitter = lineSplitter((line) => lines.push(line), limit);
    for (const chunk of chunks) splitter.add(Buffer.from(chunk));
    splitter.end();
    return lines;
  };

  test('joins lines that arrive in pieces, and characters as well', () => {
    const bytes = Buffer.from('grün\nblau\n');
    expect(split([bytes.subarray(0, 3), bytes.subarray(3, 6), bytes.subarray(6)])).toEqual([
      'grün',
      'blau',
    ]);
  });

  test('gives empty lines, and a last one without a newline', () => {
    expect(split(['a\n\nb'])).toEqual(['a', '', 'b']);
  });

  test('keeps the beginning of a line without end', () => {
    expect(split(['abc', 'def', '\nnext\n'], 4)).toEqual(['abcd', 'next']);
  });
});
