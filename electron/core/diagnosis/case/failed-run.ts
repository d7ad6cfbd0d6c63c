/** The run of a service that is to be explained, and how it ended. */
import type { ServiceDetails } from '../../units/unit.ts';
import { lastEventOf } from './last-event.ts';
import { messageIds } from '../../logs/message-ids.ts';
import type { SymptomLine, Symptoms } from '../symptoms.ts';

export interface ProcessEnd {
  /** Such as `ExecStartPre`. */
  directive: string;
  /** As in the command; null if unknown. */
  path: string | null;
  kind: 'exited' | 'killed' | 'dumped';
  status: number;
}

export interface FailedRun {
  /** null if unknown. */
  invocation: string | null;
  /** systemd’s Result: `exit-code`, `signal`, `timeout`, … */
  result: string;
  /** The process that decided it; null if none ended, or if unknown. */
  end: ProcessEnd | null;
  /** It is systemd’s last run of it, not an earlier one that only the journal remembers. */
  isLast: boolean;
}

const isKind = (text: string | undefined): text is ProcessEnd['kind'] =>
  text === 'exited' || text === 'killed' || text === 'dumped';

/** `code=killed, status=9/KILL`: EXIT_STATUS= is a number. */
const endIn = (
  { fields }: SymptomLine,
  pathOf: (directive: string) => string | null,
): ProcessEnd | null => {
  const { EXIT_CODE: kind, EXIT_STATUS: status = '', COMMAND: directive = 'ExecStart' } = fields;
  if (fields.MESSAGE_ID !== messageIds.processExit || !isKind(kind) || !/^\d+$/.test(status))
    return null;
  return { directive, path: pathOf(directive), kind, status: Number(status) };
};

const isWell = ({ kind, status }: ProcessEnd): boolean => kind === 'exited' && status === 0;

/** The only command of a directive, as far as known. */
const pathIn =
  ({ service }: Symptoms) =>
  (directive: string): string | null => {
    const all = service?.commands.filter((command) => command.directive === directive) ?? [];
    return all.length === 1 ? (all[0]?.path ?? null) : null;
  };

/** What the journal says of the last run that failed. */
const inJournal = (symptoms: Symptoms): FailedRun | null => {
  const ofManager = symptoms.lines.filter(({ from }) => from === 'manager');
  const last = ofManager.findLast(({ fields }) => fields.MESSAGE_ID === messageIds.failureResult);
  const result = last?.fields.UNIT_RESULT;
  if (last === undefined || result === undefined || last.invocation === null) return null;
  const ends = ofManager
    .filter(({ invocation }) => invocation === last.invocation)
    .map((line) => endIn(line, pathIn(symptoms)))
    .filter((end) => end !== null);
  return {
    invocation: last.invocation,
    result,
    end: ends.find((end) => !isWell(end)) ?? null,
    isLast: last.invocation === symptoms.details.invocation,
  };
};

const mainEnd = (
  symptoms: Symptoms,
  { exitKind, exitStatus }: ServiceDetails,
): ProcessEnd | null =>
  exitKind === null || exitStatus === null
    ? null
    : {
        directive: 'ExecStart',
        path: pathIn(symptoms)('ExecStart'),
        kind: exitKind,
        status: exitStatus,
      };

/** The main process ended so, and not only because another one failed. */
const fits = (result: string, { kind, status }: ProcessEnd): boolean =>
  result === 'exit-code'
    ? kind === 'exited' && status !== 0
    : result === 'signal'
      ? kind === 'killed'
      : result !== 'core-dump' || kind === 'dumped';

/** The end of its main process, else what the journal says: a reload makes systemd forget all other commands. */
const endKnown = (symptoms: Symptoms, details: ServiceDetails): ProcessEnd | null => {
  const main = mainEnd(symptoms, details);
  const told = inJournal(symptoms);
  const other = told?.invocation === details.invocation ? told.end : null;
  if (main !== null && fits(details.result, main)) return other ?? main;
  return other;
};

const ofManager = (symptoms: Symptoms, details: ServiceDetails): FailedRun => {
  const { failedCommand, result, invocation } = details;
  const end =
    failedCommand === null
      ? endKnown(symptoms, details)
      : {
          directive: failedCommand.directive,
          path: failedCommand.path,
          kind: failedCommand.exitKind,
          status: failedCommand.exitStatus,
        };
  return { invocation, result, end, isLast: true };
};

/** A restart that systemd refused has no run of its own: the one before it is what matters. */
const beforeLimit = (symptoms: Symptoms, details: ServiceDetails): FailedRun | null => {
  const told = inJournal(symptoms);
  if (told !== null && told.result !== 'start-limit-hit') return told;
  const end = mainEnd(symptoms, details);
  if (end === null || isWell(end)) return null;
  const result =
    end.kind === 'exited' ? 'exit-code' : end.kind === 'dumped' ? 'core-dump' : 'signal';
  return { invocation: details.invocation, result, end, isLast: true };
};

/** It isn’t running, and the last thing that is known of it is a failure, which somebody reset. */
const isReset = (symptoms: Symptoms): boolean => {
  const kind = symptoms.details.activeState === 'inactive' ? lastEventOf(symptoms)?.kind : null;
  return kind === 'failed' || kind === 'not-started';
};

/**
 * The program that `ExecStart=-` allows to be missing: systemd reports that, and its child ends with 0 (252) or with 203.
 */
const ignoredFailure = (symptoms: Symptoms, details: ServiceDetails): FailedRun | null => {
  const end = details.activeState === 'inactive' ? mainEnd(symptoms, details) : null;
  const { invocation } = details;
  const isUnrun = symptoms.lines.some(
    (line) => line.invocation === invocation && line.fields.MESSAGE_ID === messageIds.spawnFailed,
  );
  return end?.kind !== 'exited' || invocation === null || !isUnrun
    ? null
    : { invocation, result: 'exit-code', end: { ...end, status: unrun }, isLast: true };
};

/** 203/EXEC. */
const unrun = 203;

/** null: no run of it failed lately. */
export const failedRunOf = (symptoms: Symptoms): FailedRun | null => {
  const { details } = symptoms;
  if (details.kind !== 'service') return null;
  const { result, activeState } = details;
  if (result === 'start-limit-hit') return beforeLimit(symptoms, details);
  const isBad = !['', 'success', 'exec-condition'].includes(result);
  if (isBad && activeState !== 'active') return ofManager(symptoms, details);
  // One that stays up has recovered, whatever it did before.
  if (symptoms.isCrashing || isReset(symptoms)) return inJournal(symptoms);
  return ignoredFailure(symptoms, details);
};

/** Source: unit_kill_common() in systemd's unit.c. */
const killed = /\bSent signal SIG\w+ to .* on client request\.$/;

/**
 * Somebody killed the last run that failed through systemd, in a terminal for example. Once systemd has restarted the
 * service, it knows only the run after it.
 */
export const isKilledOnRequest = (symptoms: Symptoms): boolean => {
  const run = (failedRunOf(symptoms) ?? inJournal(symptoms))?.invocation ?? null;
  return (
    run !== null &&
    symptoms.lines.some(
      ({ from, invocation, message }) =>
        from === 'manager' && invocation === run && killed.test(message),
    )
  );
};
