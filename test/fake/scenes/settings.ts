/** The settings, and the confirmation before turning on lingering. */
import { usualPreferences } from '../../../electron/core/app/preferences.ts';
import { usualNotices } from '../../../electron/core/notices/notice-settings.ts';
import { fail, problem } from '../../../electron/core/problems/problem.ts';
import type { ProblemCode } from '../../../electron/core/problems/table.ts';
import { person } from '../makers.ts';
import { never, type Scene } from '../scene.ts';
import { deletedHistory } from './files.ts';
import { few } from './manager.ts';

const page = { kind: 'settings' } as const;
const on = { linger: true, state: 'active' };
const off = { linger: false, state: 'active' };

type LingerCode = Extract<ProblemCode, `linger-${string}`>;
const refused = (code: LingerCode): Scene => ({
  about: `Lingering was refused: ${code}`,
  units: few,
  page,
  state: {
    linger: {
      current: off,
      changing: false,
      problem: problem(code, { user: 'alice', enable: true }),
    },
  },
});

export const settingsScenes = {
  settings: { about: 'The settings', units: few, page },
  'settings-notifications': {
    about: 'Quiet hours, and two muted services',
    units: few,
    page,
    state: {
      notices: {
        ...usualNotices,
        quiet: true,
        muted: ['backup.service', 'app-at\\x2dspi\\x2ddbus\\x2dbus@autostart.service'],
      },
    },
  },
  'settings-other-folder': {
    about: 'systemd was started with another XDG_CONFIG_HOME',
    units: few,
    page,
    state: { person: { ...person, configFolder: '/home/alice/.cfg' } },
  },
  'settings-linger': {
    about: 'The settings with lingering on',
    units: few,
    page,
    state: { linger: { current: on, changing: false, problem: null } },
  },
  'settings-linger-changing': {
    about: 'The password is being asked for',
    units: few,
    page,
    state: { linger: { current: off, changing: true, problem: null } },
  },
  'settings-linger-unknown': {
    about: 'logind was not asked yet',
    units: few,
    page,
    state: { linger: { current: null, changing: false, problem: null } },
  },
  'settings-offline': {
    about: 'logind does not know the person',
    units: few,
    page,
    state: { linger: { current: { linger: false, state: '' }, changing: false, problem: null } },
  },
  'linger-denied': refused('linger-denied'),
  'linger-cancelled': refused('linger-cancelled'),
  'linger-no-agent': refused('linger-no-agent'),
  'linger-timed-out': refused('linger-timed-out'),
  'linger-failed': refused('linger-failed'),
  'settings-no-tray': {
    about: 'The settings without a tray',
    units: few,
    page,
    app: { tray: { hosted: false } },
  },
  'settings-preferences': {
    about: 'A theme, a global shortcut, and amounts that were written by hand',
    units: few,
    page,
    app: {
      preferences: {
        theme: 'dark',
        shortcut: 'Ctrl+Alt+Super+H',
        logLines: 12_345,
        versions: 75,
        megabytes: 256,
      },
    },
  },
  'settings-shortcut-wayland': {
    about: 'The desktop lets no program take keys',
    units: few,
    page,
    app: {
      preferences: { ...usualPreferences, shortcut: 'Ctrl+Alt+H' },
      shortcutProblem: problem('shortcut-wayland', { keys: 'Ctrl+Alt+H' }),
    },
  },
  'settings-autostart': {
    about: 'Hearth starts at login',
    units: few,
    page,
    app: { autostart: { enabled: true, problem: null } },
  },
  'settings-autostart-failed': {
    about: 'Starting at login could not be set',
    units: few,
    page,
    app: {
      autostart: {
        enabled: false,
        problem: problem('folder-not-writable', {
          path: '/home/alice/.config/autostart',
          detail: 'Permission denied.',
        }),
      },
    },
  },
  'settings-deleted': {
    about: 'Services that were deleted',
    units: few,
    page,
    history: deletedHistory,
  },
  'settings-deleted-refused': {
    about: 'A deleted service that cannot come back',
    units: few,
    page,
    history: deletedHistory,
    answers: {
      restoreDeleted: ({ id }) => {
        throw fail('version-gone', { id });
      },
    },
  },
  report: {
    about: 'A report about Hearth itself',
    units: few,
    page: { kind: 'report', unit: null },
  },
  'report-unit': {
    about: 'A report about a service',
    units: few,
    page: { kind: 'report', unit: 'worker.service' },
  },
  'report-making': {
    about: 'A report is being made',
    units: few,
    page: { kind: 'report', unit: null },
    answers: { makeReport: never },
  },
  'report-refused': {
    about: 'A report could not be saved',
    units: few,
    page: { kind: 'report', unit: null },
    answers: {
      saveReport: () => {
        throw fail('disk-full', { path: '/home/alice/hearth-report.tar.gz' });
      },
    },
  },
  'linger-nothing': { about: 'Nothing would start without a session', units: [], page },
  'linger-asking': {
    about: 'What would start is not known yet',
    units: few,
    page,
    answers: { lingerReview: never },
  },
  'linger-asked-refused': {
    about: 'What would start cannot be read',
    units: few,
    page,
    answers: {
      lingerReview: () => {
        throw fail('file-unreadable', { path: '/etc/systemd/user' });
      },
    },
  },
} satisfies Record<string, Scene>;
