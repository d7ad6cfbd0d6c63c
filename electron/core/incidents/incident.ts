/** What went wrong with a unit, from the failure until it works again, or until the person stops it. */
import { sameFields } from '../text/look-up.ts';
import { isMasked, isRunnable, stateWord, type Unit } from '../units/unit.ts';

export type IncidentKind = 'failed' | 'crashing' | 'refused' | 'proof-lost';

export interface Incident {
  unit: string;
  kind: IncidentKind;
  /** Milliseconds since the epoch. */
  since: number;
  /** How often it failed since then, as far as Hearth saw. */
  times: number;
  /** The cause in two to four words, for rows and the tray; null until known. */
  short: string | null;
  /** The cause as a sentence, with marks; null until known. */
  sentence: string | null;
  /** The last line that the program logged; null until known, and for none. */
  lastLine: string | null;
  /** The person has looked at it. */
  seen: boolean;
}

/** What the person wants Hearth to watch over, besides their own units. */
interface Watched {
  pins: readonly string[];
  /** `system`: those of the system as well. */
  notices: { readonly system: boolean };
}

/** Whether Hearth watches over it. */
export const isWatched = (unit: Unit, { pins, notices }: Watched): boolean =>
  (unit.own || notices.system || pins.includes(unit.name)) && isRunnable(unit);

/** What is wrong with the unit now; null if nothing is. */
export const incidentKind = (unit: Unit, isProofLost: boolean): IncidentKind | null => {
  if (isMasked(unit)) return null;
  if (unit.crashing) return 'crashing';
  const word = stateWord(unit);
  if (word === 'failed' || word === 'refused') return word;
  return isProofLost && unit.activeState === 'active' ? 'proof-lost' : null;
};

/** Crashes after which a restart is no longer an exception. */
const loopTimes = 3;

/** systemd has restarted it again and again. */
export const isLoop = ({ kind, times }: Pick<Incident, 'kind' | 'times'>): boolean =>
  kind === 'crashing' && times >= loopTimes;

/** A worse incident deserves another look: a crash may become a loop, and a loop a failure. */
export const gravityOf = (incident: Pick<Incident, 'kind' | 'times'>): number => {
  if (incident.kind === 'failed' || incident.kind === 'refused') return 2;
  return isLoop(incident) ? 1 : 0;
};

interface Trouble {
  kind: IncidentKind;
  at: number;
  /** Failures since the incident began. */
  times: number;
  /** The person did it themselves, or is told where they did it. */
  isExpected: boolean;
}

/** The incident of a unit in trouble. @param old undefined for a new one. */
export const followIncident = (
  unit: string,
  old: Incident | undefined,
  { kind, at, times, isExpected }: Trouble,
): Incident => {
  if (old === undefined) {
    const unknown = { short: null, sentence: null, lastLine: null };
    return { unit, kind, since: at, times, ...unknown, seen: isExpected };
  }
  const next = { ...old, kind, times: Math.max(old.times, times) };
  const isWorse = gravityOf(next) > gravityOf(old);
  return { ...next, seen: isExpected || (old.seen && !isWorse) };
};

/** Without a change that anybody could see. */
export const isSameIncident = (a: Incident, b: Incident): boolean => sameFields(a, b);
