import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Trigger, When } from '../../../electron/core/schedule/schedule.ts';
import { timerSettings, triggersOf } from '../../../electron/core/schedule/timer-settings.ts';
import { createCalendarReader } from '../../../electron/system/schedule/calendar-reader.ts';
import { kinds } from '../../unit/schedule/kinds.ts';
import {
  createBench,
  person,
  property,
  service,
  shell,
  systemdVersion,
  temporaryFolder,
  until,
} from '../workbench/bench.ts';

const lines = (triggers: readonly { key: string; value: string }[]): string[] =>
  triggers.map(({ key, value }) => `${key}=${value}`);

interface Job {
  timer: readonly string[];
  unit?: readonly string[];
  service?: readonly string[];
  program?: string;
}

/** Starts a timer. @returns how often its job has run, and when it first did. */
const startTimer = async (name: string, job: Job) => {
  const ran = path.join(await temporaryFolder(), 'ran');
  await service(`${name}.service`, [
    '[Service]',
    'Type=oneshot',
    'StartLimitIntervalSec=0',
    `ExecStart=/bin/sh -c "printf x >> ${ran}; ${job.program ?? 'true'}"`,
    ...(job.service ?? []),
  ]);
  await service(`${name}.timer`, [
    '[Unit]',
    ...(job.unit ?? []),
    '[Timer]',
    'AccuracySec=1us',
    ...job.timer,
  ]);
  await writeFile(ran, '');
  await shell('systemctl', '--user', 'start', `${name}.timer`);
  return {
    runs: async (): Promise<number> => (await shell('cat', ran)).length,
    state: () => property(`${name}.timer`, 'SubState').then((text) => text.trim()),
  };
};

describe('a timer of each kind is accepted, with the next run of systemd-analyze', () => {
  const reader = createCalendarReader(createBench().runner);
  const plain = { persistent: true, randomDelay: null, accuracy: '1us', deferReactivation: false };

  const nextOf = async (triggers: readonly Trigger[]): Promise<number | undefined> => {
    const asked = { from: Date.now(), count: 1, signal: new AbortController().signal };
    return (await reader.nextRuns(triggers, asked)).times[0];
  };

  test.each(kinds)('%s', async (_, when: When) => {
    await service('each.service', ['[Service]', 'ExecStart=/bin/true']);
    await service('each.timer', ['[Timer]', ...lines(timerSettings({ ...plain, when }))]);
    await shell('systemctl', '--user', 'start', 'each.timer');
    expect((await property('each.timer', 'ActiveState')).trim()).toBe('active');
    const next = await nextOf(triggersOf(when));
    const theirs = await shell(
      ...(['busctl', '--user', 'get-property', 'org.freedesktop.systemd1'] as const),
      '/org/freedesktop/systemd1/unit/each_2etimer',
      'org.freedesktop.systemd1.Timer',
      'NextElapseUSecRealtime',
    );
    const us = Number(/^t (\d+)/.exec(theirs)?.[1]);
    if (next !== undefined) expect(us / 1000).toBe(next);
  });
});

describe('a timer fires at once', () => {
  test.each([
    ['after a login that was long ago', ['OnStartupSec=0s']],
    ['after a boot that was long ago', ['OnBootSec=1s']],
    ['after no time', ['OnActiveSec=0s']],
  ])('%s', async (_, timer) => {
    const { runs } = await startTimer('at-once', { timer });
    await until('a run', async () => (await runs()) === 1);
  });

  test('because it requires its service', async () => {
    const { runs } = await startTimer('requiring', {
      timer: ['OnCalendar=2099-01-01'],
      unit: ['Requires=requiring.service'],
    });
    await until('a run', async () => (await runs()) === 1);
  });
});

describe('a timer never fires', () => {
  test.each([
    ['without a first time', ['OnUnitActiveSec=1s']],
    ['in the past', ['OnCalendar=2020-01-01']],
    ['on a day that doesn’t exist', ['OnCalendar=*-02-30']],
  ])('%s', async (_, timer) => {
    const { runs, state } = await startTimer('never', { timer });
    expect(await state()).toBe('elapsed');
    expect(await runs()).toBe(0);
  });
});

test('fires once for a service that stays up', async () => {
  const { runs, state } = await startTimer('staying', {
    timer: ['OnCalendar=*:*:*'],
    service: ['RemainAfterExit=yes'],
  });
  await until('a run', async () => (await runs()) === 1);
  const since = Date.now();
  await until('two more seconds', () => Date.now() - since > 2000);
  expect(await state()).toBe('running');
  expect(await runs()).toBe(1);
});

test('makes up for a time that passes during a run with one run right after it', async () => {
  const inSeconds = (seconds: number): number => (new Date().getSeconds() + seconds) % 60;
  const seconds = [inSeconds(2), inSeconds(3)].sort((a, b) => a - b);
  const { runs } = await startTimer('slow', {
    timer: [`OnCalendar=*:*:${seconds.join(',')}`],
    program: 'sleep 2',
  });
  // Without it, the second would come in a minute.
  await until('both runs', async () => (await runs()) === 2, 20_000);
});

describe('a step', () => {
  /** As if it had last run on the evening before clocks went forward. */
  const stateAfter = async (name: string, calendar: string): Promise<string> => {
    const folder = path.join(person.home, '.local/share/systemd/timers');
    await mkdir(folder, { recursive: true });
    const stamp = path.join(folder, `stamp-${name}.timer`);
    await writeFile(stamp, '');
    const evening = new Date('2026-03-28T21:00:00Z');
    await utimes(stamp, evening, evening);
    const { state } = await startTimer(name, {
      timer: [`OnCalendar=${calendar} Europe/Berlin`, 'Persistent=yes'],
    });
    return until('its state', async () => {
      const now = await state();
      return now === 'running' ? null : now;
    });
  };

  test('with an end survives a change of the clocks', async () => {
    expect(await stateAfter('bounded', '00..21/7:13')).toBe('waiting');
  });

  // Nothing is known of other versions.
  test.runIf(systemdVersion === 252)('without an end stops at a change of the clocks', async () => {
    expect(await stateAfter('open', '00/7:13')).toBe('elapsed');
  });
});
