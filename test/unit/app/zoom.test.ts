import { describe, expect, test } from 'vitest';
import { zoomAfter } from '../../../electron/core/app/zoom.ts';
import { zoomIn } from '../../../electron/system/storage/settings.ts';

describe('zoom', () => {
  test('leads from 50 to 300 % and back, and stays at either end', () => {
    const walk = (from: number, step: 'in' | 'out'): number[] => {
      const next = zoomAfter(from, step);
      return next === from ? [from] : [from, ...walk(next, step)];
    };
    const up = walk(50, 'in');
    expect(up.at(-1)).toBe(300);
    expect(up).toContain(200);
    expect(walk(300, 'out')).toEqual(up.reverse());
    expect(zoomAfter(300, 'reset')).toBe(100);
  });

  test('steps from a size that was written by hand', () => {
    expect(zoomAfter(130, 'in')).toBe(150);
    expect(zoomAfter(130, 'out')).toBe(125);
  });

  test.each([
    ['', 100],
    ['[window]\nzoom=150\n', 150],
    ['[window]\nzoom=125 ; larger\n', 125],
    ['[window]\nzoom=9000\n', 300],
    ['[window]\nzoom=1\n', 50],
    ['[window]\nzoom=large\n', 100],
    ['[list]\nzoom=150\n', 100],
    ['[window]\nzoom=150\nzoom=200\n', 200],
  ])('reads %j as %i %%', (text, percent) => {
    expect(zoomIn(text)).toBe(percent);
  });
});
