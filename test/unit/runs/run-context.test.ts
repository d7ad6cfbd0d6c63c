/** What is known of runs besides the records of the manager. */
import { describe, expect, test } from 'vitest';
import {
  withCurrent,
  withEnds,
  withStarters,
  type CurrentRun,
} from '../../../electron/core/runs/run-context.ts';
import type { Run } from '../../../electron/core/runs/run.ts';
import { managerStartsOf, runsOf } from '../../../electron/core/runs/runs-of.ts';
import { brief, done, exitCode, invocation, recordsOf } from './records.ts';

const now = (differs: Partial<CurrentRun>): CurrentRun => ({
  invocation: invocation('b'),
  activeState: 'active',
  subState: 'running',
  stateSince: 50_000,
  result: 'success',
  exitKind: null,
  exitStatus: null,
  ...differs,
});

describe('what systemd knows besides', () => {
  const open = runsOf(recordsOf(['started', 'a', done], ['started', 'b', done]));

  test('marks the current run as running, and no other', () => {
    expect(brief(withCurrent(open, now({})))).toEqual([
      'success success 1–? unknown',
      'running - 2–? unknown',
    ]);
  });

  test('adds a running run that the journal lacks', () => {
    expect(brief(withCurrent(open, now({ invocation: invocation('c') })))).toEqual([
      'success success 1–? unknown',
      'unknown - 2–? unknown',
      'running - 50–? unknown',
    ]);
    expect(withCurrent(open, now({ invocation: null }))).toEqual(open);
    expect(withCurrent(open, null)).toEqual(open);
  });

  test('ends a run whose end isn’t in the journal yet', () => {
    const inactive = { activeState: 'failed', subState: 'failed', result: 'signal' } as const;
    const [run] = withCurrent(open, now({ ...inactive, exitKind: 'killed', exitStatus: 11 }));
    expect(run).toMatchObject({
      outcome: 'failed',
      endedAt: 50_000,
      exit: { kind: 'killed', status: 11 },
      directive: 'ExecStart',
    });
  });

  test('knows the exit code of a run that succeeded', () => {
    const ended = runsOf(recordsOf(['started', 'b', done], ['succeeded', 'b']));
    const [run] = withCurrent(
      ended,
      now({ activeState: 'inactive', subState: 'dead', exitKind: 'exited', exitStatus: 0 }),
    );
    expect(run).toMatchObject({ outcome: 'success', exit: { kind: 'exited', status: 0 } });
  });

  test('ends every run of a unit that is down, but not one whose manager was gone', () => {
    const records = recordsOf(['started', 'a', done], ['manager-up', ''], ['started', 'b', done]);
    expect(brief(runsOf(records, true))).toEqual([
      'unknown - 1–? unknown',
      'success success 3–? unknown',
    ]);
  });

  test('takes ends without a record from processes that were seen to end, and from the unit', () => {
    const seen = [
      { pid: 1, from: 1000, to: 1400 },
      { pid: 2, from: 1500, to: 1800 },
      { pid: 3, from: 1900, to: 9000 },
    ];
    const over = runsOf(recordsOf(['started', 'a', done], ['started', 'b', done]), true);
    expect(brief(withEnds(over, { seen, downSince: null }))).toEqual([
      'success success 1–1.8 unknown',
      'success success 2–? unknown',
    ]);
    expect(brief(withEnds(over, { seen: [], downSince: 5000 }))).toEqual([
      'success success 1–? unknown',
      'success success 2–5 unknown',
    ]);
  });

  test('calls a finished oneshot that stays active a success', () => {
    const [run] = withCurrent(open, now({ subState: 'exited', exitKind: 'exited', exitStatus: 0 }));
    expect(run).toMatchObject({ outcome: 'success', endedAt: null });
  });
});

describe('what started a run', () => {
  const at = (second: number): Run[] =>
    runsOf(recordsOf(['started', 'a', { ...done, __REALTIME_TIMESTAMP: String(second * 1e6) }]));
  const causes = { own: [], triggers: [], managerStarts: [], lingersSince: null };
  const manager = { from: 10_000, to: 14_000, afterBootMs: 8000 };

  test.each<[string, Run[], Parameters<typeof withStarters>[1], Run['startedBy']]>([
    ['a command of Hearth', at(5), { ...causes, own: [{ from: 4900, to: 5200 }] }, 'you'],
    [
      'no command, if that was earlier',
      at(9),
      { ...causes, own: [{ from: 4900, to: 5200 }] },
      'unknown',
    ],
    ['a trigger', at(5), { ...causes, triggers: [{ unit: 'a.timer', at: 4990 }] }, 'trigger'],
    [
      'no trigger, if that was later',
      at(5),
      { ...causes, triggers: [{ unit: 'a.timer', at: 5200 }] },
      'unknown',
    ],
    [
      'a path that watches again since the run ended',
      at(5).map((run) => ({ ...run, endedAt: 7000 })),
      { ...causes, triggers: [{ unit: 'a.path', at: 7010, ended: true }] },
      'trigger',
    ],
    [
      'no path, if another run ended then',
      at(5).map((run) => ({ ...run, endedAt: 7000 })),
      { ...causes, triggers: [{ unit: 'a.path', at: 5010, ended: true }] },
      'unknown',
    ],
    ['the login', at(12), { ...causes, managerStarts: [manager] }, 'login'],
    ['the boot', at(12), { ...causes, managerStarts: [manager], lingersSince: 5 }, 'boot'],
    [
      'the login, if lingering came later',
      at(12),
      { ...causes, managerStarts: [manager], lingersSince: 11_000 },
      'login',
    ],
    [
      'the login, if the manager started long after the boot',
      at(12),
      { ...causes, managerStarts: [{ ...manager, afterBootMs: 9e6 }], lingersSince: 5 },
      'login',
    ],
    ['nothing that is known', at(20), { ...causes, managerStarts: [manager] }, 'unknown'],
  ])('is %s', (_, runs, given, expected) => {
    expect(withStarters(runs, given)[0]?.startedBy).toBe(expected);
  });

  test('stays a restart, whatever else happened then', () => {
    const runs = runsOf(
      recordsOf(
        ['started', 'a', done],
        ['failed', 'a', exitCode],
        ['restarting', 'a'],
        ['started', 'b', done],
      ),
    );
    const given = { ...causes, own: [{ from: 0, to: 9000 }] };
    expect(withStarters(runs, given).map(({ startedBy }) => startedBy)).toEqual(['restart', 'you']);
  });

  test('knows when the manager started', () => {
    const records = recordsOf(['manager-up', '', { USERSPACE_USEC: '400000' }], ['manager-up', '']);
    expect(managerStartsOf(records)).toEqual([{ from: 600, to: 1000, afterBootMs: 600 }]);
  });
});
