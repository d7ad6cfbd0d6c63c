/**
 * How a unit is, judged from all that is known about it: one sentence, one tone, one action. The page shows it whole;
 * rows and the tray show `rowFact`, the same in a word or two.
 */
import { ago, span } from '../text/span.ts';
import { unitsVerdictTexts } from '../texts/units/verdict.ts';
import { isMasked, isUp, stateWord } from '../units/unit.ts';
import { triggering, up } from './judge-active.ts';
import { crashing, failed, refused, skipped } from './judge-failure.ts';
import {
  act,
  isMoving,
  judged,
  lasting,
  sinceOf,
  start,
  type Verdict,
  type VerdictFacts,
} from './verdict-facts.ts';

const underWay = (facts: VerdictFacts): Verdict | null =>
  facts.underWay === null
    ? null
    : judged(facts, unitsVerdictTexts.underWay[facts.underWay], {
        state: 'under-way',
        tone: 'busy',
      });

const gone = (facts: VerdictFacts): Verdict | null =>
  facts.details?.loadState === 'not-found'
    ? judged(facts, unitsVerdictTexts.gone, { tone: 'busy', more: unitsVerdictTexts.goneMore })
    : null;

const masked = (facts: VerdictFacts): Verdict | null => {
  const { unit } = facts;
  if (!isMasked(unit)) return null;
  return judged(facts, isUp(unit) ? unitsVerdictTexts.maskedUp : unitsVerdictTexts.masked, {
    more: isUp(unit) ? '' : unitsVerdictTexts.maskedMore,
    action: act(unit, 'unmask', unitsVerdictTexts.actions.unmask),
  });
};

const moving = (facts: VerdictFacts): Verdict | null => {
  const word = stateWord(facts.unit);
  if (!isMoving(word)) return null;
  const time = lasting(facts) ?? span(0);
  const sentences = {
    starting: unitsVerdictTexts.starting(time),
    stopping: unitsVerdictTexts.stopping(time),
    reloading: unitsVerdictTexts.reloading(time),
    restarting: unitsVerdictTexts.restarting,
    maintenance: unitsVerdictTexts.maintenance,
  };
  return judged(facts, sentences[word], { tone: 'busy' });
};

const down = (facts: VerdictFacts): Verdict => {
  const { unit, details, startedBy, stoppedByYou, now } = facts;
  const since = sinceOf(facts);
  const action = start(unit);
  const age = since === null ? '' : ago(since, now);
  if (startedBy.length > 0)
    return judged(facts, unitsVerdictTexts.waitingFor(startedBy), {
      state: 'waiting',
      more: age === '' ? '' : `${unitsVerdictTexts.ended(age)}.`,
      action,
    });
  if (['timer', 'socket', 'path'].includes(details?.kind ?? ''))
    return judged(facts, unitsVerdictTexts.off, { action });
  if (since === null)
    return judged(facts, unitsVerdictTexts.notRunning, {
      more: details === null ? '' : unitsVerdictTexts.noRunKnown,
      action,
    });
  if (stoppedByYou) return judged(facts, unitsVerdictTexts.stoppedByYou(age), { action });
  const isDone =
    details?.kind === 'service' && details.exitKind === 'exited' && details.exitStatus === 0;
  return judged(facts, isDone ? unitsVerdictTexts.ended(age) : unitsVerdictTexts.stopped(age), {
    action,
  });
};

/** In this order: what explains more comes first. */
const judges = [
  underWay,
  gone,
  masked,
  refused,
  crashing,
  failed,
  skipped,
  moving,
  triggering,
  up,
] as const;

export const verdictOf = (facts: VerdictFacts): Verdict => {
  for (const judge of judges) {
    const verdict = judge(facts);
    if (verdict !== null) return verdict;
  }
  return down(facts);
};
