/**
 * What looks wrong in a unit file and `systemd-analyze verify` doesn’t see, or doesn’t explain.
 * Pure: `factsWanted` says what to look up on disk; the facts are passed in.
 */
import type { Finding } from '../syntax/finding.ts';
import { bashOnlyRules } from './rules/habits/bash-only.ts';
import { commandRules } from './rules/command.ts';
import { commentRules } from './rules/habits/comment.ts';
import { dependencyRules, namedUnits } from './rules/dependency.ts';
import { environmentRules } from './rules/environment.ts';
import { shownOf } from './toolkit/limit.ts';
import { installRules } from './rules/install.ts';
import { keyRules } from './rules/key.ts';
import { literalRules } from './rules/habits/literal.ts';
import { lookalikeRules } from './rules/habits/lookalike.ts';
import { shellWordRules } from './rules/habits/shell-words.ts';
import { aliasRules } from './rules/relations/alias.ts';
import { orderRules } from './rules/relations/order.ts';
import { resetRules } from './rules/relations/reset.ts';
import { daemonRules } from './rules/starting/daemon.ts';
import { scheduleRules } from './rules/starting/schedule.ts';
import { silentRules } from './rules/starting/silent.ts';
import { triggeredRules, triggeredUnits } from './rules/starting/triggered.ts';
import { watchedRules } from './rules/starting/watched.ts';
import { noFacts, type FactsWanted, type LintFacts } from './toolkit/disk-facts.ts';
import { lintCheckTexts } from '../texts/lint/check.ts';
import {
  commandsOf,
  lintUnitOf,
  once,
  type LintSubject,
  type LintUnit,
  type Rule,
} from './toolkit/subject.ts';
import { namedPaths, pathRules } from './rules/path.ts';
import { namedPrograms, programRules } from './rules/program.ts';
import { proofRules } from './rules/extension/proof.ts';
import { scopeRules } from './rules/scope.ts';
import { serviceRules } from './rules/service.ts';
import { shellRules } from './rules/shell.ts';
import { namedStreams, streamRules } from './rules/stream.ts';
import { exemptFolders, isExempt } from './toolkit/exempt-paths.ts';
import { onLine } from './toolkit/report.ts';
import { withoutExplained } from './explained.ts';
import { searchPathOf } from './toolkit/known-variables.ts';
import { triggerRules } from './rules/trigger.ts';
import { valueRules } from './rules/value.ts';

/** More than people name. Looking for more would keep the disk busy, and each is compared with others. */
const namedMax = 500;

/** null when there are too many. */
const fewOf = (names: Iterable<string>): string[] | null => {
  const few = new Set<string>();
  for (const name of names) {
    few.add(name);
    if (few.size > namedMax) return null;
  }
  return [...few];
};

function* allPaths(unit: LintUnit): Generator<string> {
  yield* namedPaths(unit);
  yield* namedStreams(unit);
  for (const path of namedPrograms(unit)) if (path.startsWith('/')) yield path;
}

const wantedOf = once((subject: LintSubject) => {
  const unit = lintUnitOf(subject, noFacts);
  const folders = searchPathOf(unit);
  return {
    paths: fewOf(exemptFolders(unit)) === null ? null : fewOf(allPaths(unit)),
    units: fewOf([...namedUnits(unit), ...triggeredUnits(unit)]),
    searchPath: folders === null || folders.length > namedMax ? null : folders,
    environment: commandsOf(unit).some(({ assignment }) => assignment.value.includes('$')),
  };
});

/** The paths and units the rules need to know about; none if there are too many. */
export const factsWanted = (subject: LintSubject): FactsWanted => {
  const { paths, units, searchPath, environment } = wantedOf(subject);
  return { paths: paths ?? [], units: units ?? [], searchPath, environment };
};

const notLookedFor = (unit: LintUnit): Finding[] => {
  const { paths, units } = wantedOf(unit.subject);
  if (paths !== null && units !== null) return [];
  return [
    onLine(unit, 1, 1, {
      code: 'not-looked-for',
      severity: 'hint',
      what: paths === null ? lintCheckTexts.tooManyPaths : lintCheckTexts.tooManyUnits,
      why: lintCheckTexts.tooManyWhy(namedMax),
      manual: null,
    }),
  ];
};

const rules: readonly Rule[] = [
  commentRules,
  lookalikeRules,
  installRules,
  dependencyRules,
  scopeRules,
  keyRules,
  valueRules,
  pathRules,
  streamRules,
  programRules,
  commandRules,
  shellRules,
  environmentRules,
  serviceRules,
  triggerRules,
  shellWordRules,
  bashOnlyRules,
  literalRules,
  daemonRules,
  scheduleRules,
  triggeredRules,
  watchedRules,
  silentRules,
  aliasRules,
  orderRules,
  resetRules,
  proofRules,
  notLookedFor,
];

/** Whether the unit itself explains why a path is missing now. */
export const mayLack =
  (subject: LintSubject, facts: LintFacts) =>
  (path: string): boolean =>
    isExempt(lintUnitOf(subject, facts), path);

/** What the linter finds, sorted by place; `shownOf` limits findings with the same code. */
export const lintUnit = (subject: LintSubject, facts: LintFacts): Finding[] => {
  const unit = lintUnitOf(subject, facts);
  return shownOf(withoutExplained(rules.flatMap((rule) => rule(unit))));
};
