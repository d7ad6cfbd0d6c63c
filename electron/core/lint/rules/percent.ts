/**
 * `%` in commands: where systemd expands what is meant for a program, and where it refuses it. Tried on systemd 252:
 * it refuses a unit with an unknown specifier, so doubling that `%` loses nothing; a `%` at the end, or before
 * anything but a letter or a digit, is a percent sign; any other is expanded, and may be meant that way.
 */
import { lookUp } from '../../text/look-up.ts';
import type { Finding } from '../../syntax/finding.ts';
import { isSpecifier } from '../../syntax/specifiers.ts';
import type { Assignment } from '../../syntax/unit-file.ts';
import {
  runBy,
  shellScriptOf,
  type ReadCommand,
  type CommandPart,
} from '../toolkit/ran-program.ts';
import { baseName } from '../../text/path.ts';
import { untilMany } from '../toolkit/limit.ts';
import { lintPercentTexts } from '../../texts/lint/percent.ts';
import { type LintUnit } from '../toolkit/subject.ts';
import { fixWith, onValue, replaceIn, type Range } from '../toolkit/report.ts';

/** A format within a text, and which of systemd's letters surely belong to it: not `%h`, `%i`, `%u`, `%t`. */
interface Format {
  pattern: RegExp;
  own: string;
  /** Whether a match is such a format, by the letters in it that systemd would expand. */
  isOne(letters: readonly string[], text: string): boolean;
}

const ofDate = { own: 'aAbBcdgGHlmMrRsSTvVwWyY', isOne: () => true };
const ofPrintf = {
  own: 'cds',
  isOne: (letters: readonly string[]) => letters.some((letter) => 'cds'.includes(letter)),
};

/** Up to the end of the word, or of the quotes around it. */
const dateInScript = /(?<=[\s\\]["'])\+[^"'\\]*|(?<=\s)\+\\?["'][^"'\\]*|(?<=\s)\+[^\s"'`)|;&\\]*/g;
const printfInScript = /\bprintf\s+(?:--\s+)?(?:\\?"(?:[^"\\]|\\[^"])*|'[^']*|[^\s"'`)|;&]+)/g;
export const specifierRun = /(?:%[%a-zA-Z][-:._T]?)+/g;
/** `{now:%Y-%m-%d}`, `shot-%H%M%S.png`: such a run is a date or a time of day, whatever reads it. */
export const isClock = (run: string): boolean =>
  /%[yY][-:._]?%m|%m[-:._]?%d|%d[-:._]?%m|%H[-:._]?%M|%M[-:._]?%S/.test(run);

const ofClock: Format = {
  pattern: specifierRun,
  own: ofDate.own,
  isOne: (_, run) => isClock(run),
};

/** `%s` in a link is a placeholder for a search term; `%C3` is an encoded byte. */
const ofLink: Format = {
  pattern: /https?:\/\/\S*/g,
  own: 'sdACEabcdef',
  isOne: (_, text) => /%s|%[A-Ea-f][0-9A-Fa-f]/.test(text),
};

const everyLetter = 'aAbBcCdDEfgGhHiIjJlLmMnNopPqrRsStTuUvVwWyY';

/** The value of an option that takes a format; not a path, as in `--template=%h/x`. */
const ofOption = (pattern: RegExp): Format => ({
  pattern,
  own: everyLetter,
  isOne: (_, text) => !/(?:^|=)["']?%[a-zA-Z]\//.test(text),
});
const formatWord = ofOption(/^[^]*/g);
const formatOption = ofOption(/^["']?--(?:format|pretty|printf)=[^]*/g);

/** Per program, the options that take a format string. */
const formatOptions: Record<string, RegExp> = {
  stat: /^(?:-c|--format)$/,
  find: /^-f?printf$/,
  git: /^--(?:format|pretty)$/,
  inotifywait: /^--(?:format|timefmt)$/,
  mpc: /^(?:-f|--format)$/,
  seq: /^(?:-f|--format)$/,
};

/** The program that has the argument at `index`, maybe run by another one, and which of its arguments it is. */
const placeIn = (command: ReadCommand, index: number): { name: string; at: number } => {
  const run = runBy(command);
  // A shell’s script has words of its own.
  const from = run.at(-1) === command.argv.at(-1) ? command.argv.length - run.length : 0;
  const program = index > from ? run[0] : undefined;
  return program === undefined
    ? { name: baseName(command.program.text), at: index }
    : { name: baseName(program.text), at: index - from };
};

const formatsOf = (command: ReadCommand, word: CommandPart, index: number): Format[] => {
  const { name, at } = placeIn(command, index);
  if (word === shellScriptOf(command)) {
    return [
      { pattern: dateInScript, ...ofDate },
      { pattern: printfInScript, ...ofPrintf },
    ];
  }
  if (name === 'date') return [{ pattern: /^["']?\+[^]*/, ...ofDate }];
  if (name === 'printf' && at === 1) return [{ pattern: /^[^]*/, ...ofPrintf }];
  const option = lookUp(formatOptions, name);
  const before = command.argv[index - 1]?.text ?? '';
  if (option?.test(before) === true) return [formatWord];
  return option === undefined ? [ofLink, ofClock] : [formatOption, ofLink, ofClock];
};

interface Repair {
  /** The first specifier that systemd would expand in a format, without its `%`. */
  found: string | null;
  /** The text with the formats' `%` doubled; null if one of them may be meant for systemd. */
  text: string | null;
}

const doubled = (text: string): string => text.replace(/%%|%/g, '%%');

const repair = (raw: string, formats: readonly Format[]): Repair => {
  const found: { letter: string; isSure: boolean }[] = [];
  let text = raw;
  for (const { pattern, own, isOne } of formats) {
    text = text.replace(pattern, (format) => {
      const letters = [...format.matchAll(/%([%A-Za-z])/g)]
        .map(([, letter = '']) => letter)
        .filter((letter) => letter !== '%' && isSpecifier(letter));
      const [first] = letters;
      if (first === undefined || !isOne(letters, format)) return format;
      // %S, %T, and %V are also folders.
      const isSure = letters.every((letter) => own.includes(letter)) && !/%[STV]\//.test(format);
      found.push({ letter: first, isSure });
      return doubled(format);
    });
  }
  return {
    found: found[0]?.letter ?? null,
    text: found.every(({ isSure }) => isSure) ? text : null,
  };
};

const formatFinding = (
  unit: LintUnit,
  assignment: Assignment,
  { start, end }: Range,
  formats: readonly Format[],
): Finding[] => {
  const { found, text } = repair(assignment.value.slice(start, end), formats);
  if (found === null) return [];
  const range = { start, end };
  return [
    onValue(
      unit,
      assignment,
      {
        code: 'percent-format',
        severity: 'warning',
        ...lintPercentTexts['percent-format'](found),
        manual: 'systemd.unit(5), Specifiers',
        fix:
          text === null
            ? null
            : fixWith(lintPercentTexts.escapeFormat, replaceIn(unit, assignment, range, text)),
      },
      range,
    ),
  ];
};

/** `date +%F`, `printf %s`, and the like, which systemd expands before the program sees them. */
export const percentFormats = (
  unit: LintUnit,
  assignment: Assignment,
  command: ReadCommand,
): Finding[] =>
  untilMany(command.argv.slice(1), (word, before) =>
    formatFinding(unit, assignment, word, formatsOf(command, word, before + 1)),
  );

/** The same for a word of Environment=. */
export const percentInVariable = (unit: LintUnit, assignment: Assignment, word: Range): Finding[] =>
  formatFinding(unit, assignment, word, [ofLink, ofClock]);

/** Doubles what systemd would refuse, and keeps specifiers that it knows: they may be meant. */
export const doubleUnknown = (
  unit: LintUnit,
  assignment: Assignment,
  range: Range,
): Finding['fix'] => {
  const text = assignment.value
    .slice(range.start, range.end)
    // Within a link, a known one is an encoded byte as well.
    .replace(/https?:\/\/\S*/g, (link) => link.replace(/%(?=[0-9A-Fa-f]{2})/g, '%%'))
    .replace(/%([%A-Za-z0-9])/g, (all, letter: string) =>
      letter === '%' || isSpecifier(letter) ? all : `%${all}`,
    );
  return fixWith(lintPercentTexts.escapeUnknown, replaceIn(unit, assignment, range, text));
};
