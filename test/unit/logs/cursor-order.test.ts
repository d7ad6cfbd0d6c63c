import { describe, expect, test } from 'vitest';
import { compareCursors } from '../../../electron/core/logs/cursor-order.ts';

/** s: who numbered them; i: the number; b, m: the boot and its clock; t: the time; x: the contents. */
const cursor = (parts: Partial<Record<'s' | 'i' | 'b' | 'm' | 't' | 'x', string>>): string =>
  Object.entries({ s: 'a', i: '1', b: 'b', m: '5', t: '9', x: 'c', ...parts })
    .map((part) => part.join('='))
    .join(';');

describe('which line comes first', () => {
  test.each([
    ['by number, not by its letters', { i: '9f' }, { i: '100' }],
    ['by number, whatever the clock says', { i: '1', t: 'ff' }, { i: '2', t: '10' }],
    [
      'by the clock of a boot, where others numbered them',
      { m: 'ff', t: '2' },
      { s: 'z', m: '100', t: '1' },
    ],
    ['by the time, across boots', { s: 'z', i: '9', m: '7' }, { b: 'z', m: '1', t: '10' }],
    ['by the contents, as the last resort', {}, { s: 'z', x: 'd' }],
  ])('%s', (_, older, newer) => {
    expect(compareCursors(cursor(older), cursor(newer))).toBeLessThan(0);
    expect(compareCursors(cursor(newer), cursor(older))).toBeGreaterThan(0);
  });
  test('a line and itself', () => {
    expect(compareCursors(cursor({}), cursor({}))).toBe(0);
  });
});
