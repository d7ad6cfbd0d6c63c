/** What a unit is judged by, and what a verdict says. */
import type { ProofState } from '../proof/proof-state.ts';
import { span } from '../text/span.ts';
import { unitsVerdictTexts } from '../texts/units/verdict.ts';
import {
  allowedActions,
  isUp,
  stateWord,
  type StateWord,
  type Unit,
  type UnitAction,
  type UnitDetails,
} from '../units/unit.ts';

/** `good`: it shows that it works. `plain`: nothing is wrong. `busy`: on its way, or worth a look. `bad`: it needs you. */
type VerdictTone = 'good' | 'plain' | 'busy' | 'bad';

/** What the sentence suggests to do. */
export type VerdictAction =
  | { kind: 'act'; action: UnitAction; label: string }
  | { kind: 'open'; section: 'edit'; label: string }
  | { kind: 'set-proof'; label: string };

export interface Verdict {
  /** For the icon. */
  state: StateWord | 'under-way';
  tone: VerdictTone;
  sentence: string;
  /** More about it, with marks; '' for nothing. */
  more: string;
  action: VerdictAction | null;
}

const movingWords = ['starting', 'stopping', 'reloading', 'restarting', 'maintenance'] as const;
type MovingWord = (typeof movingWords)[number];

/** On its way to another state: this one doesn’t last. */
export const isMoving = (word: Verdict['state']): word is MovingWord =>
  (movingWords as readonly Verdict['state'][]).includes(word);

/** What Hearth is doing to the unit. */
export type UnderWay = keyof typeof unitsVerdictTexts.underWay;

/** What is known of the unit’s proof. */
export type ProofFacts = Pick<ProofState, 'status' | 'lastSeenAt' | 'why'>;

/** A failure, or a row of them, that still lasts. */
export interface IncidentFacts {
  kind: 'failed' | 'crashing' | 'refused' | 'proof-lost';
  /** Milliseconds since the epoch. */
  since: number;
  times: number;
  /** Its cause in two to four words; null until known. */
  short: string | null;
}

export interface VerdictFacts {
  unit: Unit;
  /** null until read. */
  details: UnitDetails | null;
  /** The same, or while the unit keeps crashing those of its last failure. */
  ended: UnitDetails | null;
  underWay: UnderWay | null;
  proof: ProofFacts | null;
  incident: IncidentFacts | null;
  /** Units that wait to start it: a timer, a socket, a path. */
  startedBy: readonly string[];
  /** Its last stop was asked for in Hearth. */
  stoppedByYou: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Of the units that a unit’s details name, those that wait to start it. */
export const startersOf = (
  details: UnitDetails | null,
  units: Readonly<Record<string, Unit>>,
): string[] =>
  (details?.triggeredBy ?? []).filter((name) => {
    const unit = units[name];
    return unit !== undefined && isUp(unit);
  });

export const act = (unit: Unit, action: UnitAction, label: string): VerdictAction | null =>
  allowedActions(unit).has(action) ? { kind: 'act', action, label } : null;

export const start = (unit: Unit): VerdictAction | null =>
  act(unit, 'start', unitsVerdictTexts.actions.start);

/** A verdict of the unit’s own state, with what differs. */
export const judged = (
  { unit }: VerdictFacts,
  sentence: string,
  differs: Partial<Verdict> = {},
): Verdict => ({
  state: stateWord(unit),
  tone: 'plain',
  sentence,
  more: '',
  action: null,
  ...differs,
});

export const sinceOf = ({ details, unit }: VerdictFacts): number | null =>
  details?.stateSince ?? unit.changedAt;

/** How long its state lasts, in words; null if that is not known. */
export const lasting = (facts: VerdictFacts): string | null => {
  const since = sinceOf(facts);
  return since === null ? null : span((facts.now - since) / 1000);
};
