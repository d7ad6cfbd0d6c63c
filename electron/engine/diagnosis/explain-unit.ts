/** Judges one unit for a command line, and prints why it is so. Only the process itself is left to the caller. */
import { explanationLines, explanationOf } from '../../core/verdict/explanation.ts';
import { isFailed, isUp, plainUnit, type Unit, type UnitDetails } from '../../core/units/unit.ts';
import { isTemplate, withInstance } from '../../core/names/unit-name.ts';
import { fail } from '../../core/problems/problem.ts';
import { verdictOf } from '../../core/verdict/verdict.ts';
import { startersOf, type ProofFacts } from '../../core/verdict/verdict-facts.ts';
import type { openEngine } from '../engine.ts';
import { isRunning } from '../proof/proofs.ts';

type Engine = Pick<ReturnType<typeof openEngine>, 'store' | 'inventory' | 'diagnosis'>;

/** Resolves once the state is like this, or after so long. */
const stateIs = (
  { store }: Pick<Engine, 'store'>,
  isSo: () => boolean,
  longestMs?: number,
): Promise<void> =>
  new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const look = (): void => {
      if (isSo()) done();
    };
    const stop = store.subscribe(look);
    if (longestMs !== undefined) timer = setTimeout(done, longestMs);
    look();
  });

/** It answers within milliseconds, and a busy one within seconds. */
const managerWaitMs = 10_000;

/** Resolves once the manager has answered, or is known to be away. @throws manager-silent. */
export const managerKnown = async (engine: Pick<Engine, 'store'>): Promise<void> => {
  const isKnown = (): boolean => engine.store.state().account.manager.kind !== 'connecting';
  await stateIs(engine, isKnown, managerWaitMs);
  if (!isKnown())
    throw fail('manager-silent', {
      detail: `no answer within ${String(managerWaitMs / 1000)} s`,
    });
};

/** What a look at its proof finds comes a moment later, as on its page. */
const proofWaitMs = 1000;

/** The proof of a unit, as far as it is known soon; null if it has none, or isn’t running. */
export const proofOf = async (
  unit: Unit,
  engine: Pick<Engine, 'store' | 'inventory'>,
): Promise<ProofFacts | null> => {
  if (!isRunning(unit) || engine.inventory.proofItems(unit.name).length === 0) return null;
  const proof = () => engine.store.state().account.proofs[unit.name];
  await stateIs(engine, () => (proof()?.status ?? 'waiting') !== 'waiting', proofWaitMs);
  return proof() ?? { status: 'none', lastSeenAt: null, why: null };
};

/**
 * How a unit is, and why. Call with an engine just opened.
 * @throws is-template, no-such-unit, no-user-manager, manager-silent.
 */
export const judgeUnit = async (asked: string, engine: Engine) => {
  if (isTemplate(asked))
    throw fail('is-template', { unit: asked, instance: withInstance(asked, 'NAME') });
  const account = () => engine.store.state().account;
  await managerKnown(engine);
  const { symptoms, diagnosis } = await engine.diagnosis.found(asked);
  const details: UnitDetails = { ...symptoms.details, enabling: symptoms.enabling };
  const { loadState, activeState, subState, name } = details;
  const listed = account().units[name] ?? plainUnit(name);
  const unit: Unit = { ...listed, loadState, activeState, subState };
  const proof = await proofOf(unit, engine);
  // What the window remembers of earlier failures and of clicks, nobody knows here.
  const verdict = verdictOf({
    unit,
    details,
    ended: details,
    underWay: null,
    proof,
    incident: null,
    startedBy: startersOf(details, account().units),
    stoppedByYou: false,
    now: Date.now(),
  });
  return { unit, details, proof, verdict, diagnosis };
};

/**
 * @param engine just opened.
 * @returns the exit code: 0 if nothing is wrong, 1 if it failed, isn’t running or its proof is lost.
 * @throws as judgeUnit.
 */
export const explainUnit = async (
  { unit: asked, asJson }: { unit: string; asJson: boolean },
  engine: Engine,
  print: (line: string) => void,
): Promise<0 | 1> => {
  const { unit, verdict, diagnosis } = await judgeUnit(asked, engine);
  const isDown = isFailed(unit) || !isUp(unit);
  const explanation = explanationOf(verdict, diagnosis);
  if (asJson) print(JSON.stringify(explanation, undefined, 2));
  else for (const line of explanationLines(explanation, isDown)) print(line);
  return isDown || verdict.tone === 'bad' || diagnosis.causes.length > 0 ? 1 : 0;
};
