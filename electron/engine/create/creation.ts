/**
 * Creating a service: the steps of core/create/steps.ts done for real, in order, each with its undo.
 * A step that fails stops the rest; what was done stays until the person decides, or tries again. One that was
 * interrupted is gone on with in the same way.
 */
import {
  creationPaths,
  creationSteps,
  type Creation,
  type Unfinished,
} from '../../core/create/steps.ts';
import type { CreationPaths, CreationStep, StepId } from '../../core/create/steps.ts';
import { fail, type Problem } from '../../core/problems/problem.ts';
import {
  formFindings,
  type FormFinding,
  type ServiceForm,
} from '../../core/create/service-form.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import { undoWord, type Plan, type TakenBack } from '../../core/transactions/transaction.ts';
import { serviceNameOf } from '../../core/names/unit-name.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { FormDraft } from '../../system/storage/drafts.ts';
import type { Bugs } from '../app/bugs.ts';
import { createProgress } from './progress.ts';
import { creationWork, type StepDeps } from './steps.ts';
import { settledLines } from './wait.ts';
import type { Inventory } from '../units/inventory.ts';
import type { RunningTransaction, TransactionWork } from '../transactions/transaction.ts';

interface CreationDeps extends StepDeps {
  inventory: Pick<Inventory, 'details' | 'refresh'>;
  store: AccountStore;
  transactions: Pick<TransactionWork, 'begin'>;
  /** Told of an attempt that still has to be decided about: not taken back as a whole, or another one took its place. */
  onLeft(transaction: RunningTransaction): void;
  /** Told of what is created, which need not be kept any more. */
  formDraft: Pick<FormDraft, 'created'>;
  /** What the disk says about a form: see form-check.ts. */
  checkDisk(
    form: ServiceForm,
    paths: CreationPaths,
    ours: readonly string[],
  ): Promise<FormFinding[]>;
  /** Something was done by Hearth itself; told as the line that does it by hand. */
  note(unit: string, line: string, startedAt: number): void;
  bugs: Bugs;
}

type CreationPlan = Extract<Plan, { kind: 'create' }>;

/** The last lines of the journal that explain a failed start (S12). */
const journalLines = 20;

/** Steps that Hearth does itself, without a program. */
const ownSteps: readonly StepId[] = ['folders', 'script', 'executable', 'unit'];

export const createCreation = (deps: CreationDeps) => {
  const { store, journalctl, inventory } = deps;
  const { update, updateStep, begin, fail: failAt } = createProgress(store);
  /** Of the last attempt, until it went well, was taken back or is to be kept. */
  let attempt: RunningTransaction | null = null;
  let underWay: Promise<unknown> | null = null;
  let cancelling = new AbortController();
  const isCancelled = (): boolean => cancelling.signal.aborted;

  const letGo = (): void => {
    attempt = null;
    store.dispatch({ kind: 'unfinished', unfinished: null });
  };

  const pathsOf = (form: ServiceForm): CreationPaths => {
    const { home, runtimeFolder, unitFolder } = store.state().person;
    return creationPaths(form, { home, runtime: runtimeFolder, units: unitFolder });
  };

  /** A list that cannot be read now is read again at the next change. */
  const refresh = (): Promise<void> => inventory.refresh().catch(deps.bugs.report);

  const journalOf = async (unit: string, since: number): Promise<string[]> => {
    // What is not loaded any more has no last run to ask for.
    const details = await inventory.details(unit).catch(() => null);
    const pid = details?.kind === 'service' ? details.lastMainPid : null;
    const { uid } = store.state().person;
    const run = pid === null ? undefined : { mainPid: pid, uid, since };
    // A journal that cannot be read has no lines to show; the problem itself is shown.
    return settledLines(() => journalctl.lastLines(unit, journalLines, run).catch(() => []));
  };

  const stopAt = async (
    id: StepId,
    { unit, since }: { unit: string; since: number },
    thrown: unknown,
  ): Promise<Problem> => {
    const problem = deps.bugs.toProblem(thrown);
    const started = id === 'enable' || id === 'status' || id === 'proof';
    const journal = started ? await journalOf(unit, since) : [];
    failAt(id, problem, journal);
    return problem;
  };

  /** Answers why it failed; null when it went well. */
  const runSteps = async (
    transaction: RunningTransaction,
    plan: CreationPlan,
  ): Promise<Problem | null> => {
    const { form, paths, unit } = plan;
    const work = creationWork(deps, {
      form,
      paths,
      unit,
      startedAt: transaction.startedAt,
      signal: cancelling.signal,
      tellOthers: (otherFindings) => {
        updateStep('verify', { otherFindings });
      },
    });
    const since = Date.now();
    for (const { id, command } of creationSteps(form, paths)) {
      if (isCancelled()) return takeBackAndTell();
      if (transaction.isDone(id)) continue;
      const began = Date.now();
      updateStep(id, { state: 'running' });
      try {
        let output = '';
        await transaction.step({
          ...work[id],
          id,
          run: async (again) => {
            ({ output } = await work[id].run(again));
          },
        });
        if (ownSteps.includes(id)) deps.note(unit, command, began);
        updateStep(id, { output, state: 'done', durationMs: Date.now() - began });
      } catch (thrown) {
        // Whatever hindered it does not matter any more.
        return isCancelled() ? takeBackAndTell() : stopAt(id, { unit, since }, thrown);
      }
    }
    if (isCancelled()) return takeBackAndTell();
    letGo();
    await transaction.end();
    await deps.formDraft.created(form).catch(deps.bugs.report);
    update(() => ({ status: 'done' }));
    return null;
  };

  const check = async (form: ServiceForm): Promise<FormFinding[]> => [
    ...formFindings(form),
    ...(await deps.checkDisk(form, pathsOf(form), attempt?.files() ?? [])),
  ];

  /** What cannot be taken back is told, and stands in the list of what was left. */
  const takeBack = async (): Promise<TakenBack> => {
    const before = attempt;
    if (before === null) return { words: [], problem: null };
    const takenBack = await before.takeBack();
    if (takenBack.problem === null) letGo();
    return takenBack;
  };

  /** What there is to be seen of the last attempt. */
  const readUnfinished = async (): Promise<Unfinished | null> => {
    const undo: string[] = [];
    const made = attempt?.files() ?? [];
    const there = await deps.host.files.areThere(made);
    for (const record of [...(attempt?.now().undo ?? [])].reverse()) {
      const word = undoWord(record);
      const isLeft = record.do !== 'remove-file' || there[made.indexOf(record.path)] === true;
      if (word !== null && isLeft) undo.push(word);
    }
    return attempt === null || undo.length === 0 ? null : { unit: attempt.plan.unit, undo };
  };

  /** A new attempt begins where the failed one of its name began. Of another one nothing goes unasked. */
  const leaveBehind = async (mayGo: readonly (string | null)[]): Promise<Creation['tookBack']> => {
    const before = attempt;
    if (before === null) return null;
    const { unit } = before.plan;
    const goes = (await readUnfinished()) === null || mayGo.includes(unit);
    const words = goes ? (await takeBack()).words : [];
    if (attempt !== null) deps.onLeft(before);
    letGo();
    return words.length === 0 ? null : { unit, words };
  };

  const takeBackAndTell = async (): Promise<Problem | null> => {
    update(() => ({ status: 'undoing' }));
    const { words, problem } = await takeBack();
    await refresh();
    update(() =>
      problem === null ? { status: 'undone', undone: words } : { status: 'failed', problem },
    );
    return problem;
  };

  const goOn = async (
    transaction: RunningTransaction,
    plan: CreationPlan,
    tookBack: Creation['tookBack'],
  ): Promise<Problem | null> => {
    attempt = transaction;
    cancelling = new AbortController();
    const steps = creationSteps(plan.form, plan.paths).map((step): CreationStep =>
      transaction.isDone(step.id) ? { ...step, state: 'done' } : step,
    );
    const { unit, form } = plan;
    begin({ unit, form, steps, tookBack });
    const problem = await runSteps(transaction, plan);
    await refresh();
    return problem;
  };

  const create = async (form: ServiceForm, takesBack: string | null): Promise<Problem | null> => {
    const errors = (await check(form)).filter(({ level }) => level === 'error');
    if (errors.length > 0) {
      throw fail('form-invalid', { findings: errors.map((finding) => finding.text) });
    }
    const unit = serviceNameOf(form.name);
    const tookBack = await leaveBehind([unit, takesBack]);
    const plan: CreationPlan = { kind: 'create', unit, form, paths: pathsOf(form) };
    return goOn(await deps.transactions.begin(plan), plan, tookBack);
  };

  const resume = async (transaction: RunningTransaction): Promise<Problem | null> => {
    if (transaction.plan.kind !== 'create') return null;
    // Another one failed, and nothing was decided about it: it is offered like this one was.
    if (attempt !== null) deps.onLeft(attempt);
    letGo();
    return goOn(transaction, transaction.plan, null);
  };

  const undo = async (): Promise<void> => {
    if (store.state().creation?.status === 'failed') await takeBackAndTell();
  };

  /** One thing at a time, claimed before anything is waited for. */
  const alone = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (underWay !== null) throw fail('busy', { doing: transactionsTexts.underWay.create });
    const mine = work().finally(() => {
      underWay = null;
    });
    underWay = mine;
    return mine;
  };

  return {
    check,
    /**
     * Answers why it failed, null when it went well or was cancelled.
     * @param takesBack the unit of the attempt before, where the person agreed that it is undone; one of the same name is
     * undone in any case, and any other stays to be decided about.
     * @throws form-invalid, busy, and what hinders its beginning.
     */
    create: (form: ServiceForm, takesBack: string | null = null): Promise<Problem | null> =>
      alone(() => create(form, takesBack)),
    /** Goes on with one that was interrupted. */
    resume: (transaction: RunningTransaction): Promise<Problem | null> =>
      alone(() => resume(transaction)),
    undo: (): Promise<void> => alone(undo),
    /** Ends the one under way, and undoes what it has done. */
    cancel: async (): Promise<void> => {
      if (store.state().creation?.status !== 'running') return;
      cancelling.abort();
      await underWay;
    },
    /** Puts the creation off the screen. One that failed is shown from then on as unfinished. */
    dismiss: async (): Promise<void> => {
      // Shown first, so that the form does not jump.
      const unfinished = await readUnfinished();
      if (underWay !== null) return;
      store.dispatch({ kind: 'unfinished', unfinished });
      store.dispatch({ kind: 'creation', creation: null });
    },
    /** Leaves what a failed attempt made as it is. */
    keep: async (): Promise<void> => {
      if (underWay !== null) return;
      const kept = attempt;
      letGo();
      store.dispatch({ kind: 'creation', creation: null });
      await kept?.end();
    },
    /**
     * For the end of Hearth: null when nothing is under way, else a wait for it. Nobody can decide then, so a
     * failure is undone.
     */
    leave: (): Promise<unknown> | null =>
      underWay === null
        ? null
        : underWay.catch(deps.bugs.report).then(async () => {
            await takeBack();
          }),
  };
};

export type CreationWork = ReturnType<typeof createCreation>;
