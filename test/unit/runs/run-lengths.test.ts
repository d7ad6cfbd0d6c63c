import { expect, test } from 'vitest';
import { runLengthsOf } from '../../../electron/core/runs/run-lengths.ts';
import { run } from '../../fake/makers.ts';

test('counts only runs with a known start and end', () => {
  const lengths = runLengthsOf([
    run(1, { startedAt: 1000, endedAt: 3000 }),
    run(2, { startedAt: 1000, endedAt: 7000, outcome: 'failed' }),
    run(3, { startedAt: 1000, outcome: 'running' }),
    run(4, { startedAt: null, endedAt: 9000 }),
    run(5, { startedAt: 1000, endedAt: 1000, outcome: 'skipped' }),
    run(6, { startedAt: 1000, endedAt: 1000, invocation: '', outcome: 'failed' }),
  ]);
  expect(lengths).toEqual({ count: 2, averageMs: 4000, longestMs: 6000 });
});

test('of no run, nothing is known', () => {
  expect(runLengthsOf([])).toBeNull();
});
