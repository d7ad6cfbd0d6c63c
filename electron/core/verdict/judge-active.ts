/** Judges what runs, listens, waits or is mounted. */
import { localTime } from '../text/local-time.ts';
import { ago, daysUntil, span, timeOfDay } from '../text/span.ts';
import { allOf } from '../texts/counting.ts';
import { unitsVerdictTexts } from '../texts/units/verdict.ts';
import { factsOfType } from '../units/types.ts';
import { isUp, stateWord, type UnitDetails } from '../units/unit.ts';
import { judged, lasting, sinceOf, type Verdict, type VerdictFacts } from './verdict-facts.ts';

/** `today at 03:00`. @param at milliseconds since the epoch, as `now`. */
export const momentText = (at: number, now: number): string => {
  const time = timeOfDay(at);
  const days = daysUntil(at, now);
  if (days === 0) return unitsVerdictTexts.when.today(time);
  if (days === 1) return unitsVerdictTexts.when.tomorrow(time);
  return unitsVerdictTexts.when.later({ date: localTime(at, ' ').slice(0, 10), time });
};

type Of<Kind extends UnitDetails['kind']> = Extract<UnitDetails, { kind: Kind }>;

const timer = (facts: VerdictFacts, { nextAt, triggers, subState }: Of<'timer'>): Verdict => {
  if (subState === 'running')
    return judged(facts, unitsVerdictTexts.held(triggers.join(' ')), {
      more: unitsVerdictTexts.heldMore,
    });
  if (nextAt === null) return judged(facts, unitsVerdictTexts.noNext, { tone: 'busy' });
  const time = span((nextAt - facts.now) / 1000);
  return judged(facts, unitsVerdictTexts.next({ when: momentText(nextAt, facts.now), span: time }));
};

const socket = (facts: VerdictFacts, { listens, subState, accept }: Of<'socket'>): Verdict => {
  const address = allOf(listens.map((one) => one.address));
  return judged(
    facts,
    subState === 'running' && !accept
      ? unitsVerdictTexts.handedOver(address)
      : unitsVerdictTexts.listening(address),
  );
};

/** What a timer, a socket, a path or a mount that is active does. */
export const triggering = (facts: VerdictFacts): Verdict | null => {
  const { unit, details } = facts;
  if (details === null || !isUp(unit)) return null;
  if (details.kind === 'timer') return timer(facts, details);
  if (details.kind === 'socket') return socket(facts, details);
  if (details.kind === 'path')
    return judged(
      facts,
      unitsVerdictTexts.watching(allOf(details.watches.map(({ path }) => path))),
    );
  return details.kind === 'mount' ? judged(facts, unitsVerdictTexts.mounted(details.where)) : null;
};

/** How long it runs, and how often that was interrupted. */
const steadiness = ({ details }: VerdictFacts, time: string): string => {
  const restarts = details?.kind === 'service' ? details.restarts : 0;
  return restarts === 0
    ? unitsVerdictTexts.neverRestarted(time)
    : unitsVerdictTexts.restarted({ span: time, restarts });
};

/** Running as its proof shows; null without a proof, or before the proof was looked at. */
const proven = (facts: VerdictFacts, time: string): Verdict | null => {
  const { proof, now } = facts;
  if (proof === null) return null;
  const more = steadiness(facts, time);
  const age = proof.lastSeenAt === null ? '' : ago(proof.lastSeenAt, now);
  const why = proof.why ?? more;
  switch (proof.status) {
    case 'none':
      return null;
    case 'fresh':
      return judged(facts, unitsVerdictTexts.working(age), { tone: 'good', more });
    case 'late':
      return judged(facts, unitsVerdictTexts.late(age), { tone: 'busy', more: why });
    case 'lost':
      return judged(facts, unitsVerdictTexts.lost, { tone: 'bad', more: why });
    case 'unreadable':
      return judged(facts, unitsVerdictTexts.unreadable, { tone: 'busy', more: why });
    case 'waiting':
      return judged(facts, unitsVerdictTexts.waitingForProof(time));
  }
};

export const up = (facts: VerdictFacts): Verdict | null => {
  const { unit, details, proof, now } = facts;
  if (!isUp(unit)) return null;
  const since = sinceOf(facts);
  const time = lasting(facts);
  const word = stateWord(unit);
  if (word === 'finished' && since !== null)
    return judged(facts, unitsVerdictTexts.done(ago(since, now)), { tone: 'good' });
  if (word !== 'running')
    return judged(
      facts,
      time === null ? unitsVerdictTexts.active : unitsVerdictTexts.activeFor(time),
    );
  if (time === null) return judged(facts, unitsVerdictTexts.running);
  const withProof = proven(facts, time);
  if (withProof !== null) return withProof;
  const restarts = details?.kind === 'service' ? details.restarts : 0;
  const more = restarts === 0 ? '' : unitsVerdictTexts.restarts(restarts);
  const isUnproven =
    details !== null && proof === null && unit.own && factsOfType(unit.name).runsProgram;
  return isUnproven
    ? judged(facts, unitsVerdictTexts.runningUnproven(time), {
        more,
        action: { kind: 'set-proof', label: unitsVerdictTexts.actions.setProof },
      })
    : judged(facts, unitsVerdictTexts.runningFor(time), { more });
};
