/** The fix for what only a shell can run: the whole command, given to one. */
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { fixWith, replaceValue } from './report.ts';
import type { LintUnit } from './subject.ts';

/** Where bash is, except on NixOS and the like, which have only /bin/sh. */
export const bashPath = '/bin/bash';

/**
 * What /bin/sh doesn’t know where it is dash, as on Debian and Ubuntu, or reads in another way: `&>` there starts a
 * background job. Source: dash(1), bash(1).
 */
const bashOnly =
  /(?:^|[;&|(]\s*)(?:\.|source|pushd|popd|declare|typeset|shopt|let|disown|function)\s|&>|\|&|<<<|<\(|(?:^|\s)\[\[\s/;

export const isForBash = (script: string): boolean => bashOnly.test(script);

/** What only a shell runs, in words that mean the same to it and to systemd; null if some might not. */
const shellOf = (unit: LintUnit, script: string): string | null => {
  if (/['\\$;]/.test(script)) return null;
  if (!isForBash(script)) return '/bin/sh';
  const bash = unit.facts.paths.get(bashPath);
  return bash?.kind === 'missing' || bash?.kind === 'folder' ? null : bashPath;
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
