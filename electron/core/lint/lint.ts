/**
 * What looks wrong in a unit file and what `systemd-analyze verify` does not see, or sees without saying why.
 * Pure: what the disk says is asked for by `factsWanted` and handed in.
 */
import type { Finding } from '../finding.ts';
import { commandRules } from './command-rules.ts';
import { dependencyRules, namedUnits } from './dependency-rules.ts';
import { environmentRules } from './environment-rules.ts';
import { installRules } from './install-rules.ts';
import { keyRules } from './key-rules.ts';
import { noFacts, type FactsWanted, type LintFacts } from './lint-facts.ts';
import { lintUnitOf, type LintSubject, type Rule } from './lint-unit.ts';
import { namedPaths, pathRules } from './path-rules.ts';
import { namedPrograms, programRules } from './program-rules.ts';
import { scopeRules } from './scope-rules.ts';
import { serviceRules } from './service-rules.ts';
import { shellRules } from './shell-rules.ts';
import { triggerRules } from './trigger-rules.ts';
import { valueRules } from './value-rules.ts';

const rules: readonly Rule[] = [
  installRules,
  dependencyRules,
  scopeRules,
  keyRules,
  valueRules,
  pathRules,
  programRules,
  commandRules,
  shellRules,
  environmentRules,
  serviceRules,
  triggerRules,
];

/** Which paths and units the rules need to know of. */
export const factsWanted = (subject: LintSubject): FactsWanted => {
  const unit = lintUnitOf(subject, noFacts);
  const paths = [...namedPaths(unit), ...namedPrograms(unit)].filter((path) =>
    path.startsWith('/'),
  );
  return { paths: [...new Set(paths)], units: [...new Set(namedUnits(unit))] };
};

/** All findings of the linter, in the order of their places. */
export const lintUnit = (subject: LintSubject, facts: LintFacts): Finding[] => {
  const unit = lintUnitOf(subject, facts);
  return rules.flatMap((rule) => rule(unit)).sort((a, b) => a.line - b.line || a.column - b.column);
};
