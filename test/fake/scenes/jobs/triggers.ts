/** Jobs that wait for a change or a connection. */
import { emptyForm, type ServiceForm } from '../../../../electron/core/create/service-form.ts';
import { failed, minutes, run, stopped, unit } from '../../makers.ts';
import { never, type Scene } from '../../scene.ts';
import { few } from '../manager.ts';

const page = { kind: 'create' } as const;
const watching: ServiceForm = {
  ...emptyForm(),
  name: 'sort-inbox',
  description: 'Sorts what comes in',
  command: '~/bin/sort-inbox',
  job: 'on-change',
  watchPaths: '~/inbox',
};
const listening: ServiceForm = {
  ...emptyForm(),
  name: 'notes',
  description: 'Serves notes',
  command: '~/bin/notes-server',
  job: 'on-connection',
  listenPort: '48100',
};

const watchPage = { kind: 'unit', unit: 'sort-inbox.path', section: 'overview' } as const;
const listenPage = { kind: 'unit', unit: 'web.socket', section: 'overview' } as const;
const waiting = { subState: 'waiting', description: 'Sorts what comes in' };
const others = few.filter(({ name }) => !name.startsWith('backup.'));
const watchUnits = (
  differs: Parameters<typeof unit>[1] = {},
  job: Parameters<typeof unit>[1] = stopped,
) => [
  ...others,
  unit(watchPage.unit, { ...waiting, ...differs }),
  unit('sort-inbox.service', { unitFileState: 'static', ...job }),
];
const listenUnits = (differs: Parameters<typeof unit>[1] = {}) => [
  ...others,
  unit(listenPage.unit, { subState: 'listening', description: 'Serves notes', ...differs }),
  unit('web.service', { unitFileState: 'static', ...stopped }),
];
const runs = Array.from({ length: 12 }, (_, index) =>
  run(index, {
    startedAt: minutes(3 + index * 47),
    startedBy: index === 0 ? 'trigger' : 'unknown',
    trigger: index === 0 ? watchPage.unit : null,
  }),
);

export const triggerScenes = {
  'path-page': {
    about: 'A path unit that watches a folder, with the runs of its service',
    units: watchUnits(),
    page: watchPage,
    runs: { runs },
    details: {
      [watchPage.unit]: {
        watches: [
          { directive: 'DirectoryNotEmpty', path: '/home/alice/inbox' },
          { directive: 'PathExistsGlob', path: '/home/alice/scans/*.pdf' },
          { directive: 'DirectoryNotEmpty', path: '/home/alice/inbox' },
        ],
      },
    },
  },
  'path-limit': {
    about: 'A path unit that gave up, because its service leaves what it finds',
    units: watchUnits(failed, failed),
    page: watchPage,
    runs: { runs },
    details: { [watchPage.unit]: { result: 'unit-start-limit-hit' } },
  },
  'path-off': {
    about: 'A path unit that is off, and whose service never ran',
    units: watchUnits({ ...stopped, unitFileState: 'disabled' }),
    page: watchPage,
    runs: { runs: [] },
  },
  'path-service': {
    about: 'The service of a path unit and of a socket that is off',
    units: [...watchUnits(), unit('web.socket', stopped)],
    page: { ...watchPage, unit: 'sort-inbox.service' },
    runs: { runs },
    details: { 'sort-inbox.service': { triggeredBy: [watchPage.unit, 'web.socket'] } },
  },
  'socket-page': {
    about: 'A socket with an address of each kind, one of them twice, whose service waits',
    units: listenUnits(),
    page: listenPage,
    runs: { runs: [] },
    details: {
      [listenPage.unit]: {
        accept: false,
        listens: [
          { type: 'Stream', address: '127.0.0.1:48100' },
          { type: 'Stream', address: '/run/user/1000/web.sock' },
          { type: 'Datagram', address: '[::]:48101' },
          { type: 'Stream', address: '127.0.0.1:48100' },
        ],
      },
    },
  },
  'socket-each': {
    about: 'A socket that starts a process for each connection',
    units: listenUnits(),
    page: listenPage,
    details: { [listenPage.unit]: { listens: [{ type: 'Stream', address: '[::]:48100' }] } },
    answers: { tryConnection: () => ({ kind: 'refused' }) },
  },
  'socket-trying': {
    about: 'A try to connect that takes its time',
    units: listenUnits(),
    page: listenPage,
    answers: { tryConnection: never },
  },
  'socket-taken': {
    about: 'A socket whose port other programs have',
    units: listenUnits(failed),
    page: listenPage,
    runs: { runs: [] },
    details: {
      [listenPage.unit]: {
        accept: false,
        result: 'resources',
        listens: [{ type: 'Stream', address: '127.0.0.1:48100' }],
      },
    },
    answers: {
      heldPorts: () => [
        {
          port: 48_100,
          owners: [
            { pid: 398, isOwn: true, program: 'python3', unit: null },
            { pid: 401, isOwn: true, program: 'node', unit: 'proxy.service' },
          ],
        },
      ],
    },
  },
  'create-watching': {
    about: 'A job that waits for a folder to fill',
    units: few,
    page,
    form: watching,
  },
  'create-watching-faults': {
    about: 'A job that waits for paths, with faults',
    units: few,
    page,
    form: { ...watching, watchKind: 'closed', watchPaths: 'inbox\n~/inbox/*.pdf' },
  },
  'create-listening': {
    about: 'A job that waits for connections',
    units: few,
    page,
    form: listening,
  },
  'create-listening-each': {
    about: 'A process for each connection to a socket file',
    units: few,
    page,
    form: {
      ...listening,
      command: 'head -n 1',
      listenAt: 'file',
      listenPath: '%t/notes.sock',
      handover: 'streams',
    },
  },
} satisfies Record<string, Scene>;
