/** Units of a desktop session, and of devices. */
import { lingering, program, forDesktop, enabledForDesktop, type Row } from './situation.ts';
import { config } from './unit-world.ts';

export const desktopSituations: Row[] = [
  [
    'for the desktop, on a desktop',
    {
      world: { [config]: enabledForDesktop },
      active: ['graphical-session.target', 'a.service'],
    },
    ['each-login', 'session', ['disable → until-logout'], 'stops'],
  ],
  [
    'for the desktop, on a desktop, with lingering',
    {
      world: { [config]: enabledForDesktop },
      active: ['graphical-session.target', 'a.service'],
      rules: lingering,
    },
    ['each-login', 'session', ['disable → never-by-itself'], 'stops'],
  ],
  [
    'for the desktop without PartOf=, with lingering',
    {
      world: {
        [config]: {
          'a.service': `${program}[Install]\nWantedBy=graphical-session.target\n`,
          'graphical-session.target.wants/a.service': '',
        },
      },
      active: ['graphical-session.target', 'a.service'],
      rules: lingering,
    },
    ['each-login', 'session', ['disable → never-by-itself'], 'stays'],
  ],
  [
    'for the desktop, on a console',
    { world: { [config]: enabledForDesktop } },
    ['never-by-itself', 'no-desktop', []],
  ],
  [
    'for the desktop, on a console, with lingering',
    { world: { [config]: enabledForDesktop }, rules: lingering },
    ['never-by-itself', 'no-desktop', []],
  ],
  [
    'for the desktop, not enabled',
    { world: { [config]: { 'a.service': forDesktop } }, active: ['graphical-session.target'] },
    ['never-by-itself', 'disabled', ['enable → each-login']],
  ],
  [
    'for a compositor’s own target',
    {
      world: {
        [config]: {
          'a.service': `${program}[Install]\nWantedBy=sway-session.target\n`,
          'sway-session.target': '[Unit]\nBindsTo=graphical-session.target\n',
          'sway-session.target.wants/a.service': '',
        },
      },
      active: ['sway-session.target', 'graphical-session.target'],
    },
    ['each-login', 'session', ['disable → never-by-itself']],
  ],
  [
    'for a target of one’s own that was started by hand',
    {
      world: {
        [config]: {
          'a.service': `${program}[Install]\nWantedBy=work.target\n`,
          'work.target': '[Unit]\n',
          'work.target.wants/a.service': '',
        },
      },
      active: ['work.target', 'a.service'],
    },
    ['until-logout', 'not-reached', ['start-with → each-login'], 'stops'],
  ],
  [
    'for a target of one’s own that default.target wants',
    {
      world: {
        [config]: {
          'a.service': `${program}[Install]\nWantedBy=work.target\n`,
          'work.target': '[Unit]\n',
          'work.target.wants/a.service': '',
          'default.target.wants/work.target': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot', 'disable → never-by-itself']],
  ],
  [
    'for a device that is there',
    {
      world: {
        [config]: { 'a.service': program, 'sound.target.wants/a.service': '' },
      },
      active: ['sound.target'],
    },
    ['each-login', 'session', ['disable → never-by-itself']],
  ],
];
