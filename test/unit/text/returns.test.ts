import { expect, test } from 'vitest';
import { withoutReturns } from '../../../electron/core/text/returns.ts';

const removed = (text: string, lines: 'first' | 'all'): string =>
  Buffer.from(withoutReturns(Buffer.from(text), lines)).toString();

test.each([
  ['#!/bin/sh\r\necho\r\n', '#!/bin/sh\necho\r\n', '#!/bin/sh\necho\n'],
  ['one line\r', 'one line', 'one line'],
  ['a\rb\r\n', 'a\rb\n', 'a\rb\n'],
  ['\r\n\r\n', '\n\r\n', '\n\n'],
  ['plain\n', 'plain\n', 'plain\n'],
  ['', '', ''],
])('removes carriage returns at the ends of lines: %j', (text, first, all) => {
  expect(removed(text, 'first')).toBe(first);
  expect(removed(text, 'all')).toBe(all);
});
