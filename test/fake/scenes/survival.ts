/** What survives logout and reboot: the badge of a unit, and the reviews before lingering is turned on and off. */
import type { Page } from '../../../electron/core/app/page.ts';
import { ofDistribution, stopped, unit } from '../makers.ts';
import type { Scene } from '../scene.ts';
import { few } from './manager.ts';

const settings = { kind: 'settings' } as const;
const on = {
  linger: { current: { linger: true, state: 'active' }, changing: false, problem: null },
};

const mebibyte = 1024 ** 2;
const day = 24 * 60 * 60;

const desktop = unit('graphical-session.target', {
  ...ofDistribution,
  subState: 'active',
  description: 'Current graphical user session',
});

const pageOf = (name: string): Page => ({ kind: 'unit', unit: name, section: 'overview' });

const reviewed = [
  ...few,
  desktop,
  unit('dropbox-sync.service', { description: 'Keeps ~/Dropbox in sync' }),
  unit('notes-push.service', {
    ...stopped,
    description: 'Pushes my notes',
    unitFileState: 'static',
  }),
  unit('notes-push.timer', { description: 'Pushes my notes every hour', subState: 'waiting' }),
  unit('clipboard.service', { description: 'Remembers what I copied' }),
  unit('photos.service', { description: 'Indexes my photos' }),
  unit('waybar.service', { description: 'The bar at the top' }),
  unit('gpg-agent.socket', {
    ...ofDistribution,
    unitFileState: 'enabled',
    subState: 'listening',
    description: 'GnuPG cryptographic agent',
  }),
];

const review: Scene['review'] = {
  'worker.service': {
    load: { from: 'now', cpuNanoseconds: 42e9, seconds: 3 * day, memoryBytes: 18 * mebibyte },
  },
  'backup.timer': {
    load: { from: 'last-run', cpuNanoseconds: 94e9, seconds: null, memoryBytes: 210 * mebibyte },
    needs: [
      {
        kind: 'mount',
        evidence: '/run/media/alice/backup/home',
        point: '/run/media/alice/backup',
        type: 'ext4',
      },
    ],
  },
  'notes-push.timer': {
    load: { from: 'last-run', cpuNanoseconds: 1.4e9, seconds: null, memoryBytes: null },
    needs: [{ kind: 'ssh-agent', evidence: 'git' }],
  },
  'clipboard.service': {
    load: { from: 'now', cpuNanoseconds: 2e9, seconds: 40_000, memoryBytes: 9 * mebibyte },
    needs: [{ kind: 'display', evidence: 'PassEnvironment=WAYLAND_DISPLAY' }],
  },
  'photos.service': {
    load: { from: 'now', cpuNanoseconds: 9000e9, seconds: 30_000, memoryBytes: 1340 * mebibyte },
  },
  'pipewire.service': {
    load: { from: 'now', cpuNanoseconds: 310e9, seconds: 40_000, memoryBytes: 12 * mebibyte },
  },
};

const many = Array.from({ length: 200 }, (_, at) =>
  unit(`job-${String(at).padStart(3, '0')}.service`, { description: `Job ${String(at)}` }),
);

export const survivalScenes = {
  'survives-login': {
    about: 'A service that starts at each login',
    units: few,
    page: pageOf('worker.service'),
  },
  'survives-boot': {
    about: 'A service that runs from boot on',
    units: few,
    page: pageOf('worker.service'),
    state: on,
  },
  'survives-timer': {
    about: 'A service that a timer starts',
    units: few,
    page: pageOf('backup.service'),
  },
  'survives-logout': {
    about: 'A service that runs until logout',
    units: [...few, unit('tunnel.service', { unitFileState: 'disabled' })],
    page: pageOf('tunnel.service'),
  },
  'survives-socket': {
    about: 'A service that a socket starts',
    units: few,
    page: pageOf('proxy.service'),
  },
  'survives-never': {
    about: 'A service that never starts by itself',
    units: [...few, unit('idle.service', { ...stopped, unitFileState: 'disabled' })],
    page: pageOf('idle.service'),
  },
  'survives-lost': {
    about: 'A service that is enabled for a target nobody has',
    units: [...few, unit('lost.service', stopped)],
    wantedBy: { 'lost.service': 'multi-user.target' },
    page: pageOf('lost.service'),
  },
  'survives-desktop': {
    about: 'A service that starts with the desktop',
    units: [...few, desktop, unit('waybar.service')],
    wantedBy: { 'waybar.service': 'graphical-session.target' },
    page: pageOf('waybar.service'),
    state: on,
  },
  'screen-triggered': {
    about: 'A service that needs a screen, and what starts it anyway',
    units: [...few, desktop],
    wantedBy: { 'proxy.socket': 'graphical-session.target' },
    page: { kind: 'unit', unit: 'backup.service', section: 'edit' },
    details: { 'backup.service': { triggeredBy: ['backup.timer', 'proxy.socket'] } },
    files: {
      'backup.service': [{ dropIn: null, text: '[Service]\nExecStart=/bin/true\n' }],
    },
  },
  'linger-review': {
    about: 'What lingering would start: some need a look',
    units: reviewed,
    wantedBy: { 'waybar.service': 'graphical-session.target' },
    review,
    page: settings,
  },
  'linger-review-many': {
    about: 'What lingering would start: 200 units',
    units: many,
    page: settings,
  },
  'linger-review-home': {
    about: 'The home folder is unlocked at login',
    units: few,
    page: settings,
    answers: {
      lingerReview: () => ({
        units: [],
        waiting: [],
        home: { kind: 'encrypted', point: '/home/alice', type: 'fuse.gocryptfs' },
      }),
    },
  },
  'linger-stop': {
    about: 'What stops once lingering is off',
    units: [...reviewed, unit('tunnel.service', { unitFileState: 'disabled' })],
    page: settings,
    state: on,
  },
  'linger-stop-nothing': {
    about: 'Nothing of one’s own is running',
    units: few.map((one) => ({ ...one, ...stopped })),
    page: settings,
    state: on,
  },
} satisfies Record<string, Scene>;
