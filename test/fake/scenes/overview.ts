/** The overview of a unit: how it is, and what it wrote last. */
import { entry, ticks } from '../journal.ts';
import { failed, minutes, unit } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { few } from './manager.ts';

const on = (name: string) => ({ kind: 'unit', unit: name, section: 'overview' }) as const;
const notes = few.map((one) =>
  one.name === 'notes.service' ? { ...one, command: '/usr/bin/notes --sync ~/notes' } : one,
);
const ofManager = { from: 'manager', identifier: 'systemd', unit: 'notes.service' } as const;
const own = { unit: 'notes.service', identifier: 'notes' } as const;

const endedBadly = [
  entry(minutes(3.1), 'Started notes.service - Syncs notes.', ofManager),
  entry(minutes(3.09), 'loading configuration', own),
  entry(minutes(3.05), 'fatal: cannot open /etc/ghost.conf: No such file or directory', own),
  entry(minutes(3), 'notes.service: Main process exited, code=exited, status=1/FAILURE', {
    ...ofManager,
    priority: 5,
  }),
  entry(minutes(3), "notes.service: Failed with result 'exit-code'.", {
    ...ofManager,
    priority: 4,
  }),
];

export const overviewScenes = {
  'overview-lines': {
    about: 'A service that runs, and writes',
    units: few,
    page: on('worker.service'),
    log: ticks(200, 'worker.service'),
  },
  'overview-failed': {
    about: 'A service that failed, with its last words',
    units: notes,
    page: on('notes.service'),
    log: endedBadly,
  },
  'overview-crashing': {
    about: 'A service that systemd restarts again and again, with what it wrote each time',
    units: [
      ...few.filter(({ name }) => name !== 'worker.service'),
      unit('worker.service', {
        crashing: true,
        activeState: 'activating',
        subState: 'auto-restart',
      }),
    ],
    page: on('worker.service'),
    details: {
      'worker.service': {
        result: 'exit-code',
        exitKind: 'exited',
        exitStatus: 3,
        failedCommand: {
          directive: 'ExecStart',
          path: '/usr/bin/worker',
          exitKind: 'exited',
          exitStatus: 3,
        },
        restarts: 16,
      },
    },
    log: [0.3, 0.2, 0.1].flatMap((at) => [
      entry(minutes(at), 'Started worker.service.', { from: 'manager', identifier: 'systemd' }),
      entry(minutes(at - 0.01), 'panic: index out of range [3] with length 3', { priority: 3 }),
      entry(minutes(at - 0.02), 'worker.service: Scheduled restart job', {
        from: 'manager',
        identifier: 'systemd',
      }),
    ]),
  },
  'overview-killed': {
    about: 'A service that was killed',
    units: [...few, unit('mail.service', { ...failed, changedAt: minutes(12) })],
    page: on('mail.service'),
    details: {
      'mail.service': {
        result: 'signal',
        exitKind: 'killed',
        exitStatus: 11,
        failedCommand: {
          directive: 'ExecStart',
          path: '/usr/bin/mail',
          exitKind: 'killed',
          exitStatus: 11,
        },
      },
    },
  },
} satisfies Record<string, Scene>;
