/** A timer and what it starts, as one job. */
import { fail } from '../../../../electron/core/problems/problem.ts';
import { minutes, noon, run, stopped, unit } from '../../makers.ts';
import { never, type Scene } from '../../scene.ts';
import { few } from '../manager.ts';

const page = { kind: 'unit', unit: 'backup.timer', section: 'overview' } as const;
const hours = (count: number): number => minutes(count * 60);
const waiting = { subState: 'waiting', description: 'Back up each night' };
const units = (
  differs: Parameters<typeof unit>[1] = {},
  job: Parameters<typeof unit>[1] = stopped,
) => [
  ...few.filter(({ name }) => !name.startsWith('backup.')),
  unit(page.unit, { ...waiting, changedAt: hours(60), ...differs }),
  unit('backup.service', { unitFileState: 'static', ...job }),
];

/** Each night at three, with two failures. */
const nights = Array.from({ length: 50 }, (_, index) =>
  run(index, {
    startedAt: hours(9 + index * 24),
    endedAt: hours(9 + index * 24) + 1000 * (40 + ((index * 7919) % 900)),
    startedBy: index === 0 ? 'trigger' : 'unknown',
    trigger: index === 0 ? page.unit : null,
    ...(index === 4 || index === 17
      ? {
          outcome: 'failed' as const,
          result: 'exit-code',
          exit: { kind: 'exited' as const, status: 1 },
          directive: 'ExecStart',
        }
      : {}),
  }),
);

const daily = { kind: 'daily', time: { hour: 3, minute: 0, second: 0 } } as const;
const schedule = {
  when: daily,
  persistent: true,
  randomDelay: null,
  accuracy: null,
  deferReactivation: false,
};

const text =
  '# My nights\n[Unit]\nDescription=Back up each night\n\n[Timer]\nOnCalendar=*-*-* 03:00:00\nPersistent=yes\n\n[Install]\nWantedBy=timers.target\n';

export const timerScenes = {
  'timer-drop-in': {
    about: 'A timer whose drop-in clears its times',
    units: units(),
    page,
    files: {
      [page.unit]: [
        { dropIn: null, text },
        { dropIn: 'quiet.conf', text: '[Timer]\nOnCalendar=\n' },
      ],
    },
  },
  'timer-page': {
    about:
      'A nightly timer: next runs with a change of the clocks, 50 runs, missed ones of each kind',
    units: units(),
    page,
    files: {
      [page.unit]: [{ dropIn: null, text }],
    },
    runs: { runs: nights, complete: false },
    timer: {
      next: {
        at: hours(-15),
        times: Array.from({ length: 10 }, (_, index) => hours(-15 - index * 24)),
        countsSpans: false,
        changes: [{ at: hours(-14 - 24), zone: null, before: 60, after: 120, effect: 'skipped' }],
      },
    },
    missed: {
      kind: 'looked',
      since: hours(30 * 24),
      bound: 'limit',
      expected: 30,
      missed: 9,
      groups: [
        { from: hours(33), to: hours(33), count: 1, why: 'asleep', madeUpAt: hours(29) },
        { from: hours(129), to: hours(57), count: 4, why: 'computer-off', madeUpAt: null },
        { from: hours(201), to: hours(201), count: 1, why: 'still-running', madeUpAt: hours(200) },
        { from: hours(273), to: hours(273), count: 1, why: 'logged-out', madeUpAt: null },
        { from: hours(321), to: hours(321), count: 1, why: 'timer-off', madeUpAt: null },
        { from: hours(369), to: hours(369), count: 1, why: 'unknown', madeUpAt: null },
      ],
    },
  },
  'timer-running': {
    about: 'A timer whose service runs and stays active, so that it fires once',
    units: units({ subState: 'running' }, { changedAt: minutes(3) }),
    page,
    runs: { runs: [run(1, { startedAt: minutes(3), outcome: 'running', result: null })] },
    timer: {
      schedule: {
        ...schedule,
        when: {
          kind: 'every',
          first: { count: 1, unit: 'minutes' },
          interval: { count: 15, unit: 'minutes' },
        },
      },
      next: { at: null, times: [], countsSpans: true, changes: [] },
      lastAt: minutes(3),
      faults: [
        {
          code: 'stays-active',
          what: 'With RemainAfterExit=yes, backup.timer starts this service only once.',
          why: 'The service stays active after its work, and starting an active service does nothing.',
        },
      ],
    },
    missed: { kind: 'unknown', why: 'spans' },
  },
  'timer-off': {
    about: 'A timer that is off, and whose service never ran',
    units: units(
      { ...stopped, unitFileState: 'disabled', changedAt: null },
      { ...stopped, changedAt: null },
    ),
    page,
    runs: { runs: [] },
    timer: { isOn: false, lastAt: null },
    missed: { kind: 'unknown', why: 'no-record' },
  },
  'timer-loading': {
    about: 'A timer whose schedule is still being read',
    units: units(),
    page,
    answers: { timerReport: never, runs: never },
  },
  'timer-refused': {
    about: 'A timer whose schedule can’t be read',
    units: units(),
    page,
    answers: {
      timerReport: () => {
        throw fail('calendar-refused', { text: 'someday' }, 'Failed to parse calendar expression');
      },
    },
  },
  'timer-service': {
    about: 'The service of a timer, with when it runs next',
    units: units(),
    page: { ...page, unit: 'backup.service' },
    runs: { runs: nights.slice(0, 20) },
    details: { 'backup.service': { triggeredBy: [page.unit] } },
    timer: { lastAt: noon },
  },
} satisfies Record<string, Scene>;
