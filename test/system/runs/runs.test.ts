/** Runs that were really made, compared with what systemd itself reports about each. */
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../../electron/core/runs/run.ts';
import { property, service } from '../workbench/bench.ts';
import { unique } from '../workbench/journal.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { begin, bench, historyOf, open, reaches, runsOf, sh } from './runs-bench.ts';

/** A time as systemctl shows it, in whole seconds since the epoch. */
const secondOf = async (unit: string, name: string): Promise<number> => {
  const { stdout } = await execa('date', ['+%s', '-d', await property(unit, name)]);
  return Number(stdout);
};

describe('one run', () => {
  const oneshot = ['[Service]', 'Type=oneshot'];
  let made = 0;
  test.each<[string, string[], Partial<Run>]>([
    ['that succeeded', [...oneshot, sh('sleep 0.2')], { outcome: 'success', result: 'success' }],
    [
      'that ended well without being a oneshot',
      ['[Service]', sh('sleep 0.2')],
      { outcome: 'success', result: 'success' },
    ],
    [
      'that exited with a code',
      [...oneshot, sh('exit 3')],
      {
        outcome: 'failed',
        result: 'exit-code',
        exit: { kind: 'exited', status: 3 },
        directive: 'ExecStart',
      },
    ],
    [
      'whose program is missing',
      ['[Service]', 'ExecStart=/nowhere/program'],
      {
        outcome: 'failed',
        result: 'exit-code',
        exit: { kind: 'exited', status: 203 },
        directive: 'ExecStart',
      },
    ],
    [
      'that a signal killed',
      [...oneshot, sh('kill -9 $$$$')],
      { outcome: 'failed', result: 'signal', exit: { kind: 'killed', status: 9 } },
    ],
    [
      'that failed before its program',
      [...oneshot, `ExecStartPre=/bin/sh -c 'exit 4'`, sh('exit 5')],
      {
        outcome: 'failed',
        result: 'exit-code',
        exit: { kind: 'exited', status: 4 },
        directive: 'ExecStartPre',
      },
    ],
    [
      'that took too long to start',
      ['[Service]', 'Type=notify', 'TimeoutStartSec=1', 'ExecStart=/bin/sleep 60'],
      { outcome: 'failed', result: 'timeout' },
    ],
    [
      'that its own condition skipped',
      [...oneshot, 'ExecCondition=/bin/false', sh('exit 0')],
      { outcome: 'skipped', result: 'exec-condition' },
    ],
    [
      'that a condition skipped',
      ['[Unit]', 'ConditionPathExists=/nowhere', ...oneshot, sh('exit 0')],
      { outcome: 'skipped', result: null, invocation: '', exit: null },
    ],
    [
      'that an assertion kept from starting',
      ['[Unit]', 'AssertPathExists=/nowhere', ...oneshot, sh('exit 0')],
      { outcome: 'failed', result: 'assert', invocation: '', exit: null },
    ],
  ])('%s', async (_, lines, expected) => {
    await open();
    const unit = unique(`run-${String((made += 1))}`);
    await service(unit, lines);
    await begin(unit);
    await reaches(unit, 'inactive', 'failed');
    const history = await historyOf(unit);
    expect(history).toMatchObject({ complete: true, readable: true, access: 'readable' });
    expect(history.runs).toMatchObject([expected]);
    const [run] = history.runs;
    if (expected.invocation === '') return;
    expect(run?.invocation).toMatch(/^[0-9a-f]{32}$/);
    const lasted = (run?.endedAt ?? 0) - (run?.startedAt ?? 0);
    expect(lasted).toBeGreaterThanOrEqual(0);
    expect(Date.now() - (run?.endedAt ?? 0)).toBeLessThan(10_000);
    // systemd itself knows these only until it unloads the unit.
    if (expected.outcome !== 'failed') return;
    expect(run?.invocation).toBe(await property(unit, 'InvocationID'));
    const started = await secondOf(unit, 'InactiveExitTimestamp');
    const ended = await secondOf(unit, 'InactiveEnterTimestamp');
    expect(Math.abs((run?.startedAt ?? 0) / 1000 - started)).toBeLessThan(1.5);
    expect(Math.abs((run?.endedAt ?? 0) / 1000 - ended)).toBeLessThan(1.5);
  });
});

describe('several runs', () => {
  test('restarts by systemd until it gives up', async () => {
    await open();
    const unit = unique('restarts');
    await service(unit, [
      ...['[Unit]', 'StartLimitBurst=3', '[Service]', 'Restart=on-failure', 'RestartSec=100ms'],
      sh('exit 7'),
    ]);
    await begin(unit);
    await reaches(unit, 'failed');
    const runs = (await runsOf(unit)).reverse();
    expect(runs.map(({ outcome, result }) => [outcome, result])).toEqual([
      ['failed', 'exit-code'],
      ['failed', 'exit-code'],
      ['failed', 'exit-code'],
      ['failed', 'start-limit-hit'],
    ]);
    expect(runs.map(({ startedBy }) => startedBy).slice(1, 3)).toEqual(['restart', 'restart']);
    expect(runs.map(({ exit }) => exit?.status)).toEqual([7, 7, 7, undefined]);
    expect(new Set(runs.slice(0, 3).map(({ invocation }) => invocation)).size).toBe(3);
  });

  test('a stop, a restart by hand and a run that goes on', async () => {
    await open();
    const unit = unique('stops');
    await service(unit, ['[Service]', 'ExecStart=/bin/sleep 1000']);
    await begin(unit);
    await systemctl('restart', unit);
    const runs = await runsOf(unit);
    expect(runs.map(({ outcome }) => outcome)).toEqual(['running', 'stopped']);
    expect(runs[0]?.invocation).toBe(await property(unit, 'InvocationID'));
    expect(runs[0]?.endedAt).toBeNull();
    await systemctl('stop', unit);
    expect((await runsOf(unit)).map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped']);
  });

  test('good ends that leave no record, seen by Hearth or not', async () => {
    await open();
    const unit = unique('quiet');
    await service(unit, ['[Service]', sh('sleep 0.3')]);
    const startsAndEnds = async (): Promise<void> => {
      await begin(unit);
      await reaches(unit, 'inactive');
    };
    await startsAndEnds();
    await bench.inventory.refresh();
    await startsAndEnds();
    await startsAndEnds();
    const runs = await runsOf(unit);
    expect(runs.map(({ outcome }) => outcome)).toEqual(['success', 'success', 'success']);
    const [last] = runs;
    expect(((last?.endedAt ?? 0) - (last?.startedAt ?? 0)) / 1000).toBeCloseTo(0.3, 0);
  });

  test('a oneshot that stays active, and a dependency that failed', async () => {
    await open();
    const [stays, broken, needs] = [unique('stays'), unique('broken'), unique('needs')];
    await service(stays, ['[Service]', 'Type=oneshot', 'RemainAfterExit=yes', sh('exit 0')]);
    await service(broken, ['[Service]', 'Type=oneshot', sh('exit 1')]);
    await service(needs, [
      ...['[Unit]', `Requires=${broken}`, `After=${broken}`],
      ...['[Service]', 'Type=oneshot', sh('exit 0')],
    ]);
    await begin(stays);
    await begin(needs);
    expect(await runsOf(stays)).toMatchObject([{ outcome: 'success', result: 'success' }]);
    expect(await runsOf(needs)).toMatchObject([
      { outcome: 'failed', result: 'dependency', invocation: '' },
    ]);
  });
});
