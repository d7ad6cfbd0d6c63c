/** How the last run of a service ended, in words. */
import { unitsEndingTexts } from '../texts/units/ending.ts';
import { unitsStatusTexts } from '../texts/units/status.ts';
import { codeText, conventionName, signalInCode, signalName, stepName } from './exit-status.ts';
import type { ServiceDetails } from './unit.ts';

type Ending = Pick<
  ServiceDetails,
  'result' | 'exitKind' | 'exitStatus' | 'failedCommand' | 'workingFolder'
>;

/** The process that counts: the one that failed, else the main one. null while there is none. */
const endOf = ({ failedCommand, exitKind, exitStatus }: Ending) => {
  if (failedCommand !== null) return failedCommand;
  return exitKind === null || exitStatus === null
    ? null
    : { directive: 'ExecStart', path: null, exitKind, exitStatus };
};

type End = NonNullable<ReturnType<typeof endOf>>;

/** `exit code 3`, `exit code 203/EXEC`, `killed by SIGKILL (9)`. */
const wordsOf = ({ directive, exitKind, exitStatus }: End): string => {
  const number = String(exitStatus);
  const ending =
    exitKind === 'exited'
      ? unitsEndingTexts.exitCode(codeText(exitStatus))
      : unitsEndingTexts.killedBy({
          signal: signalName(exitStatus) ?? unitsEndingTexts.signalNumber(number),
          number,
        });
  return directive === 'ExecStart' ? ending : unitsEndingTexts.inDirective({ ending, directive });
};

/** How the process that counts ended; null if none did. */
export const endingText = (details: Ending): string | null => {
  const end = endOf(details);
  return end === null ? null : wordsOf(end);
};

/** '' for a result that a future systemd may add. */
const meaningOfResult = (result: string): string =>
  (unitsStatusTexts.results as Readonly<Record<string, string>>)[result] ?? '';

/** Otherwise a time limit, a watchdog or the start limit is the cause; a signal only carried it out. */
export const isOwnEnd = (result: string): boolean =>
  ['exit-code', 'signal', 'core-dump'].includes(result);

const ownEnd = (details: Ending): End | null => (isOwnEnd(details.result) ? endOf(details) : null);

/** Why the last run counts as failed: a process that never became its program, one that ended badly, or systemd’s reason. */
export const failureOf = (
  details: Ending,
): { kind: 'not-run' | 'exited' | 'killed' | 'result'; text: string } => {
  const end = ownEnd(details);
  if (end === null) {
    const { result } = details;
    return { kind: 'result', text: meaningOfResult(result) || result };
  }
  const text = wordsOf(end);
  if (end.exitKind !== 'exited') return { kind: 'killed', text };
  return { kind: stepName(end.exitStatus) === null ? 'exited' : 'not-run', text };
};

/** Signals that ask a program to end; a program that handles one often exits with 128 plus its number. */
const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'];

const meaningOfCode = (code: number, path: string | null, folder: string): string | null => {
  const step = stepName(code);
  if (step === 'CHDIR' && folder !== '') return unitsEndingTexts.neverRanIn(folder);
  if (step !== null) {
    const why = unitsEndingTexts.steps[step];
    return path === null ? why : unitsEndingTexts.neverRan({ program: path, why });
  }
  const signal = signalInCode(code);
  if (signal !== null) {
    const facts = { exitCode: String(code), number: String(code - 128), signal };
    return stopSignals.includes(signal)
      ? unitsEndingTexts.stoppedBySignal(facts)
      : unitsEndingTexts.childKilled(facts);
  }
  if (code === 127) return unitsEndingTexts.commandMissing;
  if (code === 126) return unitsEndingTexts.commandNotExecutable;
  const convention = conventionName(code);
  return convention === null
    ? null
    : unitsEndingTexts.byConvention(unitsEndingTexts.conventions[convention]);
};

/**
 * What the ending means, as a sentence: as exact as the failed process allows, else what systemd’s result means.
 * Source: systemd.exec(5), “Process Exit Codes” and $SERVICE_RESULT.
 */
export const endingMeaning = (details: Ending): string => {
  const end = ownEnd(details);
  if (end === null) return meaningOfResult(details.result);
  const exact =
    end.exitKind === 'exited'
      ? meaningOfCode(end.exitStatus, end.path, details.workingFolder)
      : ((unitsEndingTexts.signals as Readonly<Record<string, string>>)[
          signalName(end.exitStatus) ?? ''
        ] ?? null);
  return exact ?? meaningOfResult(details.result);
};
