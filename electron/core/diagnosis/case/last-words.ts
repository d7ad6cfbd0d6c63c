/** The lines in which a program says why it ends. */
import type { Case } from './case.ts';
import type { SymptomLine } from '../symptoms.ts';

/** Follow an error and say nothing of its own. */
const closing =
  /^(?:\s|$|at \S|usage:|try ['"`‘\w]|(?:server )?(?:exiting|aborting|aborted|quitting|terminating|terminated|stopping|shutting down|giving up|bye|goodbye)\b|exit(?:ed)? |node\.js v\d|npm ERR!|\^|\[?process exited|stopped\b|done\b|error: process completed)/i;

/** An unrelated line may be hours old. Milliseconds. */
const lastMoments = 15_000;

/** When the process that decided it ended; null if unknown. */
const endedAt = ({ service, reports, failed }: Case): number | null =>
  reports.findLast(({ fields }) => fields.EXIT_CODE !== undefined)?.at ??
  (failed?.isLast === true ? (service?.mainEndedAt ?? null) : null);

/** What it said just before its end, oldest first, without empty lines. */
export const lastMomentsOf = (of: Case): SymptomLine[] => {
  const end = endedAt(of);
  return of.said.filter(
    ({ message, at }) => message.trim() !== '' && (end === null || end - at < lastMoments),
  );
};

/** The program ended because of itself, with an error. */
export const hasFailedItself = ({ end }: Case): boolean =>
  end !== null && !(end.kind === 'exited' && end.status === 0);

/** The last of the lines that isn’t only a farewell; null if there is none. */
export const wordOf = (lines: readonly SymptomLine[]): SymptomLine | null =>
  lines.findLast(({ message }) => message.trim() !== '' && !closing.test(message)) ?? null;

/** The line that says why. */
export const lastWordOf = (of: Case): SymptomLine | null => wordOf(lastMomentsOf(of));

/** Only lines about the same follow it. */
export const isDecisive = (of: Case, line: SymptomLine, topic: RegExp): boolean => {
  const words = lastMomentsOf(of).filter(({ message }) => !closing.test(message));
  const at = words.indexOf(line);
  return at >= 0 && words.slice(at + 1).every(({ message }) => topic.test(message));
};
