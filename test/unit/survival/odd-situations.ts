/** Generated, masked, temporary, odd units. */
import { lingering, program, service, enabled, type Row } from './situation.ts';
import { config, generated, global, runtime, thisBoot, transient, vendor } from './unit-world.ts';

export const oddSituations: Row[] = [
  [
    'an autostart entry, on a desktop that starts them',
    {
      world: {
        [generated]: {
          'app-a@autostart.service': program,
          'xdg-desktop-autostart.target.wants/app-a@autostart.service': '',
        },
      },
      unit: 'app-a@autostart.service',
      active: ['xdg-desktop-autostart.target'],
    },
    ['each-login', 'session', []],
  ],
  [
    'an autostart entry, on a desktop that doesn’t',
    {
      world: {
        [generated]: {
          'app-a@autostart.service': program,
          'xdg-desktop-autostart.target.wants/app-a@autostart.service': '',
        },
      },
      unit: 'app-a@autostart.service',
    },
    ['never-by-itself', 'no-desktop', []],
  ],
  [
    'generated, and started by nothing',
    { world: { [generated]: { 'a.service': program } }, active: ['a.service'] },
    ['until-logout', 'generated', [], 'stops'],
  ],
  [
    'masked',
    {
      world: {
        [config]: { 'a.service': null, 'default.target.wants/a.service': '' },
        [vendor]: { 'a.service': service },
      },
    },
    ['never-by-itself', 'masked', ['unmask → each-login']],
  ],
  [
    'masked, but still running',
    { world: { [config]: { 'a.service': null } }, active: ['a.service'] },
    ['until-logout', 'masked', ['unmask → never-by-itself'], 'stops'],
  ],
  [
    'its link masked by a person',
    {
      world: {
        [config]: { 'default.target.wants/a.service': null },
        [vendor]: { 'a.service': program, 'default.target.wants/a.service': '' },
      },
    },
    ['never-by-itself', 'unlinked', []],
  ],
  [
    'transient',
    { world: { [transient]: { 'a.service': program } }, active: ['a.service'] },
    ['until-logout', 'transient', [], 'stops'],
  ],
  [
    'enabled with --runtime',
    {
      world: {
        [config]: { 'a.service': service },
        [runtime]: { 'default.target.wants/a.service': '' },
      },
      active: ['a.service'],
    },
    ['until-logout', 'runtime', ['enable → each-login'], 'stops'],
  ],
  [
    'enabled until the next boot, without lingering',
    {
      world: {
        [config]: { 'a.service': service },
        [thisBoot]: { 'default.target.wants/a.service': '' },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
  [
    'enabled until the next boot, with lingering',
    {
      world: {
        [config]: { 'a.service': service },
        [thisBoot]: { 'default.target.wants/a.service': '' },
      },
      rules: lingering,
    },
    ['never-by-itself', 'runtime', ['enable → from-boot']],
  ],
  [
    'enabled for all users by the administrator',
    {
      world: {
        [global]: { 'default.target.wants/a.service': '' },
        [vendor]: { 'a.service': service },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
  [
    'started by a package’s own link',
    {
      world: { [vendor]: { 'a.service': program, 'sockets.target.wants/a.service': '' } },
      rules: lingering,
    },
    ['from-boot', 'manager', ['linger → each-login']],
  ],
  [
    'an enabled instance',
    {
      world: {
        [config]: { 'a@.service': service, 'default.target.wants/a@one.service': '' },
      },
      unit: 'a@one.service',
    },
    ['each-login', 'manager', ['linger → from-boot', 'disable → never-by-itself']],
  ],
  [
    'asked for by an alias',
    {
      world: {
        [config]: { ...enabled, 'other.service': `-> ${config}/a.service` },
      },
      unit: 'other.service',
    },
    ['each-login', 'manager', ['linger → from-boot', 'disable → never-by-itself']],
  ],
  [
    'refused by systemd',
    {
      world: {
        [config]: { 'a.service': '[Unit\n', 'default.target.wants/a.service': '' },
      },
    },
    ['never-by-itself', 'refused', []],
  ],
];
