/** What a person may pass on to those who help: files in one archive, with secrets masked, shown before it is saved. */

export interface ReportFile {
  /** Its path in the archive. */
  name: string;
  text: string;
}

export interface ProblemReport {
  /** Names it when it is saved: what is saved is what was shown. */
  id: string;
  files: readonly ReportFile[];
}

/** Facts about this computer and Hearth, as `name: value`: they are for those who help, in any language. */
export const factLines = (facts: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}: ${String(value)}\n`)
    .join('');

/** The folder in the archive, and the archive’s name without its suffix. @param at milliseconds since the epoch. */
export const reportName = (at: number): string =>
  `hearth-report-${new Date(at).toISOString().slice(0, 19).replace(/[:T]/g, '-')}`;

export const reportSuffix = '.tar.gz';
