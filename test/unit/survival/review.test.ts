/** What lingering would start, what is worth a look, and what the next logout stops. */
import { describe, expect, test } from 'vitest';
import {
  inOrderOfConcern,
  isHeavy,
  startedUnits,
  stoppingUnits,
  waitingUnits,
  type ReviewFacts,
} from '../../../electron/core/survival/review.ts';
import { survivalIn } from '../../../electron/core/survival/survival.ts';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import { config, global, graphOf, vendor, type Contents } from './unit-world.ts';

const program = '[Service]\nExecStart=/bin/sleep 1000\n';
const service = `${program}[Install]\nWantedBy=default.target\n`;

const factsOf = (world: Record<string, Contents>, active: string[] = []): ReviewFacts => {
  const graph = graphOf(world);
  const isActive = (name: string): boolean => active.includes(name);
  const rules = { lingering: true, stopDelaySeconds: 10, endsLeftovers: true };
  return {
    graph,
    isActive,
    units: {},
    survival: survivalIn({ graph, rules, isActive, upholds: true }),
  };
};
const enabled = (...names: string[]): Contents =>
  Object.fromEntries(
    names.flatMap((name) => [
      [name, service],
      [`default.target.wants/${name}`, ''],
    ]),
  );

describe('what lingering would start', () => {
  test('follows units of any type, instances, templates and cycles, but not the desktop', () => {
    const world = {
      [config]: {
        ...enabled('a.service'),
        'b.service': program,
        'a.service.wants/b.service': '',
        'b.service.wants/a.service': '',
        'many@.service': program,
        'b.service.requires/many@one.service': '',
        'c.service': program,
        'many@.service.wants/c.service': '',
        'd.service': program,
        'many@two.service.wants/d.service': '',
        'e.path': '[Path]\nPathExists=/e\n',
        'e.service': program,
        'c.service.wants/e.path': '',
        'applet.service': program,
        'graphical-session.target.wants/applet.service': '',
      },
    };
    expect(
      startedUnits(factsOf(world))
        .map(({ unit, when, starts }) => [unit, when, starts])
        .sort(),
    ).toEqual([
      ['a.service', 'boot', null],
      ['b.service', 'boot', null],
      ['c.service', 'boot', null],
      ['e.path', 'path', 'e.service'],
      ['many@one.service', 'boot', null],
    ]);
    expect(waitingUnits(factsOf(world))).toEqual(['applet.service']);
  });

  test('leaves out what only packages link', () => {
    const world = { [vendor]: { 'x.socket': '[Socket]\n', 'sockets.target.wants/x.socket': '' } };
    expect(startedUnits(factsOf(world))).toEqual([]);
  });

  test('offers what works: to disable one’s own, to mask what the system enables, a desktop where there is one', () => {
    const world = {
      [config]: enabled('mine.service'),
      [global]: { 'default.target.wants/theirs.service': '' },
      [vendor]: { 'theirs.service': service },
    };
    const waysOf = (active: string[]) =>
      Object.fromEntries(
        startedUnits(factsOf(world, active)).map(({ unit, leaveOut }) => [unit, leaveOut]),
      );
    expect(waysOf([])).toEqual({ 'mine.service': ['disable'], 'theirs.service': ['mask'] });
    expect(waysOf(['graphical-session.target'])).toEqual({
      'mine.service': ['disable', 'desktop'],
      'theirs.service': ['mask'],
    });
  });
});

describe('what is heavy', () => {
  const load = { from: 'now', cpuNanoseconds: null, seconds: null, memoryBytes: null } as const;
  test.each([
    [null, false],
    [load, false],
    [{ ...load, memoryBytes: 400 * 1024 ** 2 }, true],
    [{ ...load, memoryBytes: 40 * 1024 ** 2 }, false],
    [{ ...load, cpuNanoseconds: 60e9, seconds: 300 }, true],
    [{ ...load, cpuNanoseconds: 60e9, seconds: 30_000 }, false],
    [{ ...load, cpuNanoseconds: 20e9, seconds: 30 }, false],
    [{ ...load, from: 'last-run' as const, cpuNanoseconds: 700e9 }, true],
    [{ ...load, from: 'last-run' as const, cpuNanoseconds: 70e9 }, false],
  ])('%j', (of, expected) => {
    expect(isHeavy(of)).toBe(expected);
  });
});

test('puts what asks for a look first, then one’s own', () => {
  const one = (unit: string, own: boolean, needy = false) => ({
    unit,
    own,
    load: null,
    needs: needy ? [{ kind: 'display' as const, evidence: 'x' }] : [],
  });
  const units = [one('d', false), one('c', true), one('b', false, true), one('a', true)];
  expect(units.sort(inOrderOfConcern).map(({ unit }) => unit)).toEqual(['b', 'a', 'c', 'd']);
});

test('lists what stops at logout, and what starts again', () => {
  const unit = (name: string, differs: Partial<Unit> = {}): [string, Unit] => [
    name,
    { ...plainUnit(name), activeState: 'active', own: true, ...differs },
  ];
  const units = Object.fromEntries([
    unit('b.service'),
    unit('a.service'),
    unit('dbus.service', { own: false, unitFileState: 'static' }),
    unit('theirs.service', { own: false, unitFileState: 'enabled' }),
    unit('stopped.service', { activeState: 'inactive' }),
    unit('default.target'),
    unit('other.service', { aliasOf: 'a.service' }),
  ]);
  const isActive = (name: string): boolean => units[name]?.activeState === 'active';
  const stopping = stoppingUnits(units, isActive, (name) =>
    name === 'a.service' ? 'each-login' : 'until-logout',
  );
  expect(stopping.map(({ unit: name, again }) => [name, again])).toEqual([
    ['a.service', 'each-login'],
    ['b.service', 'until-logout'],
    ['theirs.service', 'until-logout'],
  ]);
});
