import { describe, expect, test } from 'vitest';
import { trayView } from '../../../electron/core/app/tray-view.ts';
import { initialState, reduce } from '../../../electron/core/app/state.ts';
import { offersFrom } from '../../../electron/core/proof/proof-offer.ts';
import {
  isNews,
  provenWord,
  worstOf,
  type ProofState,
} from '../../../electron/core/proof/proof-state.ts';
import { plainUnit, type Unit } from '../../../electron/core/units/unit.ts';

const state = (status: ProofState['status'], differs: Partial<ProofState> = {}): ProofState => ({
  unit: 'a.service',
  status,
  lastSeenAt: 1000,
  misses: 0,
  why: null,
  ...differs,
});
const running: Unit = {
  ...plainUnit('a.service'),
  own: true,
  activeState: 'active',
  subState: 'running',
};

describe('several proofs of one service', () => {
  test('are as good as the worst of them', () => {
    const all = [
      state('fresh', { lastSeenAt: 5000 }),
      state('lost', { misses: 2, why: 'Nobody answers.', lastSeenAt: 700 }),
      state('waiting', { lastSeenAt: 900 }),
    ];
    expect(worstOf('a.service', all)).toEqual(
      state('lost', { misses: 2, why: 'Nobody answers.', lastSeenAt: 700 }),
    );
  });
  test('have no age while one of them has none', () => {
    expect(worstOf('a.service', [state('fresh'), state('waiting', { lastSeenAt: null })])).toEqual(
      state('waiting', { lastSeenAt: null }),
    );
  });
});

test('only what people would notice is told, and ages only to who looks', () => {
  expect(isNews(undefined, state('fresh'), false)).toBe(true);
  expect(isNews(state('fresh'), state('fresh', { lastSeenAt: 2000 }), true)).toBe(false);
  expect(isNews(state('fresh'), state('fresh', { lastSeenAt: 11_000 }), true)).toBe(true);
  expect(isNews(state('fresh'), state('fresh', { lastSeenAt: 11_000 }), false)).toBe(false);
  expect(isNews(state('fresh'), state('late'), false)).toBe(true);
  expect(isNews(state('lost', { misses: 1 }), state('lost', { misses: 2 }), false)).toBe(true);
});

describe('a service that runs without its proof', () => {
  test('has a state of its own', () => {
    expect(provenWord(running, undefined)).toBe('running');
    expect(provenWord(running, state('fresh'))).toBe('running');
    expect(provenWord(running, state('waiting'))).toBe('running');
    expect(provenWord(running, state('unreadable'))).toBe('running');
    expect(provenWord(running, state('late'))).toBe('proof-late');
    expect(provenWord(running, state('lost'))).toBe('proof-lost');
    expect(provenWord({ ...running, activeState: 'failed' }, state('lost'))).toBe('failed');
  });

  test('is in the tray like one that failed, but called what it is', () => {
    const person = {
      name: 'a',
      uid: 1,
      home: '/home/a',
      runtimeFolder: '/run/user/1',
      configFolder: '/home/a/.config',
      unitFolder: '/home/a/.config/systemd/user',
      timerFolder: '/home/a/.local/share/systemd/timers',
    };
    const begun = [
      { kind: 'manager' as const, manager: { kind: 'running' as const } },
      { kind: 'units' as const, changed: [running], removed: [] },
    ].reduce(reduce, initialState(person, { hearth: '', electron: '' }));
    expect(trayView(begun)).toMatchObject({ icon: 'well', count: 0 });
    const lost = reduce(begun, { kind: 'proofs', changed: [state('lost')], removed: [] });
    const view = trayView(lost);
    expect(view).toMatchObject({
      icon: 'failed',
      count: 1,
      tooltip: 'Hearth: 1 service runs without its proof',
    });
    expect(view.items[0]).toMatchObject({ label: '! a (proof lost)' });
    const gone = reduce(lost, { kind: 'proofs', changed: [], removed: ['a.service'] });
    expect(trayView(gone)).toMatchObject({ icon: 'well' });
    const without = reduce(lost, {
      kind: 'manager',
      manager: { kind: 'connecting' },
    });
    expect(without.account.proofs).toEqual({});
  });
});

describe('offers', () => {
  const nothing = { ports: [], sockets: [], files: [], busNames: [] };
  test('name each address once, as it is reached from here', () => {
    const ports = [
      { address: '0.0.0.0', port: 80 },
      { address: '::', port: 80 },
      { address: '::1', port: 81 },
      { address: '192.168.1.2', port: 82 },
    ];
    expect(offersFrom({ ...nothing, ports }, '/home/a').map(({ value }) => value)).toEqual([
      'http://127.0.0.1:80/',
      '127.0.0.1:80',
      'http://[::1]:81/',
      '[::1]:81',
    ]);
  });
  test('leave out files that programs keep for themselves', () => {
    const files = ['/home/a/x.log', '/home/a/x.db-wal', '/run/x.pid', '/home/a/.cache/x'];
    expect(offersFrom({ ...nothing, files }, '/home/a')).toEqual([
      { kind: 'file', value: '~/x.log' },
    ]);
  });
});
