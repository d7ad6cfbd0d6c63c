import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCrashes } from '../../../electron/engine/units/crashes.ts';

const up = { activeState: 'active' } as const;
const waiting = { activeState: 'activating' } as const;

describe('a crash', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('is over once the service has stayed up', () => {
    const over = vi.fn();
    const crashes = createCrashes(over);
    crashes.crashed('x.service', waiting);
    crashes.follow('x.service', up);
    vi.advanceTimersByTime(9000);
    expect(crashes.has('x.service')).toBe(true);
    vi.advanceTimersByTime(2000);
    expect(crashes.has('x.service')).toBe(false);
    expect(over).toHaveBeenCalledExactlyOnceWith('x.service');
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

  test('is over when systemd gives up', () => {
    const crashes = createCrashes(vi.fn());
    crashes.crashed('x.service', waiting);
    crashes.follow('x.service', { activeState: 'failed' });
    expect(crashes.has('x.service')).toBe(false);
  });

  test.each([{ activeState: 'inactive' }, null] as const)(
    'is over when the service stays stopped, not when a restart stops it for a moment: %o',
    (stopped) => {
      const over = vi.fn();
      const crashes = createCrashes(over);
      crashes.crashed('x.service', waiting);
      crashes.follow('x.service', stopped);
      vi.advanceTimersByTime(100);
      crashes.follow('x.service', up);
      vi.advanceTimersByTime(2000);
      expect(crashes.has('x.service')).toBe(true);
      crashes.follow('x.service', stopped);
      vi.advanceTimersByTime(600);
      expect(crashes.has('x.service')).toBe(false);
      expect(over).toHaveBeenCalledExactlyOnceWith('x.service');
    },
  );
});
