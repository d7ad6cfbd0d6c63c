/** Units that a timer, a socket, a path or another unit starts. */
import { lingering, program, service, timer, type Row } from './situation.ts';
import { config } from './unit-world.ts';

export const triggeredSituations: Row[] = [
  [
    'started by an enabled timer',
    {
      world: {
        [config]: { 'a.service': program, 'a.timer': timer, 'timers.target.wants/a.timer': '' },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
  [
    'the enabled timer itself, with lingering',
    {
      world: {
        [config]: { 'a.service': program, 'a.timer': timer, 'timers.target.wants/a.timer': '' },
      },
      unit: 'a.timer',
      active: ['a.timer'],
      rules: lingering,
    },
    ['from-boot', 'manager', ['linger → each-login', 'disable → never-by-itself'], 'stays'],
  ],
  [
    'started by a timer that isn’t enabled',
    { world: { [config]: { 'a.service': program, 'a.timer': timer } } },
    ['never-by-itself', 'trigger-off', ['enable → each-login']],
  ],
  [
    'started by a timer of another name',
    {
      world: {
        [config]: {
          'a.service': program,
          'nightly.timer': `[Timer]\nOnCalendar=daily\nUnit=a.service\n[Install]\nWantedBy=timers.target\n`,
          'timers.target.wants/nightly.timer': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
  [
    'started by a masked timer',
    {
      world: {
        [config]: { 'a.service': program, 'a.timer': null, 'timers.target.wants/a.timer': '' },
      },
    },
    ['never-by-itself', 'trigger-off', ['unmask → each-login']],
  ],
  [
    'started by an enabled socket',
    {
      world: {
        [config]: {
          'a.service': program,
          'a.socket': '[Socket]\nListenStream=%t/a\n',
          'sockets.target.wants/a.socket': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
  [
    'started by an enabled path',
    {
      world: {
        [config]: {
          'a.service': program,
          'a.path': '[Path]\nPathChanged=%h/inbox\n',
          'paths.target.wants/a.path': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
  [
    'started when an enabled unit fails',
    {
      world: {
        [config]: {
          'a.service': program,
          'b.service': `[Unit]\nOnFailure=a.service\n${service}`,
          'default.target.wants/b.service': '',
        },
      },
    },
    ['each-login', 'manager', ['linger → from-boot']],
  ],
];
