/** The environment page. */
import { fail } from '../../../electron/core/problems/problem.ts';
import { person } from '../makers.ts';
import { never, type Scene } from '../scene.ts';
import { few } from './manager.ts';

const page = { kind: 'environment' } as const;

/** As on a desktop with version managers. */
const terminal = {
  HOME: person.home,
  SHELL: '/bin/bash',
  SHLVL: '2',
  TERM: 'xterm-256color',
  LANG: 'en_GB.UTF-8',
  EDITOR: 'nvim',
  NVM_DIR: `${person.home}/.nvm`,
  JAVA_HOME: '/opt/jdk-21',
  DISPLAY: ':0',
  WAYLAND_DISPLAY: 'wayland-0',
  SSH_AUTH_SOCK: `${person.runtimeFolder}/keyring/ssh`,
  GITHUB_TOKEN: 'ghp_0123456789abcdefghij',
  DATABASE_URL: 'postgres://notes:hunter2@localhost/notes',
  XDG_DATA_DIRS: '/usr/local/share:/usr/share:/var/lib/flatpak/exports/share',
  LESS: '-R --mouse',
  BASH_FUNC_which: '() {  echo; }',
  GREETING: 'two\nlines',
  LONG: 'a long value '.repeat(60),
  PATH: [
    `${person.home}/.nvm/versions/node/v24.1.0/bin`,
    `${person.home}/.local/bin`,
    '/usr/local/bin',
    '/usr/bin',
    '/bin',
    `${person.home}/gone/bin`,
  ].join(':'),
};

const manager = {
  HOME: person.home,
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
  DISPLAY: ':1',
  XDG_RUNTIME_DIR: person.runtimeFolder,
  XDG_DATA_DIRS: '/usr/local/share:/usr/share',
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/games',
};

export const environmentScenes = {
  environment: {
    about: 'What the terminal has and services lack',
    units: few,
    page,
    environment: {
      terminal,
      manager,
      programs: [
        {
          directive: 'ExecStart',
          program: 'node',
          by: 'systemd',
          terminal: `${person.home}/.nvm/versions/node/v24.1.0/bin/node`,
          service: null,
        },
        {
          directive: 'ExecStart',
          program: 'python3',
          by: 'path',
          terminal: `${person.home}/.local/bin/python3`,
          service: '/usr/bin/python3',
        },
        {
          directive: 'ExecStartPre',
          program: '/usr/bin/mkdir',
          by: 'systemd',
          terminal: '/usr/bin/mkdir',
          service: '/usr/bin/mkdir',
        },
      ],
      uncertain: true,
    },
  },
  'environment-same': {
    about: 'The terminal and services have the same variables',
    units: few,
    page,
    environment: { terminal: manager, manager },
  },
  'environment-no-shell': {
    about: 'The login shell gives no answer',
    units: few,
    page,
    environment: { answered: false, terminal: { DISPLAY: ':0' }, manager },
  },
  'environment-many': {
    about: 'Five thousand variables',
    units: few,
    page,
    environment: {
      terminal: Object.fromEntries(
        Array.from({ length: 5000 }, (_, index) => [`VARIABLE_${String(index)}`, String(index)]),
      ),
      manager,
    },
  },
  'environment-slow': {
    about: 'The login shell has not answered yet',
    units: few,
    page,
    answers: { environment: never },
  },
  'environment-refused': {
    about: 'Nothing can be passed on, as the manager is gone',
    units: few,
    page,
    environment: { terminal, manager },
    answers: {
      passVariables: () => {
        throw fail('manager-lost', { detail: 'The bus is gone.' });
      },
    },
  },
} satisfies Record<string, Scene>;
