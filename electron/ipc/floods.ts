/**
 * Bounds what a page asks at once: a few calls of each method run, the others wait their turn, and too many are refused.
 * Many methods start a program, and hundreds of programs at once leave no time for anything else.
 */
import { fail } from '../core/problems/problem.ts';
import { transactionsTexts } from '../core/texts/transactions.ts';
import { methodNames, type Handlers, type MethodName } from './contract/index.ts';

/** The page asks one or two of a kind at once. */
const questionsMax = 4;
/** Several services can be started together. */
const actionsMax = 16;
const waitingMax = 200;

/** These only look, so two that wait with the same input need one answer. */
const questions: ReadonlySet<MethodName> = new Set<MethodName>([
  'snapshot',
  'checkForm',
  'formDraft',
  'deletionPlan',
  'renamePlan',
  'unitSource',
  'unitHistory',
  'historyBytes',
  'deletedUnits',
  'configurationItems',
  'manualEntry',
  'drafts',
  'survival',
  'lingerReview',
  'logoutReview',
  'logBoots',
  'logRun',
  'unassignedLog',
  'logFields',
  'journalAccess',
  'whyLogEmpty',
  'currentExport',
  'unitDetails',
  'runs',
  'nextRuns',
  'environment',
  'programLookups',
  'commands',
  'diagnose',
  'remedyChanges',
]);

interface Kind {
  running: number;
  /** Starts the next one. */
  waiting: (() => void)[];
  /** Questions that wait, by their input: they see everything that happened before they start. */
  shared: Map<string, Promise<unknown>>;
}

export const createFloodGate = () => {
  const kinds = new Map<MethodName, Kind>();

  /** A place is passed on without a gap, so that nobody overtakes. */
  const run = async <Value>(kind: Kind, work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } finally {
      const next = kind.waiting.shift();
      if (next === undefined) kind.running -= 1;
      else next();
    }
  };

  const wait = <Value>(kind: Kind, work: () => Promise<Value>): Promise<Value> => {
    if (kind.waiting.length >= waitingMax) {
      throw fail('busy', { doing: transactionsTexts.underWay.request });
    }
    return new Promise<void>((resolve) => {
      kind.waiting.push(resolve);
    }).then(() => run(kind, work));
  };

  return {
    /** Runs `work`, now or later. @throws busy; and what `work` throws. */
    take: async <Value>(
      name: MethodName,
      input: unknown,
      work: () => Promise<Value>,
    ): Promise<Value> => {
      const kind: Kind = kinds.get(name) ?? { running: 0, waiting: [], shared: new Map() };
      kinds.set(name, kind);
      const isQuestion = questions.has(name);
      if (kind.running < (isQuestion ? questionsMax : actionsMax)) {
        kind.running += 1;
        return run(kind, work);
      }
      if (!isQuestion) return wait(kind, work);
      const key = JSON.stringify([input]);
      const same = kind.shared.get(key);
      if (same !== undefined) return same as Promise<Value>;
      const answer = wait(kind, () => {
        kind.shared.delete(key);
        return work();
      });
      kind.shared.set(key, answer);
      return answer;
    },
  };
};

/** The handlers, none of which runs too often at once. Their input is checked before, so its size is bounded. */
export const behindGate = (handlers: Handlers): Handlers => {
  const floods = createFloodGate();
  const gated = methodNames.map((name) => {
    const handle = handlers[name] as (input: unknown) => unknown;
    return [
      name,
      (input: unknown) => floods.take(name, input, () => Promise.resolve(handle(input))),
    ] as const;
  });
  return Object.fromEntries(gated) as unknown as Handlers;
};
