import { describe, expect, test } from 'vitest';
import { entryOf } from '../../../electron/core/logs/entry.ts';
import { decodeBytes } from '../../../electron/system/journal/record-reader.ts';
import { rowAt, topsOf } from '../../../renderer/logs/window/row-heights.ts';
import type { LogRow } from '../../../renderer/logs/window/log-row.ts';

const entry = entryOf(['__CURSOR', 's=1', '__REALTIME_TIMESTAMP', '5000250'], decodeBytes);
if (entry === null) throw new Error('no entry');

describe('rows of different heights', () => {
  const row = (height: number): LogRow => ({ ...entry, n: 0, height, measured: true });
  const tops = topsOf([row(20), row(50), row(20)], 80);
  test('stacks rows below one another', () => {
    expect([...tops]).toEqual([0, 20, 70, 90]);
  });
  test.each([
    [-5, 0],
    [0, 0],
    [19, 0],
    [20, 1],
    [69, 1],
    [70, 2],
    [500, 2],
  ])('finds at %i pixels row %i', (y, index) => {
    expect(rowAt(tops, y)).toBe(index);
  });
  test('measures rows when the source may be wider than its character count', () => {
    const spoken = { ...row(0), measured: false, from: 'manager', size: 1, message: 'm' } as const;
    const rows: LogRow[] = [
      { ...spoken, identifier: 'systemd' },
      { ...spoken, identifier: '\u202e'.repeat(20) },
    ];
    topsOf(rows, 80);
    expect(rows.map(({ measured }) => measured)).toEqual([true, false]);
  });
  test('estimates heights from line count and length', () => {
    const guessed = topsOf([{ ...row(0), message: `a\n${'b'.repeat(81)}` }], 80);
    expect(guessed[1]).toBe(3 * 18 + 2);
  });
});
