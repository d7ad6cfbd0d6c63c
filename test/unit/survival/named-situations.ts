/** Units that others name with a specifier, or by their template. */
import { program, service, type Row } from './situation.ts';
import { config } from './unit-world.ts';

const wants = (name: string): string => `[Unit]\nWants=${name}\n${program}`;
const underManager = ['linger → from-boot'];

/** `site-web@north-1.service` is enabled, and its file wants this. */
const wanted = (name: string, file: string, unit: string): Row[1] => ({
  world: {
    [config]: {
      'site-web@.service': wants(name),
      'default.target.wants/site-web@north-1.service': '',
      [file]: program,
    },
  },
  unit,
});

export const namedSituations: Row[] = [
  [
    'wanted by an instance, by its %i',
    wanted('a@%i.service', 'a@.service', 'a@north-1.service'),
    ['each-login', 'manager', underManager],
  ],
  [
    'wanted by an instance, by its %j',
    wanted('%j.service', 'web.service', 'web.service'),
    ['each-login', 'manager', underManager],
  ],
  [
    'wanted by an instance, by its %p',
    wanted('a-%p.service', 'a-site-web.service', 'a-site-web.service'),
    ['each-login', 'manager', underManager],
  ],
  [
    'wanted by an instance, by its %I',
    wanted('a-%I.service', 'a-north-1.service', 'a-north-1.service'),
    ['never-by-itself', 'static', ['start-with → each-login']],
  ],
  [
    'wanted by an instance, as a template',
    wanted('a@.service', 'a@.service', 'a@north-1.service'),
    ['each-login', 'manager', underManager],
  ],
  [
    'wanted by a plain unit, as a template',
    {
      world: {
        [config]: {
          'b.service': wants('a@.service'),
          'default.target.wants/b.service': '',
          'a@.service': program,
        },
      },
      unit: 'a@b.service',
    },
    ['each-login', 'manager', underManager],
  ],
  [
    'linked as a template to the template of an enabled instance',
    {
      world: {
        [config]: {
          'b@.service': program,
          'default.target.wants/b@one.service': '',
          'a@.service': program,
          'b@.service.wants/a@.service': '',
        },
      },
      unit: 'a@one.service',
    },
    ['each-login', 'manager', underManager],
  ],
  [
    'linked as a template to the template of another instance',
    {
      world: {
        [config]: {
          'b@.service': program,
          'default.target.wants/b@one.service': '',
          'a@.service': program,
          'b@.service.wants/a@.service': '',
        },
      },
      unit: 'a@two.service',
    },
    ['never-by-itself', 'not-reached', ['start-with → each-login']],
  ],
  [
    'to be enabled for the template of an enabled instance',
    {
      world: {
        [config]: {
          'b@.service': program,
          'default.target.wants/b@one.service': '',
          'a.service': `${program}[Install]\nWantedBy=b@.service\n`,
        },
      },
    },
    ['never-by-itself', 'disabled', ['enable → each-login']],
  ],
  [
    'to be enabled for a unit that %i names',
    {
      world: {
        [config]: {
          'b-one.service': service,
          'default.target.wants/b-one.service': '',
          'a@.service': `${program}[Install]\nWantedBy=b-%i.service\n`,
        },
      },
      unit: 'a@one.service',
    },
    ['never-by-itself', 'disabled', ['enable → each-login']],
  ],
];
