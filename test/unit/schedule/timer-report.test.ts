/** The next runs on the page of a timer, from what systemd has planned and what its calendar says. */
import { expect, test } from 'vitest';
import { createTimerReport } from '../../../electron/engine/schedule/timer-report.ts';
import type { Timer } from '../../../electron/engine/schedule/timer-reading.ts';

const hour = 3_600_000;

const timesOf = async (nextAt: number | null, times: number[]): Promise<readonly number[]> => {
  const timer = {
    kind: 'timer',
    name: 'a.timer',
    activeState: 'active',
    nextAt,
    lastAt: null,
    times: [{ directive: 'OnCalendar', calendar: '*-*-* 03:00:00' }],
  } as unknown as Timer;
  const when = { kind: 'daily', time: { hour: 3, minute: 0, second: 0 } } as const;
  const options = {
    persistent: false,
    randomDelay: '2h',
    accuracy: null,
    deferReactivation: false,
  };
  const report = createTimerReport({
    readTimer: () =>
      Promise.resolve({
        timer,
        service: null,
        loadState: null,
        schedule: { when, ...options },
        own: [],
        ofService: [],
      }),
    calendarReader: {
      nextRuns: () => Promise.resolve({ normalized: [], times, relative: [], changes: [] }),
    },
  });
  return (await report({ unit: 'a.timer' })).next.times;
};

test('a run that a random delay has put off is among them, though its time is over', async () => {
  const [soon, tomorrow] = [Date.now() + hour, Date.now() + 24 * hour];
  expect(await timesOf(soon, [tomorrow])).toEqual([soon, tomorrow]);
});

test('a delay of a time that comes isn’t another run', async () => {
  const [comes, delayed] = [Date.now() + hour, Date.now() + 2 * hour];
  expect(await timesOf(delayed, [comes])).toEqual([comes]);
  expect(await timesOf(null, [comes])).toEqual([comes]);
});
