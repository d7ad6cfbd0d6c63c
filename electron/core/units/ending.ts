/** How the last run of a service ended, in words. */
import { unitsEndingTexts } from '../texts/units/ending.ts';
import { unitsStatusTexts } from '../texts/units/status.ts';
import { conventionName, namedCode, signalInCode, signalName, stepName } from './exit-status.ts';
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

/** `exit code 203/EXEC`, `killed by SIGKILL (9)`; null if no process ended. */
export const endingText = (details: Ending): string | null => {
  const end = endOf(details);
  if (end === null) return null;
  const number = String(end.exitStatus);
  const ending =
    end.exitKind === 'exited'
      ? unitsEndingTexts.exitCode(namedCode(end.exitStatus))
      : unitsEndingTexts.killedBy({
          signal: signalName(end.exitStatus) ?? unitsEndingTexts.signalNumber(number),
          number,
        });
  return end.directive === 'ExecStart'
    ? ending
    : unitsEndingTexts.inDirective({ ending, directive: end.directive });
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

/** '' for a result that a future systemd may add. */
const meaningOfResult = (result: string): string =>
  (unitsStatusTexts.results as Readonly<Record<string, string>>)[result] ?? '';

/**
 * What the ending means, as a sentence: as exact as the failed process allows, else what systemd’s result means.
 * Source: systemd.exec(5), “Process Exit Codes” and $SERVICE_RESULT.
 */
export const endingMeaning = (details: Ending): string => {
  const end = details.result === 'success' ? null : endOf(details);
  // A time limit or a watchdog is the cause; the signal only carried it out.
  const isOwn = ['exit-code', 'signal', 'core-dump'].includes(details.result);
  if (end === null || !isOwn) return meaningOfResult(details.result);
  const exact =
    end.exitKind === 'exited'
      ? meaningOfCode(end.exitStatus, end.path, details.workingFolder)
      : ((unitsEndingTexts.signals as Readonly<Record<string, string>>)[
          signalName(end.exitStatus) ?? ''
        ] ?? null);
  return exact ?? meaningOfResult(details.result);
};
