import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Hue in degrees and saturation of `#rrggbb`. */
const hueOf = (colour: string): { hue: number; saturation: number } => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const range = most - least;
  if (range === 0) return { hue: 0, saturation: 0 };
  const turn =
    most === r ? (g - b) / range : most === g ? 2 + (b - r) / range : 4 + (r - g) / range;
  return { hue: (turn * 60 + 360) % 360, saturation: range / (1 - Math.abs(most + least - 1)) };
};

test('no name of a unit has the red of an error or the green of success', () => {
  const file = new URL('../../../renderer/logs/view/colours.css', import.meta.url);
  const colours = [...readFileSync(file, 'utf8').matchAll(/--unit-\d: (#[0-9a-f]{6})/g)];
  expect(colours).toHaveLength(16);
  for (const [, colour = ''] of colours) {
    const { hue, saturation } = hueOf(colour);
    const isRed = hue < 15 || hue > 345;
    const isGreen = hue > 80 && hue < 165;
    expect(saturation > 0.25 && (isRed || isGreen), colour).toBe(false);
  }
});
