/** 10,000 runs of one service among a million lines of others. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillRuns, removeBulk } from '../../e2e/driving/journal.ts';
import { service, temporaryFolder } from '../workbench/bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

const unit = 'many-runs.service';
const goalMs = 300;

beforeAll(async () => {
  await removeBulk();
  await fillRuns({ unit, runs: 10_000, noise: 100, failsEach: 10 });
}, 240_000);
afterAll(removeBulk);

test('reads the last 50 of 10,000 runs within 300 ms', async () => {
  await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
  const bench = await openWorkbench(await temporaryFolder());
  const times: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const began = performance.now();
    const { runs, complete } = await bench.handlers.runs({ unit, count: 50 });
    times.push(performance.now() - began);
    expect(runs).toHaveLength(50);
    expect(complete).toBe(false);
    expect(runs.filter(({ outcome }) => outcome === 'failed')).toHaveLength(5);
    expect(runs[0]).toMatchObject({ outcome: 'failed', exit: { kind: 'exited', status: 3 } });
  }
  const [first = 0, ...others] = times;
  const median = [...others].sort((a, b) => a - b)[3] ?? 0;
  console.log(`first ${first.toFixed(0)} ms, then ${median.toFixed(0)} ms`);
  expect(median).toBeLessThan(goalMs);
});

test('reads the last 1,000 of them, each once', async () => {
  await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
  const bench = await openWorkbench(await temporaryFolder());
  const { runs } = await bench.handlers.runs({ unit, count: 1000 });
  expect(new Set(runs.map(({ invocation }) => invocation)).size).toBe(1000);
});
