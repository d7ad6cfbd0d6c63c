/** Scripts that only bash reads, given to dash: `sh -c 'source x'`, where /bin/sh is dash. Tried on dash 0.5.12. */
import type { Finding } from '../../../syntax/finding.ts';
import type { Assignment } from '../../../syntax/unit-file.ts';
import { bashOnlyIn } from '../../../text/bash-only.ts';
import { lintFixesTexts } from '../../../texts/lint/fixes.ts';
import { lintHabitsBashOnlyTexts } from '../../../texts/lint/habits/bash-only.ts';
import { untilMany } from '../../toolkit/limit.ts';
import { ranScriptOf, rawOf, type ReadCommand } from '../../toolkit/ran-program.ts';
import { fixWith, onValue, replaceIn } from '../../toolkit/report.ts';
import { bashPath, hasBash, shellNameOf } from '../../toolkit/run-in-shell.ts';
import { commandsOf, type LintUnit } from '../../toolkit/subject.ts';

const bashOnly = (unit: LintUnit, assignment: Assignment, command: ReadCommand): Finding[] => {
  const ran = ranScriptOf(command);
  if (ran === null || shellNameOf(unit, ran.shell.text) !== 'dash') return [];
  const piece = bashOnlyIn(ran.script.text.replaceAll('$$', '$'));
  if (piece === null) return [];
  const { shell, script } = ran;
  const raw = rawOf(assignment, shell);
  const start = shell.start + raw.length - shell.text.length;
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'bash-only',
        severity: 'warning',
        ...lintHabitsBashOnlyTexts['bash-only']({ piece, shell: shell.text }),
        manual: 'dash(1)',
        fix:
          raw.endsWith(shell.text) && hasBash(unit)
            ? fixWith(
                lintFixesTexts.use(bashPath),
                replaceIn(unit, assignment, { start, end: shell.end }, bashPath),
              )
            : null,
      },
      script,
    ),
  ];
};

export const bashOnlyRules = (unit: LintUnit): Finding[] =>
  untilMany(commandsOf(unit), ({ assignment, reading }) =>
    untilMany(reading.commands, (command) => bashOnly(unit, assignment, command)),
  );
