import { describe, expect, test } from 'vitest';
import { problem } from '../../../electron/core/problems/problem.ts';
import {
  interruptedOf,
  replay,
  withTakenBack,
  type JournalLine,
  type Plan,
} from '../../../electron/core/transactions/transaction.ts';

const plan: Plan = {
  kind: 'delete',
  unit: 'x.service',
  files: ['/u/x.service'],
  wasUp: true,
  wasFailed: false,
  masked: false,
};
const begin: JournalLine = { kind: 'begin', id: 'a-1', at: 5, plan };
const step = (name: string, ...undo: Extract<JournalLine, { kind: 'step' }>['undo']) =>
  ({ kind: 'step', step: name, undo }) as const;

const interrupted = (...lines: JournalLine[]) => {
  const transaction = replay([begin, ...lines]);
  return transaction === null ? null : interruptedOf(transaction);
};

describe('replay', () => {
  test('returns the undo of every step in the order the steps began', () => {
    const lines: JournalLine[] = [
      step('stop', { do: 'start', unit: 'x.service' }),
      { kind: 'done', step: 'stop' },
      step('keep', { do: 'reload', unit: 'x.service' }, { do: 'put-link', path: '/l', to: '/t' }),
    ];
    expect(replay([begin, ...lines])).toMatchObject({
      startedAt: 5,
      begun: ['stop', 'keep'],
      done: ['stop'],
      undo: [{ do: 'start' }, { do: 'reload' }, { do: 'put-link' }],
      undoing: false,
      endedAt: null,
    });
  });

  test('refuses a journal without a begin, or with two', () => {
    expect(replay([])).toBe(null);
    expect(replay([step('stop')])).toBe(null);
    expect(replay([begin, begin])).toBe(null);
  });
});

describe('an interrupted transaction', () => {
  test('shows each step as done, begun or waiting', () => {
    const told = interrupted(step('stop'), { kind: 'done', step: 'stop' }, step('keep'));
    expect(told?.steps.map(({ state }) => state)).toEqual([
      ...['done', 'begun'],
      ...['waiting', 'waiting', 'waiting'],
    ]);
    expect(told).toMatchObject({ kind: 'delete', unit: 'x.service', at: 5, canFinish: true });
  });

  test('can’t be finished once undo has begun', () => {
    expect(interrupted(step('stop'), { kind: 'undoing' })?.canFinish).toBe(false);
  });

  test('leaves out steps that don’t apply', () => {
    const masked = replay([{ ...begin, plan: { ...plan, masked: true, wasUp: false } }]);
    const titles = masked === null ? [] : interruptedOf(masked).steps.map(({ title }) => title);
    expect(titles.some((title) => /stop|disable/i.test(title))).toBe(false);
  });
});

describe('a failure that was undone', () => {
  const why = problem('trash-failed', { path: '/u/x.service', detail: 'No trash.' });

  test('reports what was undone instead of outdated advice', () => {
    const told = withTakenBack(why, { words: ['restored /l', 'started x again'], problem: null });
    expect(told.why).toBe(why.why);
    expect(told.next).toContain('restored /l and started x again');
  });

  test('reports that nothing was changed', () => {
    expect(withTakenBack(why, { words: [], problem: null }).next).toBe('Nothing was changed.');
  });

  test('reports that something is left', () => {
    const hindered = problem('file-failed', { path: '/l', detail: 'Something else is there.' });
    const { next } = withTakenBack(why, { words: ['restored /l'], problem: hindered });
    expect(next).toContain('Not everything');
    expect(next).toContain('Something else is there.');
  });
});
