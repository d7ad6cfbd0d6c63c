/** The runs in the records of the manager. */
import { describe, expect, test } from 'vitest';
import { runSummaryOf } from '../../../electron/core/runs/run.ts';
import { runRecordWords } from '../../../electron/core/runs/run-records.ts';
import { runsOf } from '../../../electron/core/runs/runs-of.ts';
import { brief, done, exit3, exitCode, finished, recordsOf, type Line } from './records.ts';

describe('the runs in the journal', () => {
  test.each<[string, Line[], string[]]>([
    ['a run that goes on', [['started', 'a', done]], ['unknown - 1–? unknown']],
    [
      'a run that succeeded, from when it began to start',
      [
        ['starting', 'a'],
        ['started', 'a', done],
        ['succeeded', 'a'],
      ],
      ['success success 1–3 unknown'],
    ],
    [
      'a run that was told to stop',
      [
        ['started', 'a', done],
        ['stopping', 'a'],
        ['stopped', 'a', done],
      ],
      ['stopped success 1–3 unknown'],
    ],
    [
      'a oneshot that finished, and what became of its unit later',
      [
        ['starting', 'a'],
        ['started', 'a', finished],
        ['stopping', 'a'],
        ['stopped', 'a', done],
        ['starting', 'b'],
        ['started', 'b', finished],
        ['failed', 'b', exitCode],
      ],
      ['success success 1–2 unknown', 'failed exit-code 5–7 unknown'],
    ],
    [
      'a good end without a record, by the next start',
      [
        ['started', 'a', done],
        ['started', 'b', done],
      ],
      ['success success 1–? unknown', 'unknown - 2–? unknown'],
    ],
    [
      'a restart after a good end',
      [
        ['started', 'a', done],
        ['restarting', 'a'],
        ['stopped', 'a', done],
        ['started', 'b', done],
      ],
      ['success success 1–2 unknown', 'unknown - 4–? restart'],
    ],
    [
      'an ending that nobody saw, as the manager was gone by the next start',
      [
        ['started', 'a', done],
        ['manager-up', '', { USERSPACE_USEC: '10000' }],
        ['started', 'b', done],
      ],
      ['unknown - 1–? unknown', 'unknown - 3–? unknown'],
    ],
    [
      'a run that began while the manager started',
      [
        ['started', 'a', done],
        ['manager-up', '', { USERSPACE_USEC: '1500000' }],
        ['started', 'b', done],
      ],
      ['success success 1–? unknown', 'unknown - 3–? unknown'],
    ],
    [
      'a run that failed while it was told to stop',
      [
        ['started', 'a', done],
        ['stopping', 'a'],
        ['exited', 'a', exit3],
        ['failed', 'a', exitCode],
      ],
      ['failed exit-code 1–4 unknown'],
    ],
    [
      'a start that failed as one run',
      [
        ['starting', 'a'],
        ['exited', 'a', exit3],
        ['failed', 'a', exitCode],
        ['start-failed', 'a'],
      ],
      ['failed exit-code 1–3 unknown'],
    ],
    [
      'restarts by systemd, and that it gave up',
      [
        ['started', 'a', done],
        ['failed', 'a', exitCode],
        ['restarting', 'a'],
        ['started', 'b', done],
        ['failed', 'b', exitCode],
        ['restarting', 'b'],
        ['failed', 'b', exitCode],
        ['start-failed', 'b', { JOB_RESULT: 'failed' }],
      ],
      [
        'failed exit-code 1–2 unknown',
        'failed exit-code 4–5 restart',
        'failed start-limit-hit 7–7 restart',
      ],
    ],
    [
      'starts that a condition skipped, in the words of systemd 257',
      [
        [
          'started',
          '',
          { ...done, MESSAGE: 'x skipped, unmet condition check ConditionUser=root' },
        ],
        ['started', '', { ...done, MESSAGE: 'x skipped, no trigger condition checks were met.' }],
      ],
      ['skipped - 1–1 unknown', 'skipped - 2–2 unknown'],
    ],
    [
      'a start that a condition skipped, before and after a run',
      [
        ['started', '', { ...done, MESSAGE: 'x was skipped because of an unmet condition check.' }],
        ['started', 'a', done],
        ['succeeded', 'a'],
        ['started', 'a', { ...done, MESSAGE: 'Condition check resulted in X being skipped.' }],
      ],
      ['skipped - 1–1 unknown', 'success success 2–3 unknown', 'skipped - 4–4 unknown'],
    ],
    [
      'a start that ExecCondition= skipped',
      [
        ['starting', 'a'],
        ['skipped', 'a', { UNIT_RESULT: 'exec-condition' }],
        ['started', 'a', { ...done, MESSAGE: 'Condition check resulted in X being skipped.' }],
      ],
      ['skipped exec-condition 1–2 unknown'],
    ],
    [
      'a start whose dependency failed, before and after a run',
      [
        ['start-failed', '', { JOB_RESULT: 'dependency' }],
        ['started', 'a', done],
        ['succeeded', 'a'],
        ['start-failed', 'a', { JOB_RESULT: 'assert' }],
      ],
      ['failed dependency 1–1 unknown', 'success success 2–3 unknown', 'failed assert 4–4 unknown'],
    ],
    [
      'a run whose beginning is gone',
      [
        ['exited', 'a', exit3],
        ['failed', 'a', exitCode],
        ['started', 'b', done],
      ],
      ['failed exit-code ?–2 unknown', 'unknown - 3–? unknown'],
    ],
    [
      'a run that failed before anything started',
      [
        ['started', 'a', done],
        ['succeeded', 'a'],
        ['failed', 'b', { UNIT_RESULT: 'resources' }],
      ],
      ['success success 1–2 unknown', 'failed resources 3–3 unknown'],
    ],
  ])('shows %s', (_, lines, expected) => {
    expect(brief(runsOf(recordsOf(...lines)))).toEqual(expected);
  });

  test('takes the first process that failed, and the CPU time', () => {
    const [run] = runsOf(
      recordsOf(
        ['starting', 'a'],
        ['exited', 'a', { ...exit3, COMMAND: 'ExecStartPre' }],
        ['exited', 'a', { EXIT_CODE: 'killed', EXIT_STATUS: '9', COMMAND: 'ExecStopPost' }],
        ['failed', 'a', exitCode],
        ['resources', 'a', { CPU_USAGE_NSEC: '5000000' }],
      ),
      false,
    );
    expect(run).toMatchObject({
      exit: { kind: 'exited', status: 3 },
      directive: 'ExecStartPre',
      cpuNanoseconds: 5e6,
    });
  });

  test('ignores records that others forged, and those that are broken', () => {
    const forged = recordsOf(['started', 'a', { _SYSTEMD_USER_UNIT: 'evil.service' }]);
    const odd = recordsOf(
      ['started', '', { USER_INVOCATION_ID: '../../etc' }],
      ['started', 'b', { __REALTIME_TIMESTAMP: 'soon' }],
      ['exited', 'c', { EXIT_CODE: 'vanished', EXIT_STATUS: '-1' }],
    );
    expect(forged).toEqual([]);
    expect(brief(runsOf(odd))).toEqual(['unknown - 3–? unknown']);
  });

  test('gives each run its own key', () => {
    const runs = runsOf(
      recordsOf(['started', 'a', done], ['succeeded', 'a'], ['start-failed', 'a']),
    );
    expect(new Set(runs.map(({ id }) => id)).size).toBe(2);
  });

  test('asks for the unit, the account and the messages, and for nothing else', () => {
    const scope = { uid: 7, system: false, grep: false };
    const words = runRecordWords(['a.service'], null, scope);
    expect(words).toEqual(expect.arrayContaining(['--user', 'USER_UNIT=a.service', '_UID=7']));
    expect(words.filter((word) => word.startsWith('MESSAGE_ID='))).toHaveLength(12);
    expect(runRecordWords(['a.service'], null, { ...scope, system: true })).not.toContain('--user');
    const some = runRecordWords(['a.service', 'b.service'], 1500, scope);
    expect(some).toEqual(expect.arrayContaining(['--since=@1.500000', 'USER_UNIT=b.service']));
  });
});

test('sums up runs: how many ended, how many failed, and when it last worked', () => {
  const runs = runsOf(
    recordsOf(
      ['started', 'a', done],
      ['succeeded', 'a'],
      ['started', 'b', done],
      ['failed', 'b', exitCode],
      ['started', 'c', { ...done, MESSAGE: 'x was skipped because of an unmet condition check.' }],
      ['started', 'd', done],
    ),
  );
  expect(runSummaryOf(runs)).toEqual({ ended: 2, failed: 1, workedAt: 2000 });
  expect(runSummaryOf([])).toEqual({ ended: 0, failed: 0, workedAt: null });
});
