import { expect, test } from 'vitest';
import { boardAfter, nextStep, type Posted } from '../../../electron/core/notices/board.ts';
import type { Notice } from '../../../electron/core/notices/notice.ts';

const notice = (key: string, differs: Partial<Notice> = {}): Notice => ({
  key,
  units: [key],
  title: key,
  body: '',
  actions: [],
  isQuiet: false,
  ...differs,
});
const posted = (id: number, key: string, differs: Partial<Notice> = {}): Posted => ({
  id,
  notice: notice(key, differs),
});

/** Takes steps until nothing is left to do; the server numbers from 10. */
const settle = (start: readonly Posted[], wanted: readonly Notice[]) => {
  let board = start;
  let next = 10;
  const log: string[] = [];
  for (let steps = 0; steps < 50; steps += 1) {
    const step = nextStep(board, wanted);
    if (step === null) return { board, log };
    const id = step.kind === 'post' ? step.replaces || next++ : 0;
    log.push(
      step.kind === 'post'
        ? `post ${step.notice.key} in place of ${String(step.replaces)}`
        : `withdraw ${String(step.posted.id)}`,
    );
    board = boardAfter(board, step, id);
  }
  throw new Error('never ends');
};

test('posts what is missing, and withdraws what is no longer wanted', () => {
  expect(settle([posted(1, 'a')], [notice('b')]).log).toEqual([
    'post b in place of 0',
    'withdraw 1',
  ]);
});

test('does nothing about what is there already', () => {
  expect(nextStep([posted(1, 'a')], [notice('a')])).toBeNull();
});

test('replaces a notification whose words have changed', () => {
  const { board, log } = settle([posted(1, 'a')], [notice('a', { body: 'why' })]);
  expect(log).toEqual(['post a in place of 1']);
  expect(board).toEqual([posted(1, 'a', { body: 'why' })]);
});

test('puts several in the place of one of them', () => {
  const several = notice('several', { units: ['a', 'b', 'c'] });
  const { board, log } = settle([posted(1, 'a'), posted(2, 'b')], [several]);
  expect(log).toEqual(['post several in place of 1', 'withdraw 2']);
  expect(board).toEqual([{ id: 1, notice: several }]);
});

test('keeps one entry when the server gives a replaced notification another number', () => {
  const step = nextStep([posted(1, 'a')], [notice('a', { body: 'why' })]);
  if (step === null) throw new Error('nothing to do');
  expect(boardAfter([posted(1, 'a')], step, 7)).toEqual([posted(7, 'a', { body: 'why' })]);
});
