/**
 * What became of the last start, by the journal. systemd forgets a stopped unit that nothing refers to, with all it knew of
 * its last run, and a user manager logs nothing of a good end: then these lines are all that is left.
 */
import { messageIds, tellsOfSkip } from '../../logs/message-ids.ts';
import type { SymptomLine, Symptoms } from '../symptoms.ts';

export interface LastEvent {
  kind:
    | 'starting'
    | 'started'
    | 'condition'
    | 'assertion'
    | 'exec-condition'
    | 'stopped'
    | 'failed'
    | 'not-started';
  line: SymptomLine;
}

const byId: Partial<Record<string, LastEvent['kind']>> = {
  [messageIds.starting]: 'starting',
  [messageIds.started]: 'started',
  [messageIds.stopping]: 'stopped',
  [messageIds.stopped]: 'stopped',
  [messageIds.failureResult]: 'failed',
  [messageIds.startFailed]: 'not-started',
};

const kindOf = ({ message, fields }: SymptomLine): LastEvent['kind'] | null => {
  if (fields.JOB_RESULT === 'assert') return 'assertion';
  if (message.includes("Skipped due to 'exec-condition'")) return 'exec-condition';
  if (tellsOfSkip(message)) return 'condition';
  // A process or its watchdog failed, and its stop is about to be logged as well.
  return byId[fields.MESSAGE_ID ?? ''] ?? null;
};

/** The last one since this user manager began; null if there was none. */
export const lastEventOf = ({ lines, managerStartedAt }: Symptoms): LastEvent | null => {
  if (managerStartedAt === null) return null;
  const events = lines
    .filter(({ from, at }) => from === 'manager' && at >= managerStartedAt)
    .flatMap((line): LastEvent[] => {
      const kind = kindOf(line);
      return kind === null ? [] : [{ kind, line }];
    });
  const last = events.at(-1);
  if (last?.kind !== 'condition') return last ?? null;
  // systemd logs both of a start that ExecCondition= skipped.
  const before = events.at(-2);
  return before?.kind === 'exec-condition' ? before : last;
};
