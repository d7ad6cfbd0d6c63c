/** Checks files on a command line, and prints what is found. Only the process itself is left to the caller. */
import path from 'node:path';
import {
  findingLines,
  reportedFinding,
  type ReportedFinding,
} from '../../core/files/check-report.ts';
import { problemLines } from '../../core/problems/problem-lines.ts';
import { printable } from '../../core/text/printable.ts';
import { filesCheckTexts } from '../../core/texts/files/check.ts';
import type { Host } from '../../host/host.ts';
import { createPathCheck, type PathCheck } from './check-path.ts';

/** Files under way at once: enough to keep two processors busy while systemd verifies. */
const filesAhead = 3;

interface Output {
  /** Findings, a line at a time. */
  print(line: string): void;
  /** Everything else. */
  tell(line: string): void;
}

interface Asked {
  files: readonly string[];
  asJson: boolean;
}

/** How often each text occurs. */
const counted = (texts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

/** Reports what concerns several files, once. */
const tellNotes = (checks: readonly PathCheck[], tell: Output['tell']): void => {
  const checked = checks.filter((check) => check.kind === 'checked');
  const reasons = checked.flatMap(({ notVerified }) => notVerified ?? []);
  for (const [why, count] of counted(reasons))
    tell(printable(filesCheckTexts.linterAlone(count, why)));
  const system = checked.filter(({ scope }) => scope === 'system').length;
  if (system > 0) tell(filesCheckTexts.system(system));
  const others = new Set(checked.flatMap((check) => check.others));
  if (others.size === 0) return;
  tell(filesCheckTexts.others);
  for (const line of others) tell(`    ${printable(line)}`);
};

const findingsOf = (file: string, check: PathCheck, tell: Output['tell']): ReportedFinding[] => {
  switch (check.kind) {
    case 'mask':
      tell(printable(filesCheckTexts.mask(file)));
      return [];
    case 'failed':
      for (const line of problemLines(check.problem)) tell(line);
      return [];
    case 'checked':
      if (check.takenFor !== null) tell(printable(filesCheckTexts.takenFor(file, check.takenFor)));
      return check.findings.map((finding) => reportedFinding(file, finding));
  }
};

/**
 * @param where the computer, and the folder that relative paths start from.
 * @returns the exit code: 1 if a finding is an error, 2 if a file couldn’t be checked.
 */
export const checkFiles = async (
  { files, asJson }: Asked,
  { host, folder }: { host: Host; folder: string },
  { print, tell }: Output,
): Promise<number> => {
  const check = createPathCheck(host);
  const begun: Promise<PathCheck>[] = [];
  const checks: PathCheck[] = [];
  const findings: ReportedFinding[] = [];
  for (const [at, file] of files.entries()) {
    for (const next of files.slice(begun.length, at + filesAhead))
      begun.push(check(path.resolve(folder, next)));
    const result = await begun[at];
    if (result === undefined) continue;
    checks.push(result);
    const found = findingsOf(file, result, tell);
    findings.push(...found);
    if (!asJson) for (const line of found.flatMap(findingLines)) print(line);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const checked = checks.filter(({ kind }) => kind === 'checked').length;
  if (asJson) print(JSON.stringify(findings, undefined, 2));
  else print(filesCheckTexts.total({ files: checked, errors, others: findings.length - errors }));
  tellNotes(checks, tell);
  if (checks.some(({ kind }) => kind === 'failed')) return 2;
  return errors > 0 ? 1 : 0;
};
