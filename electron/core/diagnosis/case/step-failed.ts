/** What systemd was doing when the process ended before it became the program. */
import { stepName, type StepName } from '../../units/exit-status.ts';
import type { Case } from './case.ts';
import { messageIds } from '../../logs/message-ids.ts';
import { spawnReport } from './ran-command.ts';

/**
 * The step, by its exit code; null for a code of the program’s own. A program may exit with such a code itself: only with
 * systemd’s report, or without any of its reports, is it the step.
 */
export const stepOf = (of: Case): StepName | null => {
  if (of.end?.kind !== 'exited') return null;
  const step = stepName(of.end.status);
  if (step === null) return null;
  const hasReports = of.reports.some(({ fields }) => fields.MESSAGE_ID === messageIds.processExit);
  return spawnReport(of) !== null || !hasReports ? step : null;
};

const errnos: Partial<Record<string, number>> = {
  'No such file or directory': 2,
  'Exec format error': 8,
  'Permission denied': 13,
  'Not a directory': 20,
  'Is a directory': 21,
  'No space left on device': 28,
  'Read-only file system': 30,
};

/** Why, as errno(3); null if unknown. */
export const errnoOf = (of: Case): number | null => {
  const report = spawnReport(of);
  if (report === null) return null;
  const field = Number(report.fields.ERRNO ?? '');
  if (Number.isSafeInteger(field) && field !== 0) return Math.abs(field);
  return errnos[/: ([^:]+)$/.exec(report.message.trim())?.[1] ?? ''] ?? null;
};

export const ENOENT = 2;
export const ENOEXEC = 8;
export const EACCES = 13;
