import { afterEach, expect, test, vi } from 'vitest';
import type { Runner } from '../../../electron/host/runner.ts';
import { createLoginRules, loginRulesIn } from '../../../electron/system/login/login-rules.ts';

/** As loginctl 252, 257 and 262 print them. */
const shown = (differs: Record<string, string> = {}): string =>
  Object.entries({
    KillUserProcesses: 'no',
    KillOnlyUsers: '',
    KillExcludeUsers: 'root',
    UserStopDelayUSec: '10s',
    ...differs,
  })
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

test.each([
  [shown(), { stopDelaySeconds: 10, endsLeftovers: false }],
  [shown({ UserStopDelayUSec: '1min 30s' }), { stopDelaySeconds: 90, endsLeftovers: false }],
  [shown({ UserStopDelayUSec: '0' }), { stopDelaySeconds: 0, endsLeftovers: false }],
  [shown({ UserStopDelayUSec: 'infinity' }), { stopDelaySeconds: null, endsLeftovers: false }],
  [shown({ KillUserProcesses: 'yes' }), { stopDelaySeconds: 10, endsLeftovers: true }],
  [
    shown({ KillUserProcesses: 'yes', KillExcludeUsers: 'root alice' }),
    { stopDelaySeconds: 10, endsLeftovers: false },
  ],
  [
    shown({ KillUserProcesses: 'yes', KillOnlyUsers: 'bob' }),
    { stopDelaySeconds: 10, endsLeftovers: false },
  ],
  ['', { stopDelaySeconds: 10, endsLeftovers: false }],
])('reads logind’s rules: %j', (text, rules) => {
  expect(loginRulesIn(text, 'alice')).toEqual(rules);
});

afterEach(() => {
  vi.useRealTimers();
});

const silent = { exitCode: 1, failure: null, stdout: '', stderr: 'Connection timed out' };

/** Asks a logind that gives these answers, one after the other. */
const asking = (...answers: { exitCode: number; stdout: string }[]) => {
  const run = vi.fn(() => Promise.resolve({ ...silent, ...answers.shift() }));
  const account = { name: 'alice' } as Parameters<typeof createLoginRules>[1]['account'];
  return { run, rules: createLoginRules({ run: run as unknown as Runner['run'] }, { account }) };
};

test('asks a logind that doesn’t answer again later, and keeps its answer', async () => {
  vi.useFakeTimers();
  const { run, rules } = asking(silent, {
    exitCode: 0,
    stdout: shown({ UserStopDelayUSec: '1min' }),
  });
  expect((await rules()).stopDelaySeconds).toBe(10);
  expect((await rules()).stopDelaySeconds).toBe(10);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect((await rules()).stopDelaySeconds).toBe(60);
  vi.advanceTimersByTime(60_000);
  expect((await rules()).stopDelaySeconds).toBe(60);
  expect(run).toHaveBeenCalledTimes(2);
});
