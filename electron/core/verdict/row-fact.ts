/** The verdict in a word or two: the one fact in a row of the list, in the panel and in the tray’s menu. */
import { daysUntil, shortSpan, timeOfDay } from '../text/span.ts';
import { unitsStatesTexts } from '../texts/units/states.ts';
import { unitsVerdictTexts } from '../texts/units/verdict.ts';
import { isEnabled, isUp, stateWord, type Unit } from '../units/unit.ts';
import { isMoving, type IncidentFacts, type ProofFacts, type UnderWay } from './verdict-facts.ts';

interface RowFacts {
  unit: Unit;
  underWay: UnderWay | null;
  proof: ProofFacts | null;
  incident: IncidentFacts | null;
  /** When a timer next starts its unit, in milliseconds since the epoch; null for none, and for what is no timer. */
  nextAt: number | null;
  /** Milliseconds since the epoch; null leaves out what changes by itself: ages, and how often it crashed. */
  now: number | null;
}

export interface RowFact {
  text: string;
  /** `bad`: it needs you. `busy`: on its way, or worth a look. */
  tone: 'bad' | 'busy' | 'plain';
}

const fact = (text: string, tone: RowFact['tone'] = 'plain'): RowFact => ({ text, tone });

const proven = ({ proof, now }: RowFacts): RowFact | null => {
  if (proof?.status === 'lost') return fact(unitsVerdictTexts.short.lost, 'bad');
  if (now === null)
    return proof?.status === 'late' ? fact(unitsVerdictTexts.short.proofLate, 'busy') : null;
  const age = proof?.lastSeenAt == null ? '' : shortSpan((now - proof.lastSeenAt) / 1000);
  if (proof?.status === 'fresh') return fact(unitsVerdictTexts.short.fresh(age));
  return proof?.status === 'late' ? fact(unitsVerdictTexts.short.late(age), 'busy') : null;
};

/** `next 03:00`, within a day; later, in how many days. */
const nextText = (at: number, now: number): string =>
  unitsVerdictTexts.short.next(
    daysUntil(at, now) < 2 ? timeOfDay(at) : shortSpan(Math.max(0, at - now) / 1000),
  );

export const rowFact = (facts: RowFacts): RowFact => {
  const { unit, underWay, incident, nextAt, now } = facts;
  if (underWay !== null) return fact(unitsStatesTexts.underWay[underWay], 'busy');
  const word = stateWord(unit);
  const text = unitsStatesTexts.states[word];
  if (isMoving(word)) return fact(text, 'busy');
  if (word === 'refused') return fact(incident?.short ?? unitsVerdictTexts.short.refused, 'bad');
  if (word === 'failed') return fact(incident?.short ?? unitsVerdictTexts.short.failed, 'bad');
  if (word === 'crashing') return fact(crashingText(facts) ?? text, 'bad');
  if (word === 'running') return proven(facts) ?? fact(sinceText(facts) ?? text);
  if (word === 'stopped' && !isEnabled(unit.unitFileState)) return fact(stoppedText(unit));
  const isPlanned = word === 'waiting' && nextAt !== null && now !== null;
  return fact(isPlanned ? nextText(nextAt, now) : text);
};

const crashingText = ({ incident, now }: RowFacts): string | null => {
  if (incident === null) return null;
  return now === null ? incident.short : unitsVerdictTexts.short.crashed(incident.times);
};

const sinceText = ({ unit, now }: RowFacts): string | null =>
  unit.changedAt === null || now === null || !isUp(unit)
    ? null
    : shortSpan((now - unit.changedAt) / 1000);

/** What is started by others when they need it is not off. */
const stoppedText = ({ unitFileState }: Unit): string =>
  unitFileState === 'disabled' ? unitsVerdictTexts.short.off : unitsVerdictTexts.short.idle;
