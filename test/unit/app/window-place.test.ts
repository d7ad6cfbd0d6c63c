import { describe, expect, test } from 'vitest';
import {
  frameShift,
  placeIn,
  placeText,
  windowBounds,
} from '../../../electron/core/app/window-place.ts';

const left = { x: 0, y: 30, width: 1920, height: 1050 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const place = (x: number, y: number, width: number, height: number) => ({
  x,
  y,
  width,
  height,
  maximized: false,
});

describe('the window', () => {
  test('opens where it was, on any screen that is there', () => {
    expect(windowBounds(place(100, 80, 900, 700), [left, right])).toEqual({
      x: 100,
      y: 80,
      width: 900,
      height: 700,
    });
    expect(windowBounds(place(2000, 10, 900, 700), [left, right])).toMatchObject({ x: 2000 });
    // Across two screens, and partly outside.
    expect(windowBounds(place(1500, 80, 900, 700), [left, right])).toMatchObject({ x: 1500 });
    expect(windowBounds(place(-700, 80, 900, 700), [left])).toMatchObject({ x: -700 });
  });

  test.each([
    ['of a screen that is gone', place(2000, 10, 900, 700)],
    ['with too little of it to see', place(1900, 80, 900, 700)],
    ['with its title above the screen', place(100, -20, 900, 700)],
    ['with its title below the screen', place(100, 1060, 900, 700)],
  ])('opens in the middle of the main screen instead of a place %s', (_, kept) => {
    expect(windowBounds(kept, [left])).toEqual({ x: 510, y: 205, width: 900, height: 700 });
  });

  test('is never larger than its screen, nor smaller than its least size', () => {
    expect(windowBounds(place(1920, 0, 3000, 2000), [left, right])).toMatchObject({
      width: 1280,
      height: 1024,
    });
    expect(windowBounds(place(0, 30, 10, 10), [left])).toMatchObject({ width: 640, height: 420 });
    expect(windowBounds(null, [{ x: 0, y: 0, width: 800, height: 400 }])).toEqual({
      width: 800,
      height: 400,
    });
  });

  test.each([
    ['left', place(-2000, 80, 3800, 700), { x: 0, y: 80, width: 1920, height: 700 }],
    ['right', place(1700, 80, 3800, 700), { x: 0, y: 80, width: 1920, height: 700 }],
    ['lower', place(100, 1000, 900, 2000), { x: 100, y: 30, width: 900, height: 1050 }],
    ['left and lower', place(-2000, 500, 3800, 2000), left],
  ])('that becomes smaller for its screen isn’t beyond the %s edge', (_, kept, bounds) => {
    expect(windowBounds(kept, [left])).toEqual(bounds);
  });

  test('is made to fit the screen that shows most of it', () => {
    const large = { x: 1280, y: 0, width: 3840, height: 2100 };
    const small = { x: 0, y: 0, width: 1280, height: 1024 };
    const kept = place(1100, 10, 3000, 1500);
    expect(windowBounds(kept, [small, large])).toMatchObject({ x: 1100, width: 3000 });
    expect(windowBounds(kept, [small])).toEqual(small);
  });

  test('opens where the desktop puts it if it has no place yet', () => {
    expect(windowBounds(null, [left])).toEqual({ width: 1080, height: 720 });
    expect(windowBounds(null, [])).toEqual({ width: 1080, height: 720 });
  });

  test('knows its frame by where it came to be', () => {
    expect(frameShift({ x: 100, y: 80 }, place(101, 100, 9, 9))).toEqual({ x: 1, y: 20 });
    expect(frameShift({ x: 100, y: 80 }, place(400, 80, 9, 9))).toEqual({ x: 0, y: 0 });
    expect(frameShift({}, place(400, 80, 9, 9))).toEqual({ x: 0, y: 0 });
  });

  test.each([place(-5, 0, 640, 420), { ...place(1, 2, 3, 4), maximized: true }])(
    'is kept as text: %o',
    (kept) => {
      expect(placeIn(placeText(kept))).toEqual(kept);
    },
  );

  test.each(['', '1 2 3', '1 2 3 4 5', 'NaN 0 0 0', '1e9 0 1 1', '0 0 -5 4', '0 0 999999 4'])(
    'has no place in %j',
    (text) => {
      expect(placeIn(text)).toBeNull();
    },
  );
});
