/** What the page says about timers, sockets, paths and mounts. */
import { expect, test } from 'vitest';
import type { UnitDetails } from '../../../electron/core/units/unit.ts';
import { unitsKindsTexts } from '../../../electron/core/texts/units/kinds.ts';
import { kindFacts } from '../../../renderer/units/kind-facts.ts';
import { detailsOf, noon, unit } from '../../fake/makers.ts';

type Timer = Extract<UnitDetails, { kind: 'timer' }>;
type Socket = Extract<UnitDetails, { kind: 'socket' }>;

const facts = (details: UnitDetails): Record<string, string> =>
  Object.fromEntries(
    kindFacts(details, noon).map(({ term, text, meaning = '' }) => [
      term,
      meaning === '' ? text : `${text} · ${meaning}`,
    ]),
  );

const timer = (differs: Partial<Timer>, row = {}): Record<string, string> => {
  const details = detailsOf(unit('a.timer', { subState: 'waiting', ...row }), null);
  if (details.kind !== 'timer') throw new Error('no timer');
  return facts({ ...details, ...differs });
};
const socket = (differs: Partial<Socket>): Record<string, string> => {
  const details = detailsOf(unit('a.socket', { subState: 'listening' }), null);
  if (details.kind !== 'socket') throw new Error('no socket');
  return facts({ ...details, ...differs });
};
const none = { nextAt: null };
const monotonic = (...directives: string[]): Pick<Timer, 'times'> => ({
  times: directives.map((directive) => ({ directive, seconds: 90 })),
});

test.each<[string, Record<string, string>, string]>([
  ['it has one', timer({ nextAt: noon + 3_600_000 }), ' · in 1 h'],
  ['it isn’t started', timer({}, { activeState: 'inactive' }), unitsKindsTexts.noTimer],
  [
    'its service is active',
    timer({ nextAt: noon }, { subState: 'running' }),
    'held: a.service is active · the next time is set when it ends',
  ],
  [
    'only a run of its service would set one',
    timer({ ...none, ...monotonic('OnUnitActiveSec') }, { subState: 'elapsed' }),
    'none: counted from a run of a.service · start it once, or add a time such as OnStartupSec=',
  ],
  [
    'all its times have passed',
    timer({ ...none, ...monotonic('OnBootSec') }, { subState: 'elapsed' }),
    'never again · all its times have passed',
  ],
])('says when a timer runs next: %s', (_, { next = '' }, words) => {
  expect(next.endsWith(words)).toBe(true);
});

test('says what a timer knows of its past and its times', () => {
  expect(timer({ ...none, lastAt: null, persistent: false })).toMatchObject({
    last: unitsKindsTexts.never,
    times: 'OnCalendar=*-*-* 03:00:00',
    persistent: `${unitsKindsTexts.skipped} · ${unitsKindsTexts.skippedHint}`,
    starts: 'a.service',
  });
  expect(timer({ lastAt: noon - 60_000 })['last']).toMatch(/ · 1 min ago$/);
  // Only a calendar can miss a run.
  const after = timer(monotonic('OnBootSec', 'OnUnitActiveSec'));
  expect(after).not.toHaveProperty('persistent');
  expect(after['times']).toBe('OnBootSec=1 min\nOnUnitActiveSec=1 min');
});

test('says where a socket listens, and what came of it', () => {
  expect(socket({})).toEqual({
    listens: '/run/user/1000/proxy (Stream)',
    starts: 'a@.service · an instance for each connection',
    connections: '1 open, 12 accepted, 2 refused',
  });
  const failed = socket({ accept: false, result: 'resources', triggers: [] });
  expect(failed).not.toHaveProperty('connections');
  expect(failed['result']).toContain('the address may be in use');
  const handedOver = socket({ accept: false, subState: 'running' });
  expect(handedOver['starts']).toBe('a.service · running: it has the socket now');
});

test('says what a path watches, and what a mount mounts', () => {
  expect(facts(detailsOf(unit('a.path'), null))).toEqual({
    watches: 'PathChanged=/home/alice/inbox',
    starts: 'a.service',
  });
  expect(facts(detailsOf(unit('tmp.mount'), null))).toEqual({
    what: 'tmpfs',
    where: '/tmp',
    type: 'tmpfs',
    options: 'rw,nosuid',
  });
  expect(facts(detailsOf(unit('a.service'), null))).toEqual({});
});
