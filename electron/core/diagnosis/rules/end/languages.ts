/** The last error line of Python, Node.js and Java: quoted as evidence, and claimed as no more. */
import { fixedWords } from '../../case/fixed-words.ts';
import { diagnosisEndedTexts } from '../../../texts/diagnosis/ended.ts';
import type { Case, CauseRule } from '../../case/case.ts';
import { fromLines, oneLine } from '../../case/evidence-from.ts';
import { lastMomentsOf } from '../../case/last-words.ts';
import type { CauseName } from '../../causes.ts';
import type { SymptomLine } from '../../symptoms.ts';

export interface LanguageError {
  cause: Extract<CauseName, 'python-error' | 'node-error' | 'java-error'>;
  /** Its last error line. */
  line: SymptomLine;
  /** Where in the program, as the language says; null if it doesn’t. */
  where: SymptomLine | null;
}

/** Python can’t read the program: there is no traceback then. */
const pythonSyntax = (lines: readonly SymptomLine[]): LanguageError | null => {
  const at = lines.findLastIndex(({ message }) =>
    /^(?:Syntax|Indentation|Tab)Error: /.test(message),
  );
  const where = lines
    .slice(0, Math.max(0, at))
    .findLast(({ message }) => /^\s+File "/.test(message));
  const line = lines[at];
  return line === undefined || where === undefined || lines.length - at > 2
    ? null
    : { cause: 'python-error', line, where };
};

/** The end of a traceback: the first line after it that isn’t indented. */
const python = (lines: readonly SymptomLine[]): LanguageError | null => {
  const at = lines.findLastIndex(({ message }) => message.startsWith(fixedWords.traceback));
  if (at < 0) return null;
  const after = lines.slice(at + 1);
  const line = after.find(({ message }) => /^[A-Za-z_][\w.]*(?::|$)/.test(message));
  if (line === undefined) return null;
  // What a caught error was followed by says more than it does.
  if (after.length - after.indexOf(line) > 4) return null;
  const where = after
    .slice(0, after.indexOf(line))
    .findLast(({ message }) => /^\s+File "/.test(message));
  return { cause: 'python-error', line, where: where ?? null };
};

const nodeError =
  /^(?:Uncaught )?(?:\[?[A-Za-z_$][\w$]*(?:Error|Exception|Rejection)(?: \[\w+\])?\b|Error(?: \[\w+\])?:)/;

/** Node.js ends with its version, or says that nobody caught it. */
const node = (lines: readonly SymptomLine[]): LanguageError | null => {
  const version = lines.findLastIndex(({ message }) => /^Node\.js v\d/.test(message));
  if (version < 0 || lines.length - version > 4) return null;
  const before = lines.slice(Math.max(0, version - 60), version);
  const line = before.findLast(({ message }) => nodeError.test(message));
  if (line === undefined) return null;
  const where = before
    .slice(before.indexOf(line))
    .find(({ message }) =>
      /^\s+at (?:[^\n\r(/\u2028\u2029]*[(/][\t\x0b\f \xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff])*[^\n\r(/\u2028\u2029]*[(/]\S+(?:[\t\x0b\f \xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff](?:[^\n\r(/\u2028\u2029]*[(/][\t\x0b\f \xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff])*[^\n\r(/\u2028\u2029]*[(/]\S+)*:\d+:\d+\)?$/.test(
        message,
      ),
    );
  return { cause: 'node-error', line, where: where ?? null };
};

const java = (lines: readonly SymptomLine[]): LanguageError | null => {
  const at = lines.findLastIndex(({ message }) => message.startsWith(fixedWords.javaException));
  if (at >= 0) {
    const line =
      lines.slice(at).findLast(({ message }) => message.startsWith('Caused by: ')) ?? lines[at];
    const where = lines.slice(at).find(({ message }) => /^\s+at [\w.$/]+\(/.test(message));
    return line === undefined ? null : { cause: 'java-error', line, where: where ?? null };
  }
  const line = lines.findLast(({ message }) =>
    /^Error: (?:Unable to access jarfile|Could not find or load main class|A JNI error has occurred|Main method not found|LinkageError)/.test(
      message,
    ),
  );
  return line === undefined ? null : { cause: 'java-error', line, where: null };
};

/** Lines after the error: a stack, or what another process still had to say. Caught errors are further up. */
const mostAfter = 60;

/** null if the run didn’t end with one. */
export const languageErrorOf = (of: Case): LanguageError | null => {
  // All three end with 1 if nobody caught an error.
  if (of.end?.kind !== 'exited' || of.end.status !== 1) return null;
  const lines = lastMomentsOf(of);
  const error = python(lines) ?? pythonSyntax(lines) ?? node(lines) ?? java(lines);
  return error === null || lines.length - lines.indexOf(error.line) > mostAfter ? null : error;
};

const names = { 'python-error': 'Python', 'node-error': 'Node.js', 'java-error': 'Java' };

export const languageRules: CauseRule = (of) => {
  const error = languageErrorOf(of);
  if (error === null) return [];
  const { cause, line, where } = error;
  return [
    {
      cause,
      sentence: diagnosisEndedTexts.languageError({
        language: names[cause],
        line: oneLine(line.message),
      }),
      short: diagnosisEndedTexts.short.languageError(names[cause]),
      evidence: fromLines(line, where),
      remedies: [],
    },
  ];
};
