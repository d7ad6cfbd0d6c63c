import { describe, expect, test } from 'vitest';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';
import { groupsOf, rowsOf, usualView, type View } from '../../../renderer/units/list/list-rows.ts';

const unit = (name: string, change: Partial<Unit> = {}): Unit => ({
  ...plainUnit(name),
  ...change,
});

describe('below a template', () => {
  const mine = { origin: 'mine', own: true } as const;
  const of = (...all: Unit[]) => Object.fromEntries(all.map((one) => [one.name, one]));
  const some = of(
    unit('aa.service', mine),
    unit('job@.service', mine),
    unit('job@10.service', { ...mine, activeState: 'active', changedAt: 7 }),
    unit('job@2.service', { ...mine, description: 'The second' }),
    unit('job@2.timer', mine),
    unit('job@.timer', mine),
    unit('lone@x.service', mine),
    unit('zz.service', { ...mine, changedAt: 3 }),
    unit('sys@.service'),
    unit('used@.service'),
    unit('used@1.service'),
  );
  /** Each row as its level and its name, with how many are below it. */
  const rows = (
    all: Record<string, Unit>,
    change: Partial<View> = {},
    { pins = [], needing = [] }: { pins?: string[]; needing?: string[] } = {},
    isOpen: Parameters<typeof rowsOf>[1] = () => true,
  ) =>
    rowsOf(groupsOf(all, pins, { ...usualView, ...change }, new Set(needing)), isOpen).map((row) =>
      row.kind === 'group'
        ? row.key
        : [
            `${String(row.level)} ${row.key} ${String(row.at)}/${String(row.of)}`,
            ...(row.instances === null ? [] : [`(${String(row.instances.count)})`]),
          ].join(' '),
    );

  test('shows its instances, and the timers of those beside them', () => {
    expect(rows(some)).toEqual([
      'group:mine',
      '2 aa.service 1/5',
      '2 job@.service 2/5 (3)',
      '3 job@2.service 1/3',
      '3 job@2.timer 2/3',
      '3 job@10.service 3/3',
      '2 job@.timer 3/5',
      '2 lone@x.service 4/5',
      '2 zz.service 5/5',
      'group:system',
      'group:distribution',
      '3 used@.service 1/1 (1)',
      '4 used@1.service 1/1',
    ]);
  });

  test('puts a template where the first of its instances is', () => {
    expect(rows(some, { sorting: 'state' }).slice(1, 3)).toEqual([
      '2 job@.service 1/5 (3)',
      '3 job@10.service 1/3',
    ]);
    expect(rows(some, { sorting: 'changed' }).slice(1, 3)).toEqual([
      '2 job@.service 1/5 (3)',
      '3 job@10.service 1/3',
    ]);
  });

  test('shows an instance that was searched for or filtered without its template', () => {
    expect(rows(some, { query: 'second' })).toEqual(['group:mine', '2 job@2.service 1/1']);
    expect(rows(some, { query: 'job@', type: 'service' })).toEqual([
      'group:mine',
      '2 job@.service 1/1 (2)',
      '3 job@2.service 1/2',
      '3 job@10.service 2/2',
    ]);
    expect(rows(some, { state: 'up' })).toEqual(['group:mine', '2 job@10.service 1/1']);
  });

  test('leaves what needs you and what you pinned in their groups', () => {
    const needing = ['job@10.service', 'job@.timer'];
    expect(rows(some, {}, { pins: ['job@2.service'], needing }).slice(0, 10)).toEqual([
      'group:attention',
      '2 job@.timer 1/2',
      '2 job@10.service 2/2',
      'group:pinned',
      '2 job@2.service 1/1',
      'group:mine',
      '2 aa.service 1/4',
      '2 job@.service 2/4 (1)',
      '3 job@2.timer 1/1',
      '2 lone@x.service 3/4',
    ]);
  });

  test('folds many until somebody opens them', () => {
    const many = of(
      unit('job@.service', mine),
      ...[1, 2, 3, 4, 5, 6].map((at) => unit(`job@${String(at)}.service`, mine)),
    );
    expect(rows(many, {}, {}, (_, usual) => usual)).toEqual([
      'group:mine',
      '2 job@.service 1/1 (6)',
    ]);
    expect(rows(many)).toHaveLength(8);
    expect(rows(some, {}, {}, (id, usual) => usual && id !== 'job@.service')[2]).toBe(
      '2 job@.service 2/5 (3)',
    );
  });
});
