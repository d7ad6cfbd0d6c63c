import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createExplanations } from '../../../electron/engine/incidents/explanations.ts';
import { nothing } from './incident-bench.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Explanations, and the units that were explained so far. */
const open = () => {
  const explained: string[] = [];
  const explanations = createExplanations({
    explain: (unit) => {
      explained.push(unit);
      return Promise.resolve(nothing);
    },
    amend: () => undefined,
    bugs: {
      report: (bug) => {
        throw bug;
      },
    },
    now: () => Date.now(),
  });
  return { ...explanations, explained };
};

test('of many failures, three are explained at once, and three more each calm second', async () => {
  const { want, explained } = open();
  const units = Array.from({ length: 8 }, (_, index) => `x${String(index)}.service`);
  for (const unit of units) want(unit, true);
  await vi.advanceTimersByTimeAsync(900);
  expect(explained).toEqual(units.slice(0, 3));
  await vi.advanceTimersByTimeAsync(1000);
  expect(explained).toEqual(units.slice(0, 6));
  await vi.advanceTimersByTimeAsync(1000);
  expect(explained).toEqual(units);
});

test('in a storm without a calm second, the next few come after three seconds', async () => {
  const { want, explained } = open();
  for (let index = 0; index < 8; index += 1) {
    want(`x${String(index)}.service`, true);
    await vi.advanceTimersByTimeAsync(450);
  }
  expect(explained.length).toBeGreaterThan(3);
});

test('failures that come one after the other are explained at once', async () => {
  const { want, explained } = open();
  for (const unit of ['a.service', 'b.service', 'c.service', 'd.service']) {
    want(unit, true);
    await vi.advanceTimersByTimeAsync(10);
    expect(explained.at(-1)).toBe(unit);
    await vi.advanceTimersByTimeAsync(1500);
  }
});

test('nothing is explained after the end', async () => {
  const { want, close, explained } = open();
  for (const unit of ['a', 'b', 'c', 'd']) want(`${unit}.service`, true);
  close();
  await vi.advanceTimersByTimeAsync(5000);
  expect(explained).toEqual([]);
});
