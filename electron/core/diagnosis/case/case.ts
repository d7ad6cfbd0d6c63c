/** What the rules of causes look at: the symptoms, and what follows from them at once. */
import { expandSpecifiers, type Specifiers } from '../../syntax/specifiers.ts';
import { unitSpecifiers } from '../../units/unit-specifiers.ts';
import type { ServiceDetails } from '../../units/unit.ts';
import type { Ask } from './asking.ts';
import { failedRunOf, type FailedRun, type ProcessEnd } from './failed-run.ts';
import { lastEventOf, type LastEvent } from './last-event.ts';
import { messageIds } from '../../logs/message-ids.ts';
import { placedSettings, settingsIn, type PlacedSetting } from './unit-settings.ts';
import type { Evidence } from '../cause.ts';
import type { CauseName } from '../causes.ts';
import type { OfferedRemedy } from '../remedy.ts';
import type { ServiceSymptoms, SymptomLine, Symptoms } from '../symptoms.ts';

export interface Case {
  symptoms: Symptoms;
  unit: string;
  /** Answers with what was looked up, and remembers what was not. */
  ask: Ask;
  /** null for other types. */
  details: ServiceDetails | null;
  service: ServiceSymptoms | null;
  /** The run that failed; null if none did. */
  failed: FailedRun | null;
  /** How that run ended; null if no process of it ended, or nothing failed. */
  end: ProcessEnd | null;
  /** The lines of that run, or of the last one. */
  lines: readonly SymptomLine[];
  /** What its program wrote in that run. */
  said: readonly SymptomLine[];
  /** What systemd logged about that run, each without the name of the unit before it. */
  reports: readonly SymptomLine[];
  /** The same of all runs and of none, as while it loads the unit’s files. */
  allReports: readonly SymptomLine[];
  settings: readonly PlacedSetting[];
  specifiers: Specifiers;
  /** What became of the last start, by the journal. */
  lastEvent: LastEvent | null;
}

/** A cause as a rule finds it. */
export interface FoundCause {
  cause: CauseName;
  sentence: string;
  short: string;
  evidence: Evidence[];
  remedies: OfferedRemedy[];
}

export type CauseRule = (of: Case) => FoundCause[];

const startOf = (symptoms: Symptoms, invocation: string | null): number => {
  const first = symptoms.lines.find(
    (line) =>
      (invocation !== null && line.invocation === invocation) ||
      (invocation === null && line.fields.MESSAGE_ID === messageIds.starting),
  );
  return first?.at ?? symptoms.service?.mainStartedAt ?? 0;
};

/** systemd forgets the run of a stopped unit that nothing refers to. */
const lastRun = ({ lines }: Symptoms): string | null =>
  lines.findLast(({ from, invocation }) => from === 'manager' && invocation !== null)?.invocation ??
  null;

/** What belongs to no run may be about this one if it came after its start, as a core dump. */
const linesOf = (symptoms: Symptoms, failed: FailedRun | null): SymptomLine[] => {
  const invocation =
    failed === null ? (symptoms.details.invocation ?? lastRun(symptoms)) : failed.invocation;
  const start = startOf(symptoms, invocation);
  return symptoms.lines.filter(
    (line) => line.invocation === invocation || (line.invocation === null && line.at >= start),
  );
};

/** The id is empty for what belongs to no run, such as a skipped start. */
const withRuns = (told: Symptoms): Symptoms => ({
  ...told,
  lines: told.lines.map((line) => (line.invocation === '' ? { ...line, invocation: null } : line)),
});

/** What systemd logged, without the name of the unit before it. */
const reportsIn = (lines: readonly SymptomLine[], unit: string): SymptomLine[] => {
  const prefix = `${unit}: `;
  return lines
    .filter(({ from }) => from === 'manager')
    .map((line) =>
      line.message.startsWith(prefix)
        ? { ...line, message: line.message.slice(prefix.length) }
        : line,
    );
};

export const caseOf = (told: Symptoms, ask: Ask): Case => {
  const symptoms = withRuns(told);
  const { unit, details, service } = symptoms;
  const failed = failedRunOf(symptoms);
  const lines = linesOf(symptoms, failed);
  return {
    symptoms,
    unit,
    ask,
    service,
    details: details.kind === 'service' ? details : null,
    failed,
    end: failed?.end ?? null,
    lines,
    said: lines.filter(({ from }) => from === 'service'),
    reports: reportsIn(lines, unit),
    allReports: reportsIn(symptoms.lines, unit),
    settings: placedSettings(symptoms.files),
    specifiers: unitSpecifiers(unit, symptoms.place),
    lastEvent: lastEventOf(symptoms),
  };
};

/** The settings of [Service] with this key that count. */
export const serviceSettings = (of: Case, key: string): PlacedSetting[] =>
  settingsIn(of.settings, 'Service', key);

/** The one that counts where only one does. */
export const serviceSetting = (of: Case, key: string): PlacedSetting | null =>
  serviceSettings(of, key).at(-1) ?? null;

export const expandedValue = (of: Case, value: string): string =>
  expandSpecifiers(value, of.specifiers);

/** The last report of systemd about the run that matches. */
export const reportOf = (of: Case, pattern: RegExp): SymptomLine | null =>
  of.reports.findLast(({ message }) => pattern.test(message)) ?? null;

/** The same for its MESSAGE_ID. */
export const reportWith = (of: Case, id: string): SymptomLine | null =>
  of.reports.findLast(({ fields }) => fields.MESSAGE_ID === id) ?? null;
