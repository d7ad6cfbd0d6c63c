/** Units that are enabled, or not, without triggers and desktops. */
import { lingering, program, service, enabled, type Row } from './situation.ts';
import { config, vendor } from './unit-world.ts';

export const enabledSituations: Row[] = [
  [
    'enabled, without lingering',
    { world: { [config]: enabled } },
    ['each-login', 'manager', ['linger → from-boot', 'disable → never-by-itself']],
  ],
  [
    'enabled and running, without lingering',
    { world: { [config]: enabled }, active: ['a.service'] },
    ['each-login', 'manager', ['linger → from-boot', 'disable → until-logout'], 'stops'],
  ],
  [
    'enabled and running, with lingering',
    { world: { [config]: enabled }, active: ['a.service'], rules: lingering },
    ['from-boot', 'manager', ['linger → each-login', 'disable → never-by-itself'], 'stays'],
  ],
  [
    'running, but not enabled',
    { world: { [config]: { 'a.service': service } }, active: ['a.service'] },
    ['until-logout', 'disabled', ['enable → each-login'], 'stops'],
  ],
  [
    'running, but not enabled, with lingering',
    { world: { [config]: { 'a.service': service } }, active: ['a.service'], rules: lingering },
    ['never-by-itself', 'disabled', ['enable → from-boot'], 'stays'],
  ],
  [
    'stopped and not enabled',
    { world: { [config]: { 'a.service': service } } },
    ['never-by-itself', 'disabled', ['enable → each-login']],
  ],
  [
    'running, not enabled, in a manager that stays until shutdown',
    {
      world: { [config]: { 'a.service': service } },
      active: ['a.service'],
      rules: { stopDelaySeconds: null },
    },
    ['never-by-itself', 'disabled', ['enable → each-login'], 'stays'],
  ],
  [
    'of one’s own, without [Install]',
    { world: { [config]: { 'a.service': program } } },
    ['never-by-itself', 'static', ['start-with → each-login']],
  ],
  [
    'of a package, without [Install]',
    { world: { [vendor]: { 'a.service': program } } },
    ['never-by-itself', 'static', []],
  ],
  [
    'enabled for a target of the system’s manager',
    {
      world: {
        [config]: {
          'a.service': `${program}[Install]\nWantedBy=multi-user.target\n`,
          'multi-user.target.wants/a.service': '',
        },
      },
    },
    ['never-by-itself', 'missing', ['start-with → each-login']],
  ],
  [
    'enabled for a target of the system’s manager and default.target',
    {
      world: {
        [config]: {
          'a.service': `${program}[Install]\nWantedBy=multi-user.target default.target\n`,
          'multi-user.target.wants/a.service': '',
          'default.target.wants/a.service': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot', 'disable → never-by-itself']],
  ],
  [
    'not enabled, and enabling wouldn’t help',
    {
      world: {
        [config]: { 'a.service': `${program}[Install]\nWantedBy=multi-user.target\n` },
      },
    },
    ['never-by-itself', 'disabled', ['start-with → each-login']],
  ],
  [
    'enabled for a unit that nothing starts',
    {
      world: {
        [config]: {
          'a.service': `${program}[Install]\nWantedBy=b.service\n`,
          'b.service': program,
          'b.service.wants/a.service': '',
        },
      },
    },
    ['never-by-itself', 'not-reached', ['start-with → each-login']],
  ],
  [
    'enabled for a unit that is enabled itself',
    {
      world: {
        [config]: {
          'a.service': `${program}[Install]\nWantedBy=b.service\n`,
          'b.service': service,
          'b.service.wants/a.service': '',
          'default.target.wants/b.service': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot', 'disable → never-by-itself']],
  ],
  [
    'wanted in the file of an enabled unit',
    {
      world: {
        [config]: {
          'a.service': program,
          'b.service': `[Unit]\nWants=a.service\n${service}`,
          'default.target.wants/b.service': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
  [
    'upheld by an enabled unit',
    {
      world: {
        [config]: {
          'a.service': program,
          'b.service': `[Unit]\nUpholds=a.service\n${service}`,
          'default.target.wants/b.service': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
  [
    'upheld, by a systemd that knows no Upholds=',
    {
      world: {
        [config]: {
          'a.service': program,
          'b.service': `[Unit]\nUpholds=a.service\n${service}`,
          'default.target.wants/b.service': '',
        },
      },
      upholds: false,
    },
    ['never-by-itself', 'static', ['start-with → each-login']],
  ],
];
