/** Programs, folders and files on a mount that doesn’t answer: whatever touches them waits, the service included. */
import { pathsIn } from '../../../directives/path-settings.ts';
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { lintStartingSilentTexts } from '../../../texts/lint/starting/silent.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { onValue } from '../../toolkit/report.ts';
import { commandsOf, expanded, type LintUnit } from '../../toolkit/subject.ts';

interface Range {
  text: string;
  start: number;
  end: number;
}

const findingAt = (unit: LintUnit, assignment: Assignment, at: Range): Finding[] => {
  const path = expanded(unit, at.text);
  const fact = path === null ? undefined : unit.facts.paths.get(path);
  if (path === null || fact?.kind !== 'unknown' || fact.silent == null) return [];
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'silent-mount',
        severity: 'warning',
        ...lintStartingSilentTexts['silent-mount']({ path, ...fact.silent }),
        manual: null,
      },
      at,
    ),
  ];
};

export const silentRules = (unit: LintUnit): Finding[] => [
  ...untilMany(unit.live, (assignment) =>
    untilMany(pathsIn(assignment), (path) => findingAt(unit, assignment, path)),
  ),
  ...untilMany(commandsOf(unit), ({ assignment, reading }) =>
    untilMany(reading.commands, ({ program }) => findingAt(unit, assignment, program)),
  ),
];
