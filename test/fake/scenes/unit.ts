/** The page of a unit in its states. */
import type { CommandRecord } from '../../../electron/core/app/command-record.ts';
import { fail } from '../../../electron/core/problems/problem.ts';
import type { Unit } from '../../../electron/core/units/unit.ts';
import { failed, minutes, ofDistribution, person, stopped, unit } from '../makers.ts';
import { never, type Scene } from '../scene.ts';
import { few } from './manager.ts';

const on = (name: string) => ({ kind: 'unit', unit: name, section: 'overview' }) as const;

/** The dozen units, with one replaced. */
const withUnit = (one: Unit): Unit[] => [...few.filter(({ name }) => name !== one.name), one];

const command = (
  id: number,
  line: string,
  differs: Partial<CommandRecord> = {},
): CommandRecord => ({
  id,
  unit: 'worker.service',
  line,
  startedAt: minutes(10) + id * 1000,
  durationMs: 34,
  exitCode: 0,
  failure: null,
  stdout: '',
  stderr: '',
  ...differs,
});

const commands = [
  command(1, 'systemctl --user start -- worker.service'),
  command(2, 'systemctl --user restart -- worker.service', {
    exitCode: 1,
    stderr: 'Job for worker.service failed.',
  }),
  command(3, 'systemctl --user stop -- worker.service', {
    exitCode: null,
    failure: 'timed-out',
    durationMs: 90_000,
  }),
];

const underWay = (action: 'start' | 'stop' | 'delete' | 'restart') => ({
  action,
  since: minutes(0.1),
});

export const unitScenes = {
  running: { about: 'A service that runs', units: few, page: on('worker.service') },
  failed: {
    about: 'A service that failed',
    units: few,
    page: on('notes.service'),
    details: { 'notes.service': { restarts: 5 } },
  },
  stopped: { about: 'A service that is stopped', units: few, page: on('proxy.service') },
  masked: { about: 'A masked service', units: few, page: on('old.service') },
  starting: {
    about: 'A start under way',
    units: withUnit(unit('worker.service', { activeState: 'activating', subState: 'start' })),
    page: on('worker.service'),
    state: { actions: { 'worker.service': underWay('start') } },
  },
  stopping: {
    about: 'A stop under way',
    units: withUnit(
      unit('worker.service', { activeState: 'deactivating', subState: 'stop-sigterm' }),
    ),
    page: on('worker.service'),
    state: { actions: { 'worker.service': underWay('stop') } },
  },
  deleting: {
    about: 'A deletion under way',
    units: few,
    page: on('worker.service'),
    state: { actions: { 'worker.service': underWay('delete') } },
  },
  reload: { about: 'Changed on disk, not read by systemd', units: few, page: on('edited.service') },
  reloadable: {
    about: 'A service that can reload',
    units: few,
    page: on('worker.service'),
    details: { 'worker.service': { canReload: true } },
  },
  'named-elsewhere': {
    about: 'A service that other units name',
    units: withUnit(unit('spare.timer')),
    page: on('worker.service'),
    answers: {
      renamePlan: () => ({
        unit: 'worker.service',
        parts: ['worker.timer'],
        follow: ['nightly.timer'],
        refers: [{ unit: 'cleaner.service', key: 'After' }],
      }),
    },
  },
  distribution: { about: 'A service of the distribution', units: few, page: on('dbus.service') },
  timer: { about: 'A timer', units: few, page: on('backup.timer') },
  socket: { about: 'A socket', units: few, page: on('proxy.socket') },
  template: {
    about: 'A template',
    units: [
      ...withUnit(unit('job@.service', { ...stopped, unitFileState: 'disabled' })),
      unit('job@10.service'),
      unit('job@2.service', { ...stopped, unitFileState: 'enabled' }),
      unit('job@other.timer', { unitFileState: 'disabled' }),
    ],
    page: on('job@.service'),
  },
  'template-many': {
    about: 'A template with more instances than are shown at once, and one with few',
    units: [
      ...few,
      unit('job@.service', { ...stopped, unitFileState: 'disabled' }),
      ...Array.from({ length: 12 }, (_, at) => unit(`job@site-${String(at + 1)}.service`)),
      unit('sync@.service', { ...stopped, unitFileState: 'disabled', description: 'Syncs' }),
      unit('sync@music.service', { description: 'Syncs music' }),
      unit('sync@photos.service', { ...stopped, unitFileState: 'disabled' }),
      unit('sync@broken.service', { ...failed, changedAt: minutes(2) }),
      unit('tool@.service', { ...stopped, unitFileState: 'static' }),
    ],
  },
  gone: { about: 'A unit that is gone', units: few, page: on('gone.service') },
  'details-slow': {
    about: 'The details of a unit have not come',
    units: few,
    page: on('worker.service'),
    answers: { unitDetails: never },
  },
  'action-refused': {
    about: 'Every action ends in a bug',
    units: few,
    page: on('worker.service'),
    answers: {
      actOnUnit: () => {
        throw fail('manager-silent', { detail: 'no answer within 25 s' });
      },
    },
  },
  'delete-other': {
    about: 'A deletion that is refused',
    units: few,
    page: on('worker.service'),
    answers: {
      deleteUnit: () => {
        throw fail('trash-failed', {
          path: `${person.unitFolder}/worker.service`,
          detail: 'No trash here.',
        });
      },
    },
  },
  'plan-refused': {
    about: 'What a deletion would remove cannot be told',
    units: few,
    page: on('worker.service'),
    answers: {
      deletionPlan: () => {
        throw fail('not-own', { unit: 'worker.service' });
      },
    },
  },
  commands: {
    about: 'Commands that Hearth ran',
    units: few,
    page: on('worker.service'),
    commands,
  },
  'commands-none': { about: 'No command yet', units: few, page: on('worker.service') },
  'not-own': {
    about: 'A unit that has no file',
    units: withUnit(
      unit('run-1.scope', { ...ofDistribution, origin: 'transient', unitFileState: 'transient' }),
    ),
    page: on('run-1.scope'),
    files: { 'run-1.scope': [] },
  },
  'failed-twice': {
    about: 'Two failures',
    units: [...few, unit('mail.service', failed)],
    page: on('mail.service'),
  },
} satisfies Record<string, Scene>;
