import { expect, test } from 'vitest';
import { stopBehind, stopsAmong } from '../../../electron/core/units/person-stops.ts';

const stop = {
  line: 'systemctl --user stop -- a.service',
  startedAt: 100_000,
  durationMs: 30_000,
  exitCode: 0,
};

test('knows the stops of a unit that worked', () => {
  const others = [
    { ...stop, line: 'systemctl --user stop -- b.service' },
    { ...stop, line: 'systemctl --user restart -- a.service' },
    { ...stop, exitCode: 1 },
    { ...stop, exitCode: null },
  ];
  expect(stopsAmong('a.service', [...others, stop])).toEqual([{ from: 100_000, to: 130_000 }]);
});

test.each([
  [97_000, false],
  [99_000, true],
  [115_000, true],
  [131_000, true],
  [133_000, false],
])('knows whether a stop ended it at %i', (at, isBehind) => {
  const stops = stopsAmong('a.service', [stop]);
  expect(stopBehind(stops, at) !== null).toBe(isBehind);
});

test('takes the last of several stops, and none for none', () => {
  const again = { ...stop, startedAt: 131_000 };
  const stops = stopsAmong('a.service', [stop, again]);
  expect(stopBehind(stops, 131_000)).toEqual({ from: 131_000, to: 161_000 });
  expect(stopBehind([], 131_000)).toBeNull();
});
