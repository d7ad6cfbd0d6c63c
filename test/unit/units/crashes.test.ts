import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCrashes } from '../../../electron/engine/units/crashes.ts';

const up = { activeState: 'active' } as const;
const waiting = { activeState: 'activating' } as const;

describe('a crash', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('is over once the service has stayed up', () => {
    const recovered = vi.fn();
    const crashes = createCrashes(recovered);
    crashes.crashed('x.service', waiting);
    crashes.follow('x.service', up);
    vi.advanceTimersByTime(9000);
    expect(crashes.has('x.service')).toBe(true);
    vi.advanceTimersByTime(2000);
    expect(crashes.has('x.service')).toBe(false);
    expect(recovered).toHaveBeenCalledExactlyOnceWith('x.service');
  });

  test('lasts while the service is up only for moments', () => {
    const crashes = createCrashes(vi.fn());
    crashes.crashed('x.service', up);
    for (let tries = 0; tries < 5; tries += 1) {
      vi.advanceTimersByTime(6000);
      crashes.follow('x.service', waiting);
      vi.advanceTimersByTime(6000);
      crashes.follow('x.service', up);
    }
    expect(crashes.has('x.service')).toBe(true);
    crashes.clear();
  });

  test.each([{ activeState: 'failed' }, { activeState: 'inactive' }, null] as const)(
    'is over when systemd gives up, or the service is stopped: %o',
    (state) => {
      const crashes = createCrashes(vi.fn());
      crashes.crashed('x.service', waiting);
      crashes.follow('x.service', state);
      expect(crashes.has('x.service')).toBe(false);
    },
  );
});
