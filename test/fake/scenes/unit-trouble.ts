/** The page of a unit that failed, did not start, or is enabled in an odd way. */
import { problem } from '../../../electron/core/problems/problem.ts';
import { noEnabling } from '../../../electron/core/units/enabling.ts';
import type { Unit } from '../../../electron/core/units/unit.ts';
import { minutes, ofDistribution, person, stopped, unit } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { few } from './manager.ts';

const on = (name: string) => ({ kind: 'unit', unit: name, section: 'overview' }) as const;

/** The dozen units, with one replaced. */
const withUnit = (one: Unit): Unit[] => [...few.filter(({ name }) => name !== one.name), one];

const crashed = {
  result: 'exit-code',
  exitKind: 'exited',
  exitStatus: 3,
  failedCommand: {
    directive: 'ExecStart',
    path: '/usr/bin/worker',
    exitKind: 'exited',
    exitStatus: 3,
  },
} as const;
/** @param output of systemctl. */
const startFailed = (output: string) => ({
  problems: {
    'notes.service': problem(
      'start-failed',
      { unit: 'notes.service', line: 'systemctl --user start -- notes.service' },
      output,
    ),
  },
});

export const unitTroubleScenes = {
  'never-ran': {
    about: 'A service whose program is not there',
    units: few,
    page: on('notes.service'),
    details: {
      'notes.service': {
        exitStatus: 203,
        failedCommand: {
          directive: 'ExecStart',
          path: '/opt/notes/bin/notes',
          exitKind: 'exited',
          exitStatus: 203,
        },
      },
    },
  },
  crashing: {
    about: 'A service that systemd restarts again and again, in one of its tries',
    units: withUnit(
      unit('worker.service', {
        crashing: true,
        activeState: 'activating',
        subState: 'auto-restart',
      }),
    ),
    page: on('worker.service'),
    details: {
      'worker.service': { ...crashed, restarts: 16 },
    },
  },
  skipped: {
    about: 'A service that systemd did not start, as a condition is unmet',
    units: few,
    page: on('proxy.service'),
    details: {
      'proxy.service': {
        skippedAt: minutes(1),
        checks: [
          { text: 'ConditionUser=alice', state: 'met' },
          { text: 'ConditionPathExists=/etc/proxy.conf', state: 'unmet' },
        ],
      },
    },
  },
  'enabled-for-nothing': {
    about: 'A service enabled for a target that a person’s manager lacks',
    units: few,
    page: on('worker.service'),
    details: { 'worker.service': { enabling: { ...noEnabling, by: ['multi-user.target'] } } },
  },
  linked: {
    about: 'A service whose file is linked from a folder of dotfiles',
    units: few,
    page: on('worker.service'),
    details: {
      'worker.service': {
        enabling: {
          ...noEnabling,
          by: ['default.target'],
          link: {
            path: `${person.unitFolder}/worker.service`,
            to: `${person.home}/dotfiles/worker.service`,
          },
        },
      },
    },
  },
  'half-enabled': {
    about: 'A service with some of its links',
    units: [
      ...few,
      unit('graphical-session.target', { ...ofDistribution, ...stopped }),
      unit('default.target', { ...ofDistribution, subState: 'active' }),
    ],
    page: on('worker.service'),
    details: {
      'worker.service': {
        enabling: {
          ...noEnabling,
          by: ['default.target', 'graphical-session.target'],
          missing: ['mail.service'],
          extra: ['graphical-session.target'],
        },
      },
    },
  },
  'start-failed': {
    about: 'A start that systemd refused',
    units: few,
    page: on('notes.service'),
    state: startFailed(
      'Job for notes.service failed because the control process exited with error code.',
    ),
  },
  'start-failed-long': {
    about: 'A failed start with more output than is shown at once',
    units: few,
    page: on('notes.service'),
    state: startFailed(
      `${Array.from({ length: 60 }, (_, at) => `line ${String(at + 1)} of the output`).join('\n')}\nthe cause`,
    ),
  },
  'stop-timed-out': {
    about: 'A stop that takes too long',
    units: withUnit(
      unit('worker.service', { activeState: 'deactivating', subState: 'stop-sigterm' }),
    ),
    page: on('worker.service'),
    state: {
      problems: {
        'worker.service': problem('stop-timed-out', { unit: 'worker.service', seconds: 90 }),
      },
    },
  },
  'file-generated': {
    about: 'A file that a generator made',
    units: few,
    page: { kind: 'unit', unit: 'pipewire.service', section: 'edit' },
    files: {
      'pipewire.service': [
        {
          dropIn: null,
          text: '[Unit]\nSourcePath=/home/alice/.config/autostart/pipewire.desktop\n',
          differs: {
            origin: 'generated',
            madeFrom: '/home/alice/.config/autostart/pipewire.desktop',
            readOnly: 'A generator rewrites it.',
          },
        },
      ],
    },
  },
  'load-error': {
    about: 'systemd could not load it',
    units: withUnit(unit('broken.service', { ...stopped, loadState: 'bad-setting' })),
    page: on('broken.service'),
    details: {
      'broken.service': { loadError: 'Unit broken.service has a bad unit file setting.' },
    },
    files: { 'broken.service': [{ dropIn: null, text: '[Service]\nType=oneshot\n' }] },
    diagnoses: {
      'broken.service': {
        unit: 'broken.service',
        causes: [
          {
            number: 'HE-305',
            name: 'No command',
            sentence: 'systemd refuses this unit: it has no ExecStart=.',
            short: 'no command',
            evidence: [
              {
                text: 'LoadState=bad-setting: Unit broken.service has a bad unit file setting.',
                from: 'systemd',
                at: null,
              },
            ],
            remedies: [],
          },
        ],
        known: [],
        lastLine: null,
      },
    },
  },
  'bus-name-taken': {
    about: 'Another service has its bus name',
    units: withUnit(unit('broken.service', { ...stopped, loadState: 'error' })),
    page: on('broken.service'),
    details: {
      'broken.service': {
        loadError: 'Unit broken.service failed to load properly: File exists',
        busNameTaken: { busName: 'org.example.Notes', by: 'notes.service' },
      },
    },
  },
} satisfies Record<string, Scene>;
