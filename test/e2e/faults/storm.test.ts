/** `npm run soak -- --storm --units 5000 --minutes 10` does the same for longer. */
import { expect, test } from 'vitest';
import { answersLine } from '../units/answers.ts';
import { storm, stormLine } from '../../soak/storm.ts';

test(
  'stays responsive among 5,000 units while one restarts ten times a second',
  { timeout: 120_000 },
  async () => {
    const result = await storm(5000, 15);
    console.log(`${answersLine(result.answers)}; ${stormLine(result)}`);
    expect(result.restartsPerSecond).toBeGreaterThan(5);
    // Never frozen; how much it costs is measured by a longer run.
    expect(result.answers.median).toBeLessThan(100);
    expect(result.answers.longest).toBeLessThan(1000);
    expect(result.mainShare).toBeLessThan(0.5);
  },
);
