/**
 * Creates a service: runs the steps of core/create/steps.ts in order, each with its undo.
 * A failing step stops the rest; what was done stays until the person decides or tries again. An interrupted
 * creation resumes the same way.
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
  type FormCheck,
  type FormFinding,
  type ServiceForm,
} from '../../core/create/service-form.ts';
import { scheduleFindings, serviceOf, startedUnitOf } from '../../core/create/form-job.ts';
import { transactionsTexts } from '../../core/texts/transactions.ts';
import { undoWord, type Plan, type TakenBack } from '../../core/transactions/transaction.ts';
import type { AccountStore } from '../../core/app/store.ts';
import type { FormDraft } from '../../system/storage/drafts.ts';
import type { Bugs } from '../app/bugs.ts';
import type { FoundProgram, ProgramSearch } from './find-program.ts';
import { createProgress } from './progress.ts';
import { creationWork, type StepDeps } from './steps.ts';
import { settledLines } from './wait.ts';
import type { Inventory } from '../units/inventory.ts';
import type { RunningTransaction, TransactionWork } from '../transactions/transaction.ts';

interface CreationDeps extends StepDeps {
  inventory: Pick<Inventory, 'details' | 'refresh'>;
  store: AccountStore;
  transactions: Pick<TransactionWork, 'begin'>;
  /** Called with an undecided attempt: not fully undone, or replaced by another. */
  onLeft(transaction: RunningTransaction): void;
  /** Drops the kept form once its service is created. */
  formDraft: Pick<FormDraft, 'created'>;
  /** Checks a form against the disk: see form-check.ts. */
  checkDisk(
    form: ServiceForm,
    paths: CreationPaths,
    ours: readonly string[],
    search: FoundProgram,
  ): Promise<FormFinding[]>;
  findProgram: ProgramSearch;
  /** Records what Hearth did without a program, as the command that does it by hand. */
  note(unit: string, line: string, startedAt: number): void;
  bugs: Bugs;
}

type CreationPlan = Extract<Plan, { kind: 'create' }>;

/** How many journal lines explain a failed start (S12). */
const journalLines = 20;

/** Steps Hearth does itself, without running a program. */
const ownSteps: readonly StepId[] = ['folders', 'script', 'executable', 'unit', 'trigger'];

export const createCreation = (deps: CreationDeps) => {
  const { store, journalctl, inventory } = deps;
  const { update, updateStep, begin, fail: failAt } = createProgress(store);
  /** The last attempt, until it succeeds, is undone or is kept. */
  let attempt: RunningTransaction | null = null;
  let underWay: Promise<unknown> | null = null;
  let cancelling = new AbortController();
  const isCancelled = (): boolean => cancelling.signal.aborted;

  const letGo = (): void => {
    attempt = null;
    store.dispatch({ kind: 'unfinished', unfinished: null });
  };

  const pathsOf = (form: ServiceForm, program: string | null): CreationPaths => {
    const { home, runtimeFolder, unitFolder } = store.state().person;
    return creationPaths(form, { home, runtime: runtimeFolder, units: unitFolder }, program);
  };

  /** Only reports a failure: the next change reads the list again. */
  const refresh = (): Promise<void> => inventory.refresh().catch(deps.bugs.report);

  const journalOf = async (unit: string, since: number): Promise<string[]> => {
    // A unit that is no longer loaded has no last run to ask for.
    const details = await inventory.details(unit).catch(() => null);
    const pid = details?.kind === 'service' ? details.lastMainPid : null;
    const { uid } = store.state().person;
    const run = pid === null ? undefined : { mainPid: pid, uid, since };
    // An unreadable journal has no lines to show; the problem itself is shown.
    return settledLines(() => journalctl.lastLines(unit, journalLines, run).catch(() => []));
  };

  const stopAt = async (
    id: StepId,
    { form, since }: { form: ServiceForm; since: number },
    thrown: unknown,
  ): Promise<Problem> => {
    const problem = deps.bugs.toProblem(thrown);
    const started = id === 'enable' || id === 'status' || id === 'proof';
    const journal = started ? await journalOf(startedUnitOf(form), since) : [];
    failAt(id, problem, journal);
    return problem;
  };

  /** Returns the problem, or null on success. */
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
      reportOthers: (id, otherFindings) => {
        updateStep(id, { otherFindings });
      },
    });
    const since = Date.now();
    for (const { id, command } of creationSteps(form, paths)) {
      if (isCancelled()) return takeBackAndShow();
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
        // Once cancelled, the error no longer matters.
        return isCancelled() ? takeBackAndShow() : stopAt(id, { form, since }, thrown);
      }
    }
    if (isCancelled()) return takeBackAndShow();
    letGo();
    await transaction.end();
    await deps.formDraft.created(form).catch(deps.bugs.report);
    update(() => ({ status: 'done' }));
    return null;
  };

  const check = async (form: ServiceForm): Promise<FormCheck> => {
    const search = await deps.findProgram(form);
    const program = search.kind === 'found' ? search.path : null;
    const paths = pathsOf(form, program);
    const onDisk = await deps.checkDisk(form, paths, attempt?.files() ?? [], search);
    const ofSchedule = scheduleFindings(form, Date.now());
    return { findings: [...formFindings(form), ...ofSchedule, ...onDisk], program };
  };

  /** Undoes the last attempt. What cannot be undone is reported and listed as left behind. */
  const takeBack = async (): Promise<TakenBack> => {
    const before = attempt;
    if (before === null) return { words: [], problem: null };
    const takenBack = await before.takeBack();
    if (takenBack.problem === null) letGo();
    return takenBack;
  };

  /** What is left of the last attempt; null for nothing. */
  const readUnfinished = async (): Promise<Unfinished | null> => {
    const undo: string[] = [];
    const made = attempt?.files() ?? [];
    const there = await deps.host.files.areThere(made);
    for (const record of [...(attempt?.now().undo ?? [])].reverse()) {
      const word = undoWord(record);
      const isLeft = record.do !== 'remove-file' || there[made.indexOf(record.path)] === true;
      // A timer and its service are stopped in the same words.
      if (word !== null && isLeft && !undo.includes(word)) undo.push(word);
    }
    return attempt === null || undo.length === 0 ? null : { unit: attempt.plan.unit, undo };
  };

  /** Undoes the failed attempt if it has the new one's name; any other only with the person's consent. */
  const leaveBehind = async (
    mayUndo: readonly (string | null)[],
  ): Promise<Creation['tookBack']> => {
    const before = attempt;
    if (before === null) return null;
    const { unit } = before.plan;
    const undoes = (await readUnfinished()) === null || mayUndo.includes(unit);
    const words = undoes ? (await takeBack()).words : [];
    if (attempt !== null) deps.onLeft(before);
    letGo();
    return words.length === 0 ? null : { unit, words };
  };

  const takeBackAndShow = async (): Promise<Problem | null> => {
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
    const { findings, program } = await check(form);
    const errors = findings.filter(({ level }) => level === 'error');
    if (errors.length > 0) {
      throw fail('form-invalid', { findings: errors.map((finding) => finding.text) });
    }
    const unit = serviceOf(form);
    const tookBack = await leaveBehind([unit, takesBack]);
    const plan: CreationPlan = { kind: 'create', unit, form, paths: pathsOf(form, program) };
    return goOn(await deps.transactions.begin(plan), plan, tookBack);
  };

  const resume = async (transaction: RunningTransaction): Promise<Problem | null> => {
    if (transaction.plan.kind !== 'create') return null;
    // Another failed attempt is still undecided: offer it, as this one was.
    if (attempt !== null) deps.onLeft(attempt);
    letGo();
    return goOn(transaction, transaction.plan, null);
  };

  const undo = async (): Promise<void> => {
    if (store.state().creation?.status === 'failed') await takeBackAndShow();
  };

  /** One thing at a time: claims the slot before the first await. */
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
     * Returns the problem; null on success or when cancelled.
     * @param takesBack the unit of the previous attempt, if the person agreed to undo it. An attempt of the same name
     * is always undone; any other stays undecided.
     * @throws form-invalid, busy, and whatever keeps it from starting.
     */
    create: (form: ServiceForm, takesBack: string | null = null): Promise<Problem | null> =>
      alone(() => create(form, takesBack)),
    /** Continues an interrupted creation. */
    resume: (transaction: RunningTransaction): Promise<Problem | null> =>
      alone(() => resume(transaction)),
    undo: (): Promise<void> => alone(undo),
    /** Stops the creation under way and undoes what it did. */
    cancel: async (): Promise<void> => {
      if (store.state().creation?.status !== 'running') return;
      cancelling.abort();
      await underWay;
    },
    /** Takes the creation off the screen. A failed creation then shows as unfinished. */
    dismiss: async (): Promise<void> => {
      // Dispatch this first, so the form does not jump.
      const unfinished = await readUnfinished();
      if (underWay !== null) return;
      store.dispatch({ kind: 'unfinished', unfinished });
      store.dispatch({ kind: 'creation', creation: null });
    },
    /** Keeps what a failed attempt made. */
    keep: async (): Promise<void> => {
      if (underWay !== null) return;
      const kept = attempt;
      letGo();
      store.dispatch({ kind: 'creation', creation: null });
      await kept?.end();
    },
    /**
     * For quitting: waits for what is under way; null when nothing is. Nobody can decide by then, so a failed
     * creation is undone.
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
