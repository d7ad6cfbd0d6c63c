/** `hearth status`: the person’s own units as the list shows them, or one unit in a sentence. */
import type { Diagnosis } from '../core/diagnosis/cause.ts';
import { unitTypeOf } from '../core/names/unit-name.ts';
import { ProblemError } from '../core/problems/problem.ts';
import { cliCommandTexts } from '../core/texts/cli/command.ts';
import { withoutMarks } from '../core/texts/marks.ts';
import { unitsStatesTexts } from '../core/texts/units/states.ts';
import {
  inOrderOfNames,
  isFailed,
  isRunnable,
  isUp,
  stateWord,
  type Unit,
} from '../core/units/unit.ts';
import { needsAttention } from '../core/verdict/attention.ts';
import { rowFact } from '../core/verdict/row-fact.ts';
import type { ProofFacts } from '../core/verdict/verdict-facts.ts';
import { judgeUnit, managerKnown, proofOf } from '../engine/diagnosis/explain-unit.ts';
import type { LookingEngine } from './looking-engine.ts';
import { isoTime, type Print, tableLines } from './table-lines.ts';

/** The output of `--json`: a promise to programs, so names stay. */
export interface UnitStatus {
  unit: string;
  description: string;
  /** In one word; `core/units/unit.ts` lists them. */
  state: string;
  /** systemd’s own words. */
  activeState: string;
  subState: string;
  unitFileState: string;
  /** `bad`: it needs you. `busy`: on its way, or worth a look. `plain`. */
  tone: string;
  /** What the list shows in its row. */
  fact: string;
  needsYou: boolean;
  /** `fresh`, `late`, `lost`, `waiting`, `unreadable`, `none`; null without a proof, or while it isn’t running. */
  proof: string | null;
  /** When its state changed, and when a timer runs next: ISO 8601 in UTC, or null. */
  changedAt: string | null;
  nextAt: string | null;
}

/** @throws the reason why there is no list. */
export const ownUnits = async (engine: LookingEngine): Promise<Unit[]> => {
  await managerKnown(engine);
  const { manager } = engine.store.state().account;
  if (manager.kind === 'lost' || manager.kind === 'refused')
    throw new ProblemError(manager.problem);
  await engine.inventory.watchTimes();
  return Object.values(engine.store.state().account.units)
    .filter((unit) => unit.own && isRunnable(unit))
    .sort((a, b) => inOrderOfNames.compare(a.name, b.name));
};

/** When a timer runs next, in milliseconds since the epoch; null for none, and for what is no timer. */
const nextAtOf = async (unit: Unit, engine: LookingEngine): Promise<number | null> => {
  if (unitTypeOf(unit.name) !== 'timer' || !isUp(unit)) return null;
  const details = await engine.inventory.details(unit.name);
  return details.kind === 'timer' ? details.nextAt : null;
};

const hasCause = (unit: Unit): boolean => isFailed(unit) && !unit.crashing;

/** Why it failed, in a few words; null if that isn’t known. */
const causeIn = ({ causes }: Diagnosis): string | null => causes[0]?.short ?? null;

const causeOf = async (unit: Unit, engine: LookingEngine): Promise<string | null> =>
  hasCause(unit) ? causeIn((await engine.diagnosis.found(unit.name)).diagnosis) : null;

/** null if the unit no longer exists or its file can’t be read: one unit must not cost the whole list. */
export const ifKnown = <Value>(look: Promise<Value>): Promise<Value | null> =>
  look.catch((thrown: unknown) => {
    const isOfUnit =
      thrown instanceof ProblemError &&
      ['no-such-unit', 'mount-silent'].includes(thrown.problem.code);
    if (isOfUnit) return null;
    throw thrown;
  });

const statusOf = async (unit: Unit, engine: LookingEngine): Promise<UnitStatus> => {
  const now = Date.now();
  const [nextAt, short, proof] = await Promise.all([
    ifKnown(nextAtOf(unit, engine)),
    ifKnown(causeOf(unit, engine)),
    proofOf(unit, engine),
  ]);
  return asStatus({ unit, nextAt, short, proof, now });
};

interface Known {
  unit: Unit;
  nextAt: number | null;
  short: string | null;
  proof: ProofFacts | null;
  now: number;
}

const asStatus = ({ unit, nextAt, short, proof, now }: Known): UnitStatus => {
  const { name, description, activeState, subState, unitFileState, changedAt } = unit;
  const failure = { kind: 'failed', since: changedAt ?? now, times: 1, short } as const;
  const { tone, text } = rowFact({
    unit,
    underWay: null,
    proof,
    incident: short === null ? null : failure,
    nextAt,
    now,
  });
  return {
    unit: name,
    description,
    state: stateWord(unit),
    activeState,
    subState,
    unitFileState,
    tone,
    fact: text,
    needsYou: needsAttention(unit, proof),
    proof: proof?.status ?? null,
    changedAt: isoTime(changedAt),
    nextAt: isoTime(nextAt),
  };
};

const rowOf = ({ unit, state, fact, description }: UnitStatus): string[] => {
  const word = unitsStatesTexts.states[state as keyof typeof unitsStatesTexts.states];
  return [unit, word, fact === word ? '' : fact, description];
};

const printAll = async (
  asJson: boolean,
  engine: LookingEngine,
  { print, tell }: Print,
): Promise<0 | 1> => {
  const units = await ownUnits(engine);
  const rows = await Promise.all(units.map((unit) => statusOf(unit, engine)));
  // What needs the person first, as in the list.
  rows.sort((a, b) => Number(b.needsYou) - Number(a.needsYou));
  if (asJson) print(JSON.stringify(rows, undefined, 2));
  else if (rows.length === 0) tell(cliCommandTexts.noUnits);
  else {
    const { unit, state, fact, description } = cliCommandTexts.headings;
    for (const line of tableLines([[unit, state, fact, description], ...rows.map(rowOf)]))
      print(line);
  }
  return rows.some(({ needsYou }) => needsYou) ? 1 : 0;
};

const printOne = async (
  name: string,
  asJson: boolean,
  engine: LookingEngine,
  { print }: Print,
): Promise<0 | 1> => {
  const { unit, details, proof, verdict, diagnosis } = await judgeUnit(name, engine);
  const status = asStatus({
    unit: { ...unit, description: details.description, changedAt: details.stateSince },
    nextAt: details.kind === 'timer' ? details.nextAt : null,
    short: hasCause(unit) ? causeIn(diagnosis) : null,
    proof,
    now: Date.now(),
  });
  const [sentence, more] = [withoutMarks(verdict.sentence), withoutMarks(verdict.more)];
  if (asJson) print(JSON.stringify({ ...status, sentence, more }, undefined, 2));
  else {
    for (const line of tableLines([[`${status.unit}:`, sentence]], 1)) print(line);
    if (more !== '') for (const line of tableLines([['', more]])) print(line);
  }
  return status.needsYou || verdict.tone === 'bad' ? 1 : 0;
};

/** @param unit null for all. @returns the exit code: 1 if one needs the person. */
export const printStatus = (
  { unit, asJson }: { unit: string | null; asJson: boolean },
  engine: LookingEngine,
  print: Print,
): Promise<0 | 1> =>
  unit === null ? printAll(asJson, engine, print) : printOne(unit, asJson, engine, print);
