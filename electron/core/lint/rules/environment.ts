/** Environment=: words that aren’t assignments, and what systemd doesn’t expand there. */
import { readEnvironment, type EnvironmentReading } from '../../syntax/exec-parser.ts';
import type { Finding } from '../../syntax/finding.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import { readWord } from '../../syntax/word-reader.ts';
import { unknownSpecifierAt } from '../../syntax/specifiers.ts';
import { lintEnvironmentTexts } from '../../texts/lint/environment.ts';
import { lintFixesTexts } from '../../texts/lint/fixes.ts';
import { untilMany } from '../toolkit/limit.ts';
import { homePath } from '../toolkit/home-path.ts';
import type { LintUnit } from '../toolkit/subject.ts';
import { doubleUnknown, percentInVariable } from './percent.ts';
import { fixWith, onValue, replaceIn, replaceValue, type Range } from '../toolkit/report.ts';

const manual = 'systemd.exec(5), Environment=';

/** `NAME=hello world` without quotes, alone on its line → the same with quotes. */
const quoted = (value: string): string | null =>
  /^[A-Za-z_]\w*=[^"'\\=]*$/.test(value) && /\s/.test(value) ? `"${value}"` : null;

const notAssigned = (
  unit: LintUnit,
  assignment: Assignment,
  { findings }: EnvironmentReading,
): Finding[] => {
  const { value } = assignment;
  const isExport = /^(?:export|set)\s+/.exec(value)?.[0];
  const isSpaced = /^([A-Za-z_]\w*)\s+=\s*(\S*)$/.exec(value);
  // notExpanded explains it.
  if (/=["']?(?:\$\(|`)/.test(value)) return [];
  const repaired = isSpaced !== null ? `${isSpaced[1] ?? ''}=${isSpaced[2] ?? ''}` : quoted(value);
  return findings.slice(0, 1).map(({ start, what, why }) => {
    const word = readWord(value, start);
    const end = word.kind === 'word' && word.word.end > start ? word.word.end : value.length;
    const range: Range = { start, end };
    const isSpecifier = unknownSpecifierAt(value.slice(start, end)) >= 0;
    const fix = isSpecifier
      ? doubleUnknown(unit, assignment, range)
      : isExport !== undefined
        ? fixWith(
            lintFixesTexts.remove(`“${isExport.trim()}”`),
            replaceIn(unit, assignment, { start: 0, end: isExport.length }, ''),
          )
        : repaired === null
          ? null
          : fixWith(lintFixesTexts.use(repaired), replaceValue(unit, assignment, repaired));
    return onValue(
      unit,
      assignment,
      {
        code: isSpecifier ? 'unknown-specifier' : 'bad-environment',
        severity: 'warning',
        what,
        why,
        manual,
        fix,
      },
      range,
    );
  });
};

/** Also what only a shell knows: `${NAME:-…}`. */
const variable = /(?<!\\)\$(?:\{\w+(?:[-:=+?#%/^,@[][^}]*)?\}|[A-Za-z_]\w*)/;

/** A value that a shell would work out, `$(date)`: systemd ends it at a blank. */
const substitution = /^["']?(?:\$\([^()]*\)?|`[^`]*`?)$/;

const notExpanded = (
  unit: LintUnit,
  assignment: Assignment,
  { variables }: EnvironmentReading,
): Finding[] =>
  untilMany(variables, ({ name, word }) => {
    const raw = assignment.value.slice(word.start, word.end);
    const equals = raw.indexOf('=') + 1;
    const value = raw.slice(equals).replace(/["']$/, '');
    const start = word.start + equals;
    const range: Range = { start, end: start + value.length };
    const found = variable.exec(value) ?? substitution.exec(value);
    const home = homePath(value);
    const isHome = home !== null && variable.exec(home) === null;
    if (found === null && home === null) return [];
    // A value meant for a shell, such as PS1 or a command, may contain a dollar sign.
    const isWhole = found?.[0] === value || substitution.test(value);
    if (found !== null && home === null && name !== 'PATH' && !isWhole && !/[/:]/.test(value)) {
      return [];
    }
    return [
      onValue(
        unit,
        assignment,
        {
          code: 'environment-not-expanded',
          severity: 'warning',
          ...lintEnvironmentTexts['environment-not-expanded']({
            name,
            text: isWhole ? value : (found?.[0] ?? '~'),
          }),
          manual,
          fix: isHome
            ? fixWith(lintFixesTexts.use(home), replaceIn(unit, assignment, range, home))
            : null,
        },
        range,
      ),
    ];
  });

export const environmentRules = (unit: LintUnit): Finding[] =>
  untilMany(
    unit.live.filter(({ section, key }) => section === unit.ownSection && key === 'Environment'),
    (assignment) => {
      const reading = readEnvironment(assignment.value, unit.specifiers);
      return [
        ...notAssigned(unit, assignment, reading),
        ...notExpanded(unit, assignment, reading),
        ...untilMany(reading.variables, ({ word }) => percentInVariable(unit, assignment, word)),
      ];
    },
  );
