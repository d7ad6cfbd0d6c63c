import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../electron/core/incidents/incident.ts';
import {
  clockOf,
  hoursOf,
  hoursText,
  isQuiet,
  minuteOf,
  usualNotices,
} from '../../../electron/core/notices/notice-settings.ts';
import {
  wantedNotices,
  type Notice,
  type NoticeFacts,
} from '../../../electron/core/notices/notice.ts';

const incident = (unit: string, differs: Partial<Incident> = {}): Incident => ({
  unit,
  kind: 'failed',
  since: 1,
  times: 1,
  short: 'exit code 3',
  sentence: null,
  lastLine: 'fatal: no such table',
  seen: false,
  ...differs,
});
const wanted = (incidents: readonly Incident[], differs: Partial<NoticeFacts> = {}): Notice[] =>
  wantedNotices({
    incidents,
    settings: usualNotices,
    minute: 12 * 60,
    closed: new Map(),
    missed: [],
    recovered: [],
    isGrouped: false,
    ...differs,
  });
const titles = (notices: readonly Notice[]): string[] => notices.map(({ title }) => title);

describe('a notification', () => {
  test('says in its title what happened, and in its text why', () => {
    expect(wanted([incident('backup.service')])).toEqual([
      {
        key: 'backup.service',
        units: ['backup.service'],
        title: 'backup failed',
        body: 'exit code 3\nfatal: no such table',
        actions: ['default', 'show', 'restart', 'mute'],
        isQuiet: false,
      },
    ]);
  });

  test.each([
    [{ kind: 'crashing' }, 'x crashed and was restarted'],
    [{ kind: 'crashing', times: 3 }, 'x keeps crashing'],
    [{ kind: 'refused' }, 'systemd refuses x'],
    [{ kind: 'proof-lost' }, 'x no longer shows that it works'],
  ] as const)('names each kind of trouble: %o', (differs, title) => {
    expect(titles(wanted([incident('x.service', differs)]))).toEqual([title]);
  });

  test('offers no restart of a unit that systemd refuses', () => {
    expect(wanted([incident('x.service', { kind: 'refused' })])[0]?.actions).not.toContain(
      'restart',
    );
  });

  test('keeps the suffix of a unit that is no service, and shortens a long name', () => {
    expect(titles(wanted([incident('backup.timer')]))).toEqual(['backup.timer failed']);
    const [long = ''] = titles(wanted([incident(`${'n'.repeat(200)}.service`)]));
    expect(long.length).toBeLessThan(80);
  });

  test('shows what a program logged as text: without what deceives, on one line, and not all of it', () => {
    const lastLine = `a\u202eb\tc\u0007 ${'x'.repeat(5000)}`;
    const body = wanted([incident('x.service', { short: null, lastLine })])[0]?.body ?? '';
    expect(body).toMatch(/^a<RLO>b c␇ x+…$/);
    expect(body.length).toBeLessThan(220);
  });

  test('has no text while the cause is not known', () => {
    expect(wanted([incident('x.service', { short: null, lastLine: null })])[0]?.body).toBe('');
  });
});

describe('several failures', () => {
  const many = (count: number): Incident[] =>
    Array.from({ length: count }, (_, at) => incident(`job-${String(at)}.service`, { since: at }));

  test('are told one by one up to two, else together', () => {
    expect(titles(wanted(many(2)))).toEqual(['job-0 failed', 'job-1 failed']);
    expect(titles(wanted(many(3)))).toEqual(['3 services failed']);
  });

  test('are one notification, however many: with a few names and the number of the others', () => {
    const [notice, ...others] = wanted(many(200));
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ title: '200 services failed', actions: ['default', 'show'] });
    expect(notice?.body.split('\n')).toEqual([
      ...[0, 1, 2, 3, 4].map((at) => `job-${String(at)}: exit code 3`),
      'and 195 more',
    ]);
  });

  test('stay together when some of them are over', () => {
    expect(titles(wanted(many(2), { isGrouped: true }))).toEqual(['2 services failed']);
    expect(wanted([], { isGrouped: true })).toEqual([]);
  });

  test('are called units, or in need of attention, where that is what they are', () => {
    expect(titles(wanted([...many(2), incident('a.timer')]))).toEqual(['3 units failed']);
    const lost = incident('a.service', { kind: 'proof-lost' });
    expect(titles(wanted([...many(2), lost]))).toEqual(['3 services need attention']);
  });
});

describe('nothing is shown', () => {
  const one = [incident('x.service')];

  test('of what was seen', () => {
    expect(wanted([incident('x.service', { seen: true })])).toEqual([]);
  });

  test('of a muted unit', () => {
    expect(wanted(one, { settings: { ...usualNotices, muted: ['x.service'] } })).toEqual([]);
  });

  test('of a kind that is off; a refused unit counts as failed', () => {
    const settings = { ...usualNotices, kinds: { ...usualNotices.kinds, failed: false } };
    expect(wanted(one, { settings })).toEqual([]);
    expect(wanted([incident('x.service', { kind: 'refused' })], { settings })).toEqual([]);
    expect(wanted([incident('x.service', { kind: 'crashing' })], { settings })).toHaveLength(1);
  });

  test('in quiet hours', () => {
    const settings = { ...usualNotices, quiet: true };
    expect(wanted(one, { settings, minute: 23 * 60 })).toEqual([]);
    expect(wanted(one, { settings, minute: 12 * 60 })).toHaveLength(1);
  });

  test('again after it was closed, until it gets worse', () => {
    const closed = new Map([['x.service', 1]]);
    const loop = incident('x.service', { kind: 'crashing', times: 5 });
    expect(wanted([loop], { closed })).toEqual([]);
    expect(wanted(one, { closed })).toHaveLength(1);
  });
});

describe('what failed while Hearth wasn’t running', () => {
  const missed = (unit: string, works = false) => ({ unit, at: 5, works });

  test('is told together, with what is known by now', () => {
    const [notice, ...others] = wanted([incident('a.service')], {
      missed: [missed('a.service'), missed('b.service', true), missed('c.service')],
    });
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      title: '3 services failed while Hearth wasn’t running',
      body: 'a: exit code 3\nb: works again\nc',
    });
  });

  test('has its cause and its buttons when it is one', () => {
    const failing = wanted([incident('a.service')], { missed: [missed('a.service')] });
    expect(failing).toMatchObject([
      {
        title: 'a failed while Hearth wasn’t running',
        body: 'exit code 3\nfatal: no such table',
        actions: ['default', 'show', 'restart', 'mute'],
      },
    ]);
    const recovered = wanted([], { missed: [missed('a.service', true)] });
    expect(recovered).toMatchObject([{ body: 'It works again.', actions: ['default', 'show'] }]);
  });

  test('is not told of muted units, or in quiet hours', () => {
    const settings = { ...usualNotices, muted: ['a.service'] };
    expect(wanted([], { settings, missed: [missed('a.service')] })).toEqual([]);
    const quiet = { ...usualNotices, quiet: true };
    expect(wanted([], { settings: quiet, minute: 0, missed: [missed('a.service')] })).toEqual([]);
  });
});

describe('good news', () => {
  test('is quiet, and one for several', () => {
    expect(wanted([], { recovered: [incident('a.service')] })).toMatchObject([
      { title: 'a works again', isQuiet: true },
    ]);
    const three = ['a', 'b', 'c'].map((name) => incident(`${name}.service`));
    expect(titles(wanted([], { recovered: three }))).toEqual(['3 services work again']);
  });

  test('is off like any other kind', () => {
    const settings = { ...usualNotices, kinds: { ...usualNotices.kinds, recovered: false } };
    expect(wanted([], { settings, recovered: [incident('a.service')] })).toEqual([]);
  });
});

describe('quiet hours', () => {
  const at = (from: number, to: number, minute: number): boolean =>
    isQuiet({ ...usualNotices, quiet: true, hours: { from, to } }, minute);

  test('may cross midnight, begin at once and end at once', () => {
    expect([at(1320, 420, 1320), at(1320, 420, 0), at(1320, 420, 419)]).toEqual([true, true, true]);
    expect([at(1320, 420, 420), at(1320, 420, 1319)]).toEqual([false, false]);
    expect([at(60, 120, 60), at(60, 120, 119), at(60, 120, 120)]).toEqual([true, true, false]);
    expect(at(60, 60, 60)).toBe(false);
  });

  test('are written as two times of day', () => {
    expect(hoursText({ from: 1320, to: 425 })).toBe('22:00-07:05');
    expect(hoursOf('22:00 - 7:05')).toEqual({ from: 1320, to: 425 });
    expect(
      ['', '22:00', '22:00-24:00', '22:00-07:60', '1:00-2:00-3:00', 'a-b'].map(hoursOf),
    ).toEqual(Array(6).fill(null));
    expect([clockOf(0), minuteOf('23:59'), minuteOf('7')]).toEqual(['00:00', 1439, null]);
  });
});
