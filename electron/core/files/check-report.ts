/** What a check on the command line prints: findings for people or for programs. */
import { printable } from '../text/printable.ts';
import type { Finding } from '../syntax/finding.ts';
import { filesCheckTexts } from '../texts/files/check.ts';

/** One finding in the output of `--json`: a promise to programs, so names stay. */
export interface ReportedFinding {
  /** As named on the command line. */
  file: string;
  /** Counted from 1; the column in UTF-16 units. */
  line: number;
  column: number;
  severity: Finding['severity'];
  /** Stable, kebab-case; `verify` for words of systemd-analyze. */
  rule: string;
  message: string;
  why: string;
  /** Where it is documented; null where no man page says it. */
  manual: string | null;
  /** Each edit replaces `from` to `to`, in UTF-16 units of the file’s text, by `insert`. */
  fix: Finding['fix'];
}

export const reportedFinding = (file: string, finding: Finding): ReportedFinding => ({
  file,
  line: finding.line,
  column: finding.column,
  severity: finding.severity,
  rule: finding.code,
  message: finding.what,
  why: finding.why,
  manual: finding.manual,
  fix: finding.fix,
});

const indented = (text: string): string => `    ${printable(text)}`;

/** The lines that people read about a finding: the first as compilers print it, so editors find the place. */
export const findingLines = ({
  file,
  line,
  severity,
  rule,
  message,
  why,
  fix,
}: ReportedFinding): string[] => [
  printable(
    `${file}:${line.toString()}: ${filesCheckTexts.severities[severity]}: ${message} [${rule}]`,
  ),
  ...(why === '' ? [] : [indented(why)]),
  ...(fix === null ? [] : [indented(filesCheckTexts.fix(fix.title))]),
];
