/** Records of the manager about one unit → its runs. */
import type { Run, RunOutcome } from './run.ts';
import { isFinishedStart, isSkippedStart, type RunRecord } from './run-records.ts';

/** A start of the user manager: from when it began until everything it starts by itself was up. */
export interface ManagerStart {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  /** Milliseconds from the boot until it began; null if not recorded. */
  afterBootMs: number | null;
}

interface Draft {
  run: Run;
  /** Its start job has ended. */
  isStarted: boolean;
  isStopping: boolean;
  /** `finished`: its commands succeeded, though the unit may still fail or stay up. */
  end: 'none' | 'finished' | 'told';
}

const runFrom = ({ cursor, invocation, at }: RunRecord): Run => ({
  id: cursor,
  invocation,
  startedAt: at,
  endedAt: null,
  outcome: 'unknown',
  result: null,
  exit: null,
  directive: null,
  startedBy: 'unknown',
  trigger: null,
  why: null,
  cpuNanoseconds: null,
});

const orNull = (text: string): string | null => (text === '' ? null : text);

/** A start that came to nothing: it has no process, and no invocation ID of its own. */
const attempt = (
  record: RunRecord,
  of: Pick<Run, 'outcome' | 'result'> & Partial<Pick<Run, 'why'>>,
): Run => ({ ...runFrom(record), invocation: '', endedAt: record.at, ...of });

const collector = () => {
  const runs: Run[] = [];
  const drafts = new Map<string, Draft>();
  /** The runs that may still go on. */
  const open = new Set<Draft>();
  /** systemd is restarting the unit by itself, so what starts next is that restart. */
  let isRestart = false;
  /** The start that was refused; the record of its job follows. */
  let refused = false;
  let isFirst = true;

  const add = (run: Run): Run => {
    if (isRestart) run.startedBy = 'restart';
    isRestart = false;
    runs.push(run);
    return run;
  };

  const close = (
    draft: Draft,
    how: Pick<Run, 'endedAt' | 'outcome' | 'result'>,
    end: Draft['end'] = 'told',
  ): void => {
    open.delete(draft);
    draft.end = end;
    Object.assign(draft.run, how);
  };

  /** What ended without a record ended well; nothing says when. */
  const closeAll = (): void => {
    for (const draft of open)
      close(draft, { endedAt: null, outcome: 'success', result: 'success' });
  };

  const draftOf = (record: RunRecord): Draft => {
    const known = drafts.get(record.invocation);
    if (known !== undefined) return known;
    closeAll();
    const begins = record.kind === 'starting' || record.kind === 'started';
    const run = add(runFrom(record));
    // The journal begins in the middle of this run.
    if (isFirst && !begins) run.startedAt = null;
    const draft: Draft = { run, isStarted: false, isStopping: false, end: 'none' };
    drafts.set(record.invocation, draft);
    open.add(draft);
    return draft;
  };

  const fail = (record: RunRecord): void => {
    const draft = draftOf(record);
    const result = orNull(record.unitResult);
    if (draft.end !== 'told' && result !== 'start-limit-hit') {
      close(draft, { endedAt: record.at, outcome: 'failed', result });
      return;
    }
    // Refusing another start, the manager repeats how the last run failed.
    refused = true;
    add(attempt(record, { outcome: 'failed', result: 'start-limit-hit' }));
  };

  const succeed = (record: RunRecord, outcome: RunOutcome, end: Draft['end'] = 'told'): void => {
    const draft = draftOf(record);
    if (draft.end === 'none') close(draft, { endedAt: record.at, outcome, result: 'success' }, end);
  };

  /** The end of a start job that failed: the end of a run, or of an attempt. */
  const endStart = (record: RunRecord): void => {
    const draft = drafts.get(record.invocation);
    const isOfRun = draft !== undefined && !draft.isStarted;
    if (draft !== undefined) draft.isStarted = true;
    if (!isOfRun && !refused) {
      const why = orNull(record.message);
      add(attempt(record, { outcome: 'failed', result: orNull(record.jobResult), why }));
    }
    refused = false;
  };

  const skipStart = (record: RunRecord): void => {
    // ExecCondition= has made a run of it already.
    if (drafts.get(record.invocation)?.run.outcome === 'skipped') return;
    add(attempt(record, { outcome: 'skipped', result: null, why: orNull(record.message) }));
  };

  const take = (record: RunRecord): void => {
    switch (record.kind) {
      case 'starting':
        draftOf(record);
        break;
      case 'started':
        draftOf(record).isStarted = true;
        if (isFinishedStart(record)) succeed(record, 'success', 'finished');
        break;
      case 'stopping':
        draftOf(record).isStopping = true;
        break;
      case 'stopped':
        if (draftOf(record).isStopping) succeed(record, 'stopped');
        break;
      case 'exited': {
        const { run } = draftOf(record);
        run.directive ??= orNull(record.directive);
        run.exit ??= record.exit;
        break;
      }
      case 'resources':
        draftOf(record).run.cpuNanoseconds = record.cpuNanoseconds;
        break;
      case 'succeeded':
        succeed(record, draftOf(record).isStopping ? 'stopped' : 'success');
        break;
      case 'skipped': {
        const result = orNull(record.unitResult) ?? 'exec-condition';
        close(draftOf(record), { endedAt: record.at, outcome: 'skipped', result });
        break;
      }
      case 'failed':
        fail(record);
        break;
      case 'restarting':
        // A moment after a good end, RestartSec=, which nothing recorded.
        succeed(record, 'success');
        isRestart = true;
        break;
      case 'start-failed':
      case 'manager-up':
        break;
    }
  };

  return {
    runs,
    closeAll,
    /** The oldest first. */
    add: (record: RunRecord): void => {
      if (record.kind === 'manager-up') {
        const began = record.at - (record.startupMs ?? 0);
        // Nobody was there to see how these ended.
        for (const draft of open) if ((draft.run.startedAt ?? 0) < began) open.delete(draft);
        return;
      }
      if (record.kind === 'start-failed') endStart(record);
      else if (isSkippedStart(record)) skipStart(record);
      // What names no run, such as a warning about its file, is of no interest.
      else if (record.invocation !== '') take(record);
      isFirst = false;
    },
  };
};

/**
 * Its runs, newest first, as far as these records, newest first, show them.
 * @param isOver the unit is down, so that no run goes on.
 */
export const runsOf = (records: readonly RunRecord[], isOver = false): Run[] => {
  const { runs, add, closeAll } = collector();
  for (const record of [...records].reverse()) add(record);
  if (isOver) closeAll();
  return runs.reverse();
};

/** When the user manager started, newest first. */
export const managerStartsOf = (records: readonly RunRecord[]): ManagerStart[] =>
  records.flatMap(({ kind, at, sinceBoot, startupMs }) =>
    kind === 'manager-up' && startupMs !== null
      ? [
          {
            from: at - startupMs,
            to: at,
            afterBootMs: sinceBoot === null ? null : sinceBoot - startupMs,
          },
        ]
      : [],
  );
