import { describe, expect, test } from 'vitest';
import { compareCursors } from '../../../electron/core/logs/cursor-order.ts';

/** s: the numbering's source; i: the number; b, m: the boot and its clock; t: the time; x: the contents. */
const cursor = (parts: Partial<Record<'s' | 'i' | 'b' | 'm' | 't' | 'x', string>>): string =>
  Object.entries({ s: 'a', i: '1', b: 'b', m: '5', t: '9', x: 'c', ...parts })
    .map((part) => part.join('='))
    .join(';');

describe('the order of lines', () => {
  test.each([
    ['by number, not alphabetically', { i: '9f' }, { i: '100' }],
    ['by number, whatever the clock says', { i: '1', t: 'ff' }, { i: '2', t: '10' }],
    [
      'by the clock of a boot, when numbered by different sources',
      { m: 'ff', t: '2' },
      { s: 'z', m: '100', t: '1' },
    ],
    ['by time, across boots', { s: 'z', i: '9', m: '7' }, { b: 'z', m: '1', t: '10' }],
    ['by contents, as a last resort', {}, { s: 'z', x: 'd' }],
  ])('sorts lines %s', (_, older, newer) => {
    expect(compareCursors(cursor(older), cursor(newer))).toBeLessThan(0);
    expect(compareCursors(cursor(newer), cursor(older))).toBeGreaterThan(0);
  });
  test('treats a line as equal to itself', () => {
    expect(compareCursors(cursor({}), cursor({}))).toBe(0);
  });
});
