/** How a unit is judged for its page, and what needs a person. */
import { describe, expect, test } from 'vitest';
import { withoutMarks } from '../../../electron/core/texts/marks.ts';
import { needsAttention, wellOf } from '../../../electron/core/verdict/attention.ts';
import { momentText } from '../../../electron/core/verdict/judge-active.ts';
import type { VerdictFacts } from '../../../electron/core/verdict/verdict-facts.ts';
import { verdictOf } from '../../../electron/core/verdict/verdict.ts';
import { stopped, unit } from '../../fake/makers.ts';
import { bad, end, facts, looping, off, proof, timer, worker } from './judged-units.ts';
import { states } from './verdict-states.ts';

describe('the verdict', () => {
  test.each(states)('%s', (_, of, tone, sentence, action) => {
    const verdict = verdictOf(of);
    expect([verdict.tone, verdict.sentence, verdict.action?.label ?? null]).toEqual([
      tone,
      sentence,
      action,
    ]);
  });

  test('says more where that adds something', () => {
    const more = (of: VerdictFacts): string => withoutMarks(verdictOf(of).more);
    expect(more(facts(bad, end('exited', 203, 'exit-code')))).toMatch(/^\/usr\/bin\/x never ran/);
    expect(more(facts(bad, end('exited', 9, 'exit-code')))).toBe('');
    expect(more(facts(worker, { restarts: 2 }, proof('fresh', 4)))).toBe(
      'Running for 1 h 35 min. systemd has restarted it 2 times.',
    );
    expect(more(facts(worker, {}, proof('lost', 9, 'The file is gone.')))).toBe(
      'The file is gone.',
    );
    expect(
      more(
        facts(unit('r.service', { ...stopped, loadState: 'error' }), {
          busNameTaken: { busName: 'org.example.X', by: 'x.service' },
        }),
      ),
    ).toMatch(/BusName=org\.example\.X is already used by x\.service/);
  });

  test('is made before the details are there', () => {
    const early = { details: null, ended: null };
    expect(verdictOf(facts(worker, {}, early)).sentence).toBe('Running for 1 h 35 min');
    expect(verdictOf(facts(bad, {}, early)).sentence).toBe('Failed 3 min ago');
    expect(verdictOf(facts(off, {}, early)).sentence).toBe('Stopped 3 min ago');
  });
});

test('says when something comes in words of the day', () => {
  const at = new Date(2026, 10, 28, 12).getTime();
  const moment = (day: number, hour: number): string =>
    momentText(new Date(2026, 10, day, hour).getTime(), at);
  expect(moment(28, 15)).toBe('today at 15:00');
  expect(moment(29, 3)).toBe('tomorrow at 03:00');
  expect(moment(30, 3)).toBe('on 2026-11-30 at 03:00');
});

test('counts what needs a person, and what is well', () => {
  expect([bad, looping, worker, off].map((one) => needsAttention(one, null))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(needsAttention(worker, { status: 'late' })).toBe(true);
  expect(needsAttention(off, { status: 'lost' })).toBe(false);
  const well = wellOf(
    [worker, bad, timer, unit('b.service'), unit('d.service', { own: false })],
    (name) => (name === 'b.service' ? { status: 'fresh' } : null),
  );
  expect(well).toEqual({ running: 2, proven: 1 });
});
