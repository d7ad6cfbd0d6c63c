/** The recent runs of a service. */
import type { Run } from '../../../electron/core/runs/run.ts';
import { failed, minutes, noon, run, stopped, unit } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { few } from './manager.ts';

const page = { kind: 'unit', unit: 'worker.service', section: 'overview' } as const;
const units = (differs: Parameters<typeof unit>[1]) => [
  ...few.filter(({ name }) => name !== page.unit),
  unit(page.unit, differs),
];

/** A failed run, the `index`-th, of half a second. */
const failure = (index: number, differs: Partial<Run> = {}): Run => {
  const startedAt = noon - index * 5000;
  return run(index, {
    startedAt,
    endedAt: startedAt + 480,
    outcome: 'failed',
    result: 'exit-code',
    exit: { kind: 'exited', status: 3 },
    directive: 'ExecStart',
    startedBy: 'restart',
    cpuNanoseconds: 41e6,
    ...differs,
  });
};

/** A timer’s job for fifty days, each with another length; two failed, one was skipped. */
const nightly = Array.from({ length: 50 }, (_, index): Run => {
  const startedAt = minutes(9 * 60 + index * 24 * 60);
  const usual: Partial<Run> = {
    startedAt,
    endedAt: startedAt + 1000 * (20 + ((index * 7919) % 1700)),
    startedBy: index === 0 ? 'trigger' : 'unknown',
    trigger: index === 0 ? 'worker.timer' : null,
    cpuNanoseconds: 12.5e9,
  };
  if (index === 12)
    return run(index, {
      ...usual,
      invocation: '',
      endedAt: startedAt,
      outcome: 'skipped',
      result: null,
      why: 'worker.service was skipped because of an unmet condition check (ConditionPathExists=/mnt/backup).',
      cpuNanoseconds: null,
    });
  return index === 5 || index === 31
    ? run(index, {
        ...usual,
        outcome: 'failed',
        result: 'timeout',
        exit: { kind: 'killed', status: 15 },
        directive: 'ExecStart',
      })
    : run(index, usual);
});

export const runsScenes = {
  'runs-crashing': {
    about: 'Nine runs, each failed after half a second',
    units: units({ ...failed, changedAt: noon - 5000 }),
    page,
    details: { 'worker.service': { exitStatus: 3, restarts: 8 } },
    runs: {
      runs: [
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((index) => failure(index)),
        failure(9, { startedBy: 'you' }),
      ],
    },
  },
  'runs-nightly': {
    about: 'Fifty runs of a job, of all lengths',
    units: units(stopped),
    page,
    runs: { runs: nightly, complete: false },
  },
  'runs-mixed': {
    about: 'Runs of every kind: running, stopped, failed, without an ending, with no beginning',
    units: units({}),
    page,
    runs: {
      complete: false,
      runs: [
        run(1, { startedAt: minutes(95), outcome: 'running', result: null, startedBy: 'you' }),
        failure(3, {
          startedAt: minutes(100),
          endedAt: minutes(99),
          result: 'watchdog',
          exit: { kind: 'killed', status: 6 },
        }),
        run(4, { startedAt: minutes(300), endedAt: minutes(120), outcome: 'stopped' }),
        failure(5, {
          startedAt: minutes(301),
          endedAt: minutes(301),
          invocation: '',
          exit: null,
          directive: null,
          result: 'dependency',
          why: 'Dependency failed for worker.service.',
          cpuNanoseconds: null,
        }),
        run(6, {
          startedAt: minutes(900),
          startedBy: 'boot',
          outcome: 'unknown',
          endedAt: null,
          result: null,
        }),
        run(7, {
          startedAt: minutes(1500),
          endedAt: minutes(1000),
          startedBy: 'login',
          outcome: 'stopped',
        }),
        run(8, { startedAt: null, endedAt: minutes(1600), outcome: 'stopped' }),
      ],
    },
  },
  'runs-none': {
    about: 'A service that has never run',
    units: units({ ...stopped, changedAt: null }),
    page,
    runs: { runs: [] },
  },
  'runs-unreadable': {
    about: 'A service that runs, where the journal is in memory and not readable',
    units: units({}),
    page,
    runs: { complete: false, readable: false, access: 'volatile' },
  },
} satisfies Record<string, Scene>;
