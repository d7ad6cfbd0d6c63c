/** What is wrong with a script that a unit runs: its first line, and what its shell says of the rest. */
import { setUnixEndings, shellLine } from '../../commands.ts';
import type { Finding } from '../../syntax/finding.ts';
import { filesScriptTexts } from '../../texts/files/script.ts';
import { interpreterReport } from '../rules/program.ts';
import type { Interpreter, LintFacts } from '../toolkit/disk-facts.ts';
import type { Report } from '../toolkit/report.ts';

interface Script {
  /** Absolute. */
  path: string;
  text: string;
}

/** Without a list of the lines: a text may have millions. */
const onLine = (
  { text }: Script,
  line: number,
  source: Finding['source'],
  report: Report,
): Finding => {
  let from = 0;
  let at = 1;
  for (let next = text.indexOf('\n'); at < line && next >= 0; next = text.indexOf('\n', from)) {
    from = next + 1;
    at += 1;
  }
  const end = text.indexOf('\n', from);
  const { length } = text.slice(from, end < 0 ? text.length : end).trimEnd();
  return {
    source,
    line: at,
    column: 1,
    endColumn: Math.max(2, length + 1),
    ...report,
    fix: report.fix ?? null,
  };
};

/** A shell takes a carriage return as part of the line’s last word. */
const returnFinding = (script: Script): Finding[] => {
  const at = script.text.indexOf('\r\n');
  if (at < 0) return [];
  const words = filesScriptTexts.carriageReturn(shellLine(setUnixEndings(script.path)));
  return [
    onLine(script, script.text.slice(0, at).split('\n').length, 'lint', {
      code: 'carriage-return',
      severity: 'error',
      ...words,
      manual: null,
    }),
  ];
};

/** @param facts of the places where env(1) would look for the interpreter. */
export const scriptFindings = (
  script: Script,
  interpreter: Interpreter,
  facts: Pick<LintFacts, 'paths' | 'searchPath'>,
): Finding[] => {
  const report = interpreterReport(facts, script.path, interpreter);
  // About carriage returns one finding is enough.
  const isReturn = 'hasCarriageReturn' in interpreter && interpreter.hasCarriageReturn;
  return [
    ...(report === null ? [] : [onLine(script, 1, 'lint', { ...report, manual: 'execve(2)' })]),
    ...(report !== null && isReturn ? [] : returnFinding(script)),
  ];
};

/** bash warns of each here-document. */
const saidMax = 20;

/** `PATH: 3: Syntax error: …` of dash, `PATH: line 3: …` of bash and busybox. */
const said = /^: (?:line )?(\d+): (?:(warning): )?(.*)$/;

/**
 * What a shell said about a script that it only read.
 * @param output with the path under which it read the script; `named` is that path.
 */
export const syntaxFindings = (
  script: Script,
  shell: string,
  { output, named }: { output: string; named: string },
): Finding[] => {
  const seen = new Set<string>();
  return output.split('\n').flatMap((line) => {
    if (!line.startsWith(named)) return [];
    const [, number, warning, words = ''] = said.exec(line.slice(named.length)) ?? [];
    // bash repeats the line in a second message.
    if (number === undefined || seen.has(number) || seen.size === saidMax) return [];
    seen.add(number);
    return [
      onLine(script, Number(number), 'verify', {
        code: 'shell-syntax',
        severity: warning === undefined ? 'error' : 'warning',
        ...filesScriptTexts.syntax({ shell, words }),
        manual: null,
      }),
    ];
  });
};
