/** Timers that really fire, and what their page says of that. */
import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { MissedReport, TimerReport } from '../../../electron/core/schedule/timer-report.ts';
import { fillRuns, removeBulk } from '../../e2e/driving/journal.ts';
import {
  afterwards,
  person,
  property,
  service,
  sudo,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';
import { sync, unique } from '../workbench/journal.ts';
import { systemctl } from '../workbench/manager-bench.ts';
import { openWorkbench } from '../workbench/open-workbench.ts';

const secondly = ['[Timer]', 'OnCalendar=*:*:*', 'AccuracySec=1us'];
const job = [
  '[Unit]',
  'StartLimitIntervalSec=0',
  '[Service]',
  'Type=oneshot',
  'ExecStart=/bin/true',
];

let made = 0;
type Looked = MissedReport & { kind: 'looked' };

const make = async (lines: { timer: readonly string[]; service?: readonly string[] }) => {
  const name = unique(`ticking-${String((made += 1))}`);
  const timer = name.replace(/service$/, 'timer');
  await service(name, lines.service ?? job);
  await service(timer, lines.timer);
  const bench = await openWorkbench(await temporaryFolder());
  afterwards(() => systemctl('stop', timer));
  const report = async (): Promise<TimerReport> => {
    await sync();
    return bench.handlers.timerReport({ unit: timer });
  };
  const look = async (): Promise<MissedReport> => {
    await sync();
    return bench.handlers.missedRuns({ unit: timer });
  };
  const missed = async (): Promise<Looked> => {
    const found = await look();
    if (found.kind !== 'looked') throw new Error(`It wasn’t looked: ${found.why}`);
    return found;
  };
  const runs = async () => {
    await sync();
    return (await bench.handlers.runs({ unit: name, count: 200 })).runs;
  };
  return { name, timer, handlers: bench.handlers, report, look, missed, runs };
};

/** Waits until the clock is halfway between two seconds, so that it is clear which runs are whose. */
const halfSecond = (after: number): Promise<unknown> =>
  until(
    'the half of a second',
    () => Date.now() >= after && Math.abs((Date.now() % 1000) - 500) < 150,
  );

const countOf = (missed: Looked, why: string): number =>
  missed.groups.filter((group) => group.why === why).reduce((sum, { count }) => sum + count, 0);

describe('a timer that fires each second', () => {
  test('has missed those while it was stopped, and none else', async () => {
    const { timer, missed, runs } = await make({ timer: secondly });
    await halfSecond(0);
    await systemctl('start', timer);
    const first = Date.now();
    await halfSecond(first + 5000);
    await systemctl('stop', timer);
    const stopped = Date.now();
    await halfSecond(stopped + 4000);
    await systemctl('start', timer);
    const again = Date.now();
    await halfSecond(again + 7000);
    await systemctl('stop', timer);
    const ended = Date.now();

    const between = (from: number, to: number): number =>
      Math.floor(to / 1000) - Math.floor(from / 1000);
    const all = await runs();
    expect(all).toHaveLength(between(first, stopped) + between(again, ended));
    const found = await until('the last times to settle', async () => {
      const now = await missed();
      return countOf(now, 'timer-off') >= between(stopped, again) + 1 && now;
    });
    const whileStopped = found.groups.at(-1);
    expect(whileStopped).toMatchObject({
      why: 'timer-off',
      count: between(stopped, again),
      from: Math.ceil(stopped / 1000) * 1000,
      to: Math.floor(again / 1000) * 1000,
      madeUpAt: null,
    });
    // It is off again, and each second since then is missing, too.
    expect(found.groups.map(({ why }) => why)).toEqual(['timer-off', 'timer-off']);
    expect(found.expected - found.missed).toBe(all.length);
  });

  test('misses those that come while its service still runs', async () => {
    const { timer, missed, name } = await make({
      timer: secondly,
      service: [...job.slice(0, 4), 'ExecStart=/bin/sleep 3.2'],
    });
    await systemctl('start', timer);
    await until('a run', async () => (await property(name, 'ActiveState')) === 'activating');
    const found = await until(
      'two runs',
      async () => {
        const now = await missed();
        return countOf(now, 'still-running') >= 6 && now;
      },
      25_000,
    );
    expect(found.groups.every(({ why }) => why === 'still-running')).toBe(true);
  });

  test('misses those while the computer sleeps', async () => {
    const { timer, missed } = await make({
      timer: ['[Timer]', 'OnCalendar=*:*:*', 'AccuracySec=1us'],
      // Nothing runs, as if it slept.
      service: [...job.slice(0, 1), 'ConditionPathExists=/nowhere', ...job.slice(1)],
    });
    // Only who may read the system’s journal sees when the computer slept.
    const { stdout: file } = await execa('sh', [
      '-c',
      'echo /var/log/journal/$(cat /etc/machine-id)/system.journal',
    ]);
    await sudo('chmod', 'o+r', file);
    afterwards(() => sudo('chmod', 'o-r', file));
    await systemctl('start', timer);
    await halfSecond(Date.now() + 2000);
    await systemctl('stop', timer);
    const slept = Date.now();
    const say = (id: string) =>
      sudo('sh', '-c', `printf 'MESSAGE_ID=${id}\\nMESSAGE=slept\\n' | logger --journald`);
    await say('6bbd95ee977941e497c48be27c254128');
    await halfSecond(slept + 3000);
    await say('8811e6df2a8e40f58a94cea26f8ebf14');
    await halfSecond(Date.now() + 3500);
    const found = await missed();
    expect(countOf(found, 'asleep')).toBeGreaterThanOrEqual(2);
    expect(countOf(found, 'asleep')).toBeLessThanOrEqual(4);
    expect(countOf(found, 'timer-off')).toBeGreaterThanOrEqual(1);
  });
});

describe('what is known of a timer', () => {
  test('its words come from its file and drop-ins, its times from systemd', async () => {
    const { report, look, timer } = await make({
      timer: ['[Timer]', 'OnCalendar=daily', 'Persistent=yes'],
    });
    await mkdir(path.join(person.unitFolder, `${timer}.d`));
    await service(`${timer}.d/later.conf`, ['[Timer]', 'OnCalendar=', 'OnCalendar=*-*-* 03:30:00']);
    await systemctl('start', timer);
    const { schedule, next, isOn, faults } = await report();
    expect(schedule).toMatchObject({
      when: { kind: 'daily', time: { hour: 3, minute: 30, second: 0 } },
      persistent: true,
    });
    expect(isOn).toBe(true);
    expect(next.times).toHaveLength(10);
    expect(next.at).toBe(next.times[0]);
    const { stdout } = await execa('systemd-analyze', [
      'calendar',
      '--iterations=10',
      '*-*-* 03:30:00',
    ]);
    expect(stdout.match(/03:30:00 [A-Z]+$/gm)?.length).toBeGreaterThanOrEqual(10);
    expect(faults).toEqual([]);
    expect(await look()).toMatchObject({ kind: 'looked', expected: 0, missed: 0, groups: [] });
  });

  test('a service that is gone or masked is named, and the timer really fails', async () => {
    const { report, timer, name } = await make({
      timer: ['[Timer]', 'OnActiveSec=4s', 'AccuracySec=1us'],
    });
    await systemctl('start', timer);
    const file = path.join(person.unitFolder, name);
    await rm(file);
    await systemctl('daemon-reload');
    expect((await report()).faults.map(({ code }) => code)).toEqual(['gone']);
    await symlink('/dev/null', file);
    await systemctl('daemon-reload');
    expect((await report()).faults.map(({ code }) => code)).toEqual(['masked']);
    await until('the timer to fail', async () => (await property(timer, 'Result')) === 'resources');
    await systemctl('reset-failed', timer);
  });

  test('a service that stays active is named, and spans have one next time', async () => {
    const { report, look, timer } = await make({
      timer: ['[Timer]', 'OnActiveSec=1h', 'OnUnitActiveSec=2h'],
      service: [...job, 'RemainAfterExit=yes'],
    });
    await systemctl('start', timer);
    const { schedule, next, faults } = await report();
    expect(schedule.when).toMatchObject({ kind: 'every', interval: { count: 2, unit: 'hours' } });
    expect(next).toMatchObject({ countsSpans: true, times: [next.at] });
    expect(Math.abs((next.at ?? 0) - Date.now() - 3_600_000)).toBeLessThan(10_000);
    expect(faults.map(({ code }) => code)).toEqual(['stays-active']);
    expect(await look()).toEqual({ kind: 'unknown', why: 'spans' });
  });
});

test('among 10,000 runs, it is read within 300 ms', async () => {
  await removeBulk();
  afterwards(removeBulk);
  const { name, timer, handlers } = await make({ timer: ['[Timer]', 'OnCalendar=*:*:0/5'] });
  await fillRuns({ unit: name, runs: 10_000, noise: 10, failsEach: 10 });
  await systemctl('start', timer);
  const times: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const began = performance.now();
    const { kind } = await handlers.missedRuns({ unit: timer });
    times.push(performance.now() - began);
    expect(kind).toBe('looked');
  }
  const [first = 0, ...others] = times;
  const median = [...others].sort((a, b) => a - b)[2] ?? 0;
  console.log(`first ${first.toFixed(0)} ms, then ${median.toFixed(0)} ms`);
  expect(median).toBeLessThan(300);
}, 240_000);
