/** The fix for what only a shell can run: the whole command, given to one. */
import { needsBash } from '../../text/bash-only.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { fixWith, replaceValue } from './report.ts';
import type { LintUnit } from './subject.ts';
import { baseName } from '../../text/path.ts';

/** Where bash is, except on NixOS and the like, which have only /bin/sh. */
export const bashPath = '/bin/bash';

/** Which shell it is depends on the distribution. */
export const shPath = '/bin/sh';

/** What `.` reads, such as nvm’s script or conda’s, is often written for bash. */
const reads = /(?:^|[;&|(]\s*)\.\s/;

/** Whether a fix may have to look for bash. */
export const isForBash = (script: string): boolean => reads.test(script) || needsBash(script);

/** False only where bash is known to be missing. */
export const hasBash = (unit: LintUnit): boolean => {
  const bash = unit.facts.paths.get(bashPath);
  return bash?.kind !== 'missing' && bash?.kind !== 'folder';
};

/** What only a shell runs, in words that mean the same to it and to systemd; null if some might not. */
const shellOf = (unit: LintUnit, script: string): string | null => {
  if (/['\\$;]/.test(script)) return null;
  if (!isForBash(script)) return shPath;
  return hasBash(unit) ? bashPath : null;
};

/** The name of the shell behind `sh`, bash or dash for example; `sh` if that is unknown. */
export const shellNameOf = (unit: LintUnit, shell: string): string => {
  const name = baseName(shell);
  const fact = name === 'sh' ? unit.facts.paths.get(shPath) : undefined;
  return fact?.kind === 'file' && fact.realPath !== null ? baseName(fact.realPath) : name;
};

/** null where the shell might read something other than systemd does, or can’t be found. */
export const runInShell = (
  unit: LintUnit,
  assignment: Assignment,
  command = assignment.value,
): Finding['fix'] => {
  const prefixes = /^[-:+!@|]*/.exec(command)?.[0] ?? '';
  const script = command.slice(prefixes.length);
  const isProgram = /^(?:[/%]|[\w.-]+(?:\s|$))/.test(script);
  const shell = /[@|]/.test(prefixes) || !isProgram ? null : shellOf(unit, script);
  return shell === null
    ? null
    : fixWith(
        lintFixesTexts.runWith(shell),
        replaceValue(unit, assignment, `${prefixes}${shell} -c '${script}'`),
      );
};
