/** Judges what did not start, or ended as it should not. */
import { ago, span } from '../text/span.ts';
import { unitsStatusTexts } from '../texts/units/status.ts';
import { unitsVerdictTexts } from '../texts/units/verdict.ts';
import { endingMeaning, failureOf } from '../units/ending.ts';
import { isUp, stateWord, type ServiceDetails } from '../units/unit.ts';
import { unmetChecks } from './unmet-checks.ts';
import {
  act,
  judged,
  sinceOf,
  start,
  type Verdict,
  type VerdictAction,
  type VerdictFacts,
} from './verdict-facts.ts';

const openFile = (): VerdictAction => ({
  kind: 'open',
  section: 'edit',
  label: unitsVerdictTexts.actions.openFile,
});

export const refused = (facts: VerdictFacts): Verdict | null => {
  const { unit, details } = facts;
  const isRefused = stateWord(unit) === 'refused';
  if (!isRefused && (details?.loadError ?? null) === null) return null;
  const taken = details?.kind === 'service' ? details.busNameTaken : null;
  return judged(facts, isRefused ? unitsVerdictTexts.refused : unitsVerdictTexts.refusedUp, {
    tone: isRefused ? 'bad' : 'busy',
    more: taken === null ? (details?.loadError ?? '') : unitsVerdictTexts.busNameTaken(taken),
    action: openFile(),
  });
};

/** What the ending means, where that says more than the ending itself. */
const meaningOf = (details: ServiceDetails): string => {
  const meaning = endingMeaning(details);
  const known = unitsStatusTexts.results as Readonly<Record<string, string>>;
  return meaning === known[details.result] ? '' : meaning;
};

export const crashing = (facts: VerdictFacts): Verdict | null => {
  const { unit, ended, incident, now } = facts;
  if (!unit.crashing) return null;
  const service = ended?.kind === 'service' && ended.result !== 'success' ? ended : null;
  const sentence = (): string => {
    if (service === null) return unitsVerdictTexts.crashingUnknown;
    const ending = failureOf(service).text;
    if (incident?.kind !== 'crashing')
      return unitsVerdictTexts.crashing({ ending, restarts: service.restarts });
    const time = span((now - incident.since) / 1000);
    return unitsVerdictTexts.crashed({ ending, times: incident.times, span: time });
  };
  return judged(facts, sentence(), {
    tone: 'bad',
    more: service === null ? '' : meaningOf(service),
    action: act(unit, 'stop', unitsVerdictTexts.actions.stopTrying),
  });
};

const failedSentence = (facts: VerdictFacts): string => {
  const { ended, now } = facts;
  const since = sinceOf(facts);
  if (since === null) return unitsVerdictTexts.failedUnknown;
  const age = ago(since, now);
  if (ended?.kind !== 'service') return unitsVerdictTexts.failedWhen(age);
  const { kind, text: ending } = failureOf(ended);
  switch (kind) {
    case 'not-run':
      return unitsVerdictTexts.couldNotRun({ ending, age });
    case 'exited':
      return unitsVerdictTexts.endedWith({ ending, age });
    case 'killed':
      return unitsVerdictTexts.wasKilled({ ending, age });
    case 'result':
      return unitsVerdictTexts.failed({ reason: ending, age });
  }
};

export const failed = (facts: VerdictFacts): Verdict | null => {
  const { unit, ended } = facts;
  if (unit.activeState !== 'failed') return null;
  return judged(facts, failedSentence(facts), {
    tone: 'bad',
    more: ended?.kind === 'service' ? meaningOf(ended) : '',
    action: act(unit, 'start', unitsVerdictTexts.actions.startAgain),
  });
};

export const skipped = (facts: VerdictFacts): Verdict | null => {
  const { unit, details } = facts;
  if (details === null || isUp(unit)) return null;
  const { texts } = unmetChecks(details);
  return texts.length === 0
    ? null
    : judged(facts, unitsVerdictTexts.skipped, {
        tone: 'busy',
        more: unitsVerdictTexts.unmet(texts),
        action: start(unit),
      });
};
