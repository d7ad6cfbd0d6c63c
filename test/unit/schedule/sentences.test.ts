import { describe, expect, test } from 'vitest';
import { missedReasons } from '../../../electron/core/schedule/missed-runs.ts';
import {
  clockSentences,
  missedSentence,
  optionSentence,
  whenSentence,
} from '../../../electron/core/schedule/schedule-sentences.ts';
import { optionNames } from '../../../electron/core/schedule/timer-settings.ts';
import { kinds } from './kinds.ts';

describe('says when it runs', () => {
  test.each(kinds)('%s', (_, when, _settings, sentence) => {
    expect(whenSentence(when)).toBe(sentence);
  });

  test('never', () => {
    expect(whenSentence({ kind: 'by-hand', triggers: [] })).toBe('Never');
  });
});

test('has a sentence for each option and each reason', () => {
  const sentences = [...optionNames.map(optionSentence), ...missedReasons.map(missedSentence)];
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].+\.$/);
});

test('says what the clocks do', () => {
  const change = { at: 0, zone: null, before: 60, after: 120, effect: 'skipped' } as const;
  expect(clockSentences(change)).toEqual([
    'The clocks go forward by 60 minutes.',
    'A time that they jump over is left out on that day.',
  ]);
  expect(clockSentences({ ...change, before: 120, after: 60, effect: null })).toEqual([
    'The clocks go back by 60 minutes.',
  ]);
});
