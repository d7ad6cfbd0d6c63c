/** Which units need a person, and what the others do: the first group of the list, and Home. */
import { isFailed, isRunnable, isUp, stateWord, type Unit } from '../units/unit.ts';
import { factsOfType } from '../units/types.ts';
import type { ProofFacts } from './verdict-facts.ts';

/**
 * Failed, crashing, refused by systemd, or running without doing its work.
 * @param incident whether it has one that lasts.
 */
export const needsAttention = (
  unit: Unit,
  proof: Pick<ProofFacts, 'status'> | null | undefined,
  incident = false,
): boolean =>
  unit.aliasOf === null &&
  (isFailed(unit) ||
    incident ||
    (isUp(unit) && (proof?.status === 'late' || proof?.status === 'lost')));

/** How many of the person’s own services run, and how many of those have just proved it. */
export const wellOf = (
  units: Iterable<Unit>,
  proofOf: (unit: string) => Pick<ProofFacts, 'status'> | null | undefined,
): { running: number; proven: number } => {
  let running = 0;
  let proven = 0;
  for (const unit of units) {
    if (!unit.own || !isRunnable(unit) || !factsOfType(unit.name).runsProgram) continue;
    if (stateWord(unit) !== 'running') continue;
    running += 1;
    if (proofOf(unit.name)?.status === 'fresh') proven += 1;
  }
  return { running, proven };
};
