/** What becomes of a unit at logout and after a reboot: each situation with its badge, its reason and its switch. */
import { describe, expect, test } from 'vitest';
import {
  survivalIn,
  type SessionRules,
  type Survival,
} from '../../../electron/core/survival/survival.ts';
import { desktopSituations } from './desktop-situations.ts';
import { enabledSituations } from './enabled-situations.ts';
import { namedSituations } from './named-situations.ts';
import { oddSituations } from './odd-situations.ts';
import {
  enabled,
  enabledForDesktop,
  lingering,
  program,
  timer,
  type Situation,
} from './situation.ts';
import { triggeredSituations } from './triggered-situations.ts';
import { config, graphOf, vendor } from './unit-world.ts';

const usual: SessionRules = { lingering: false, stopDelaySeconds: 10, endsLeftovers: true };

const survivalOf = ({
  world,
  active = [],
  rules = {},
  unit = 'a.service',
  upholds = true,
}: Situation): Survival | null =>
  survivalIn({
    graph: graphOf(world, { upholds }),
    rules: { ...usual, ...rules },
    isActive: (name) => ['default.target', 'basic.target', ...active].includes(name),
    upholds,
  }).of(unit);

/** The switches as `kind → what it would be`. */
const switchesOf = ({ switches }: Survival): string[] =>
  switches.map((one) => `${one.kind} → ${one.to}`);

describe('what survives', () => {
  test.each([
    ...enabledSituations,
    ...namedSituations,
    ...triggeredSituations,
    ...desktopSituations,
    ...oddSituations,
  ])('%s', (_, situation, [survives, why, switches, atLogout]) => {
    const survival = survivalOf(situation);
    if (survival === null) throw new Error('no answer');
    expect({
      survives: survival.survives,
      why: survival.why.kind,
      switches: switchesOf(survival),
      atLogout: survival.atLogout,
    }).toEqual({ survives, why, switches, atLogout: atLogout ?? null });
  });

  test.each(['a@.service', 'app.slice', 'dev-sda.device', 'init.scope'])(
    'has no answer for %s, which nothing starts in this sense',
    (unit) => {
      expect(survivalOf({ world: {}, unit })).toBeNull();
    },
  );

  test('names the way from the first unit to the one that starts it', () => {
    const world = {
      [config]: { 'a.service': program, 'a.timer': timer, 'timers.target.wants/a.timer': '' },
    };
    expect(survivalOf({ world })?.startedBy).toEqual([
      { unit: 'timers.target', occasion: 'together' },
      { unit: 'a.timer', occasion: 'timer' },
    ]);
  });
});

describe('what else is said', () => {
  const remarks = (situation: Situation): string[] =>
    survivalOf(situation)?.remarks.map(({ kind }) => kind) ?? [];
  const up = { world: { [config]: enabled }, active: ['a.service'] };

  test('names how long after logout the manager stops', () => {
    expect(survivalOf(up)?.remarks).toEqual([{ kind: 'stop-delay', seconds: 10 }]);
    expect(remarks({ ...up, rules: { stopDelaySeconds: 0 } })).toEqual([]);
  });

  test('warns that what a session leaves behind keeps the manager', () => {
    expect(remarks({ ...up, rules: { endsLeftovers: false } })).toContain('leftovers');
    expect(remarks({ ...up, rules: { endsLeftovers: false, lingering: true } })).toEqual([]);
  });

  test('says that the manager stays until shutdown', () => {
    expect(remarks({ ...up, rules: { stopDelaySeconds: null } })).toEqual(['until-shutdown']);
  });

  test('tells what ends with the desktop from what outlives it', () => {
    const active = ['graphical-session.target', 'a.service'];
    const bound = { world: { [config]: enabledForDesktop }, active, rules: lingering };
    expect(remarks(bound)).toEqual(['ends-with-desktop']);
    const unbound = {
      'a.service': `${program}[Install]\nWantedBy=graphical-session.target\n`,
      'graphical-session.target.wants/a.service': '',
    };
    expect(remarks({ ...bound, world: { [config]: unbound } })).toEqual(['outlives-desktop']);
  });

  test('names the bus name that starts it, too', () => {
    const text = '[Service]\nBusName=org.example.A\nExecStart=/bin/a\n';
    expect(survivalOf({ world: { [vendor]: { 'a.service': text } } })?.remarks).toEqual([
      { kind: 'on-bus', name: 'org.example.A' },
    ]);
  });
});
