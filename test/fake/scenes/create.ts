/** Creating a service: the form, the steps, and how it ends. */
import {
  emptyForm,
  exampleForm,
  type ServiceForm,
} from '../../../electron/core/create/service-form.ts';
import {
  creationPaths,
  creationSteps,
  type Creation,
} from '../../../electron/core/create/steps.ts';
import { fail, problem } from '../../../electron/core/problems/problem.ts';
import { filledSettings } from '../filled-settings.ts';
import { person } from '../makers.ts';
import { never, type Scene } from '../scene.ts';
import { few } from './manager.ts';

const page = { kind: 'create' } as const;
const form = { ...exampleForm(), name: 'heartbeat' };
const scheduled: ServiceForm = {
  ...emptyForm(),
  name: 'backup',
  description: 'Copies notes',
  command: 'rsync -a notes backup',
  job: 'on-schedule',
  schedule: {
    when: { kind: 'weekly', days: [1, 3, 5], time: { hour: 3, minute: 0, second: 0 } },
    persistent: true,
    randomDelay: '10min',
    accuracy: null,
    deferReactivation: false,
  },
};
const folders = { home: person.home, runtime: person.runtimeFolder, units: person.unitFolder };
const steps = creationSteps(form, creationPaths(form, folders));
const unitFile = `${person.unitFolder}/heartbeat.service`;

/** The first `done` steps are done, and the next step is `then`. */
const creation = (
  done: number,
  then: 'running' | 'failed',
  differs: Partial<Creation>,
): Creation => ({
  unit: 'heartbeat.service',
  form,
  steps: steps.map((step, at) => ({
    ...step,
    state: at < done ? 'done' : at === done ? then : 'waiting',
    durationMs: at < done ? 14 : null,
  })),
  status: 'running',
  problem: null,
  journal: [],
  undone: [],
  tookBack: null,
  ...differs,
});

const all = steps.length;
const unfinished = { unit: 'earlier.service', undo: ['stop it', 'remove its file'] };

export const createScenes = {
  create: { about: 'An empty form', units: few, page },
  'create-settings': {
    about: 'A form with settings in each group',
    units: few,
    page,
    form: { ...form, settings: filledSettings },
  },
  'create-filled': { about: 'A form that was typed before', units: few, page, form },
  'create-unfinished': {
    about: 'An attempt before was not finished',
    units: few,
    page,
    state: { unfinished },
  },
  'create-unfinished-filled': {
    about: 'An attempt before was not finished, and the form is filled in',
    units: few,
    page,
    form,
    state: { unfinished },
  },
  'create-taken': {
    about: 'The disk has something against the form',
    units: few,
    page,
    form,
    answers: {
      checkForm: () => ({
        findings: [{ field: 'name', level: 'error', text: 'heartbeat.service exists already.' }],
        program: null,
      }),
    },
  },
  'create-no-folder': {
    about: 'The working folder is missing',
    units: few,
    page,
    form,
    answers: {
      checkForm: () => ({
        findings: [
          {
            field: 'workingDirectory',
            level: 'error',
            text: 'The folder /home/alice/site doesn’t exist.',
            offers: [{ kind: 'folder', path: '/home/alice/site' }],
          },
        ],
        program: null,
      }),
    },
  },
  'create-unchecked': {
    about: 'The form cannot be checked',
    units: few,
    page,
    form,
    answers: {
      checkForm: () => {
        throw fail('folder-not-writable', {
          path: person.unitFolder,
          detail: 'Permission denied.',
        });
      },
    },
  },
  'creation-running': {
    about: 'A creation under way',
    units: few,
    page,
    state: { creation: creation(4, 'running', {}) },
    answers: { cancelCreation: never },
  },
  'creation-done': {
    about: 'A service is created',
    units: few,
    page,
    state: { creation: creation(all, 'running', { status: 'done' }) },
  },
  'creation-others': {
    about: 'A service is created, and systemd remarked on other units',
    units: few,
    page,
    state: {
      creation: {
        ...creation(all, 'running', { status: 'done' }),
        steps: creation(all, 'running', {}).steps.map((step) =>
          step.id === 'verify' ? { ...step, otherFindings: ['other.service: Unknown key.'] } : step,
        ),
      },
    },
  },
  'creation-failed': {
    about: 'A service that did not start',
    units: few,
    page,
    state: {
      creation: creation(6, 'failed', {
        status: 'failed',
        problem: problem('start-failed', {
          unit: 'heartbeat.service',
          line: 'systemctl --user enable --now -- heartbeat.service',
        }),
        journal: ['heartbeat.sh: line 3: date: command not found'],
      }),
    },
  },
  'creation-early': {
    about: 'A creation that failed before anything was written',
    units: few,
    page,
    state: {
      creation: creation(0, 'failed', {
        status: 'failed',
        problem: problem('folder-not-writable', {
          path: person.unitFolder,
          detail: 'Permission denied.',
        }),
      }),
    },
  },
  'creation-undoing': {
    about: 'A creation is being undone',
    units: few,
    page,
    state: { creation: creation(6, 'failed', { status: 'undoing' }) },
  },
  'creation-undone': {
    about: 'A creation was undone',
    units: few,
    page,
    state: {
      creation: creation(6, 'failed', { status: 'undone', undone: [`removed ${unitFile}`] }),
    },
  },
  'creation-undone-nothing': {
    about: 'A creation was undone, and there was nothing to take back',
    units: few,
    page,
    state: { creation: creation(0, 'failed', { status: 'undone' }) },
  },
  'creation-took-back': {
    about: 'The attempt before was taken back first',
    units: few,
    page,
    state: {
      creation: creation(2, 'running', {
        tookBack: { unit: 'earlier.service', words: ['stopped it', 'removed its file'] },
      }),
    },
  },
  'create-scheduled': { about: 'A job on days of the week', units: few, page, form: scheduled },
  'create-by-hand': {
    about: 'A schedule typed by hand, with faults',
    units: few,
    page,
    form: {
      ...scheduled,
      schedule: {
        ...scheduled.schedule,
        when: {
          kind: 'by-hand',
          triggers: [
            { key: 'OnCalendar', value: '0 3 * * 1' },
            { key: 'OnUnitActiveSec', value: '2 hurs' },
          ],
        },
      },
    },
  },
  'creation-scheduled': {
    about: 'A job on a schedule is created',
    units: few,
    page,
    state: {
      creation: {
        ...creation(all, 'running', { status: 'done' }),
        unit: 'backup.service',
        form: scheduled,
        steps: creationSteps(scheduled, creationPaths(scheduled, folders)).map((step) => ({
          ...step,
          state: 'done',
          durationMs: 14,
        })),
      },
    },
  },
  'create-program': {
    about: 'A form that runs a program with arguments',
    units: few,
    page,
    form: { ...emptyForm(), name: 'sync', command: "/usr/bin/rsync -a 'a b'" },
  },
} satisfies Record<string, Scene>;
