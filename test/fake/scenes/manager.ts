/** The window as a whole: with few or many units, without a manager, without a tray. */
import { problem } from '../../../electron/core/problems/problem.ts';
import { unitTypeOf } from '../../../electron/core/names/unit-name.ts';
import { failed, minutes, ofDistribution, person, stopped, unit } from '../makers.ts';
import { never, type Scene } from '../scene.ts';

/** A dozen units that a person might have. */
export const few = [
  unit('worker.service', { description: 'Writes a heartbeat', command: '/home/alice/bin/worker' }),
  unit('backup.service', { ...stopped, description: 'Nightly backup', unitFileState: 'static' }),
  unit('backup.timer', { description: 'Every night', subState: 'waiting' }),
  unit('notes.service', { ...failed, description: 'Syncs notes', changedAt: minutes(3) }),
  unit('proxy.socket', { description: 'Opens the proxy when asked', subState: 'listening' }),
  unit('proxy.service', {
    ...stopped,
    description: 'Proxy',
    unitFileState: 'disabled',
    dropIns: true,
  }),
  unit('old.service', { ...stopped, unitFileState: 'masked', loadState: 'masked' }),
  unit('edited.service', { description: 'Changed on disk', needDaemonReload: true }),
  unit('dbus.service', { ...ofDistribution, description: 'D-Bus User Message Bus' }),
  unit('pipewire.service', {
    ...ofDistribution,
    description: 'PipeWire',
    unitFileState: 'enabled',
  }),
  unit('app-at\\x2dspi\\x2ddbus\\x2dbus@autostart.service', {
    ...ofDistribution,
    origin: 'application',
    unitFileState: 'generated',
  }),
  unit('default.target', { ...ofDistribution, subState: 'active' }),
];

const types = ['service', 'timer', 'socket', 'path', 'target'] as const;

const thousand = Array.from({ length: 1000 }, (_, index) => {
  const name = `unit-${String(index).padStart(4, '0')}.${types[index % types.length] ?? 'service'}`;
  const state = index % 7 === 0 ? failed : index % 3 === 0 ? stopped : {};
  const whose = index % 2 === 0 ? {} : ofDistribution;
  return unit(name, {
    ...whose,
    ...state,
    description: `The ${unitTypeOf(name)} ${String(index)}`,
  });
});

const lost = problem('manager-lost', { detail: 'end of stream' });
const ownLinger = { current: { linger: true, state: 'active' }, changing: false, problem: null };

export const managerScenes = {
  few: { about: 'A dozen units, all well', units: few },
  empty: { about: 'No unit of one’s own', units: few.filter(({ own }) => !own) },
  'empty-lacking': {
    about: 'No unit of one’s own, on a computer that lacks much',
    units: few.filter(({ own }) => !own),
    app: { tray: { hosted: false } },
    answers: { journalAccess: () => 'volatile', controllers: () => ['memory', 'pids'] },
  },
  none: { about: 'No unit at all', units: [] },
  thousand: { about: '1,000 units', units: thousand },
  pinned: {
    about: 'Two units pinned',
    units: few,
    state: { pins: ['proxy.socket', 'worker.service'] },
  },
  'first-answer': {
    about: 'The first answer has not come',
    units: few,
    answers: { snapshot: never },
  },
  'no-answer': {
    about: 'The first answer is a bug',
    units: few,
    answers: {
      snapshot: () => {
        throw new Error('no state');
      },
    },
  },
  connecting: {
    about: 'The manager is being asked',
    units: [],
    state: { manager: { kind: 'connecting' } },
  },
  'manager-lost': {
    about: 'The manager has gone',
    units: [],
    state: { manager: { kind: 'lost', problem: lost } },
  },
  'no-manager': {
    about: 'There is no user manager',
    units: [],
    state: {
      manager: {
        kind: 'lost',
        problem: problem('no-user-manager', {
          runtimeFolder: person.runtimeFolder,
          user: person.name,
        }),
      },
    },
  },
  root: {
    about: 'Hearth was started as root',
    units: [],
    state: { manager: { kind: 'refused', problem: problem('run-as-root', { through: 'root' }) } },
  },
  sudo: {
    about: 'Hearth was started through sudo',
    units: [],
    state: { manager: { kind: 'refused', problem: problem('run-as-root', { through: 'sudo' }) } },
  },
  'no-systemctl': {
    about: 'A computer without systemd',
    units: [],
    state: {
      manager: {
        kind: 'refused',
        problem: problem('no-systemctl', { folders: ['/usr/bin', '/bin'] }),
      },
    },
  },
  'no-tray': { about: 'No tray on this desktop', units: few, app: { tray: { hosted: false } } },
  crashed: { about: 'Hearth crashed the last time', units: few, app: { crashed: 'last-time' } },
  'crashed-page': { about: 'Hearth’s window was reopened', units: few, app: { crashed: 'page' } },
  'crashed-bug': { about: 'An error in Hearth itself', units: few, app: { crashed: 'bug' } },
  unwatched: {
    about: 'Too many folders are watched',
    units: few,
    state: { unwatched: problem('watch-limit', { limit: 'max_user_watches' }) },
  },
  lingering: { about: 'Lingering is on', units: few, state: { linger: ownLinger } },
  'linger-unknown': {
    about: 'logind was not asked yet',
    units: few,
    state: { linger: { current: null, changing: false, problem: null } },
  },
} satisfies Record<string, Scene>;
