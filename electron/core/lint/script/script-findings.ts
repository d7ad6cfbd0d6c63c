/** What is wrong with a script that a unit runs: its first line, and what its shell says of the rest. */
import { setUnixEndings, shellLine } from '../../commands.ts';
import type { Finding } from '../../syntax/finding.ts';
import { hereDocumentsIn, isEndOf, type HereDocument } from '../../text/here-documents.ts';
import { filesScriptTexts } from '../../texts/files/script.ts';
import { interpreterReport } from '../rules/program.ts';
import type { Interpreter, LintFacts } from '../toolkit/disk-facts.ts';
import type { Report } from '../toolkit/report.ts';
import { keepsReturns, type Shebang } from './shebang.ts';

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

/** Unlike `1<<2`. */
const hasNameAsEnd = ({ end }: HereDocument): boolean => /^[A-Za-z_]/.test(end);

/**
 * The first line that ends with a carriage return, 0 for none. One in a here-document is data, unless it keeps the
 * document from ending.
 */
const lineWithReturn = (text: string): number => {
  if (!text.includes('\r\n')) return 0;
  let inside: HereDocument[] = [];
  let inData = 0;
  let line = 0;
  for (let from = 0, to = 0; to >= 0; from = to + 1) {
    to = text.indexOf('\n', from);
    line += 1;
    const words = text.slice(from, to < 0 ? undefined : to);
    const [document] = inside;
    const isReturn = to >= 0 && words.endsWith('\r');
    if (document === undefined) {
      if (isReturn) return line;
      inside = hereDocumentsIn(words).filter(hasNameAsEnd);
    } else if (isEndOf(document, words)) {
      inside = inside.slice(1);
      inData = 0;
    } else if (isReturn && inData === 0) inData = line;
  }
  return inside.length > 0 ? inData : 0;
};

/** A shell takes a carriage return as part of the line’s last word. */
const returnFinding = (script: Script): Finding[] => {
  const line = lineWithReturn(script.text);
  if (line === 0) return [];
  const words = filesScriptTexts.carriageReturn(shellLine(setUnixEndings(script.path)));
  return [
    onLine(script, line, 'lint', {
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
  { shebang, interpreter }: { shebang: Shebang | null; interpreter: Interpreter },
  facts: Pick<LintFacts, 'paths' | 'searchPath'>,
): Finding[] => {
  const report = interpreterReport(facts, script.path, interpreter);
  // About carriage returns one finding is enough.
  const isReturn = 'hasCarriageReturn' in interpreter && interpreter.hasCarriageReturn;
  return [
    ...(report === null ? [] : [onLine(script, 1, 'lint', { ...report, manual: 'execve(2)' })]),
    ...(shebang === null || !keepsReturns(shebang) || (report !== null && isReturn)
      ? []
      : returnFinding(script)),
  ];
};

/** bash warns of each here-document. */
const messagesMax = 20;

/** Where a line ends with `exit` or is an `exec` of a program: after it, there may be data. */
const ending =
  /^(?:.*;[ \t]*)?exit(?:[ \t]+[^ \t;#]+)?[ \t]*(?:[;#].*)?$|^exec[ \t]+[^<>&\d \t].*$/gm;

const endingsMax = 4;

/** The beginnings of a text that may be all of it that its shell reads: each ends before `line`. */
export const possibleHeads = (text: string, line: number): string[] => {
  const heads: string[] = [];
  for (const { 0: words, index } of text.matchAll(ending)) {
    const head = text.slice(0, index + words.length);
    if (heads.length === endingsMax || head.split('\n').length >= line) break;
    heads.push(`${head}\n`);
  }
  return heads;
};

/** Whether bash needs `-O extglob`: `shopt` takes effect only when the script runs. */
export const setsExtglob = (text: string): boolean =>
  /\bshopt[ \t]+-s[ \t]+(?:\w+[ \t]+)*extglob\b/.test(text);

/** Why a line that a shell refuses may be fine nonetheless; null if it isn’t. */
const excuseOf = (text: string, line: number, dataFrom: number | null) => {
  if (dataFrom !== null && line >= dataFrom) return filesScriptTexts.maybe.data;
  const alias = /^[ \t]*alias[ \t]+[^ \t\n-]\S*=/m.exec(text);
  return alias !== null && text.slice(0, alias.index).split('\n').length < line
    ? filesScriptTexts.maybe.alias
    : null;
};

/** `PATH: 3: Syntax error: …` of dash, `PATH: line 3: …` of bash and busybox. */
const message = /^: (?:line )?(\d+): (?:(warning): )?(.*)$/;

/**
 * What a shell reports about a script that it only parses.
 * @param output with the path under which it read the script; `named` is that path.
 * @param dataFrom the line after the last that it would read; null if it reads all.
 */
export const syntaxFindings = (
  script: Script,
  shell: string,
  { output, named }: { output: string; named: string },
  dataFrom: number | null = null,
): Finding[] => {
  const seen = new Set<string>();
  return output.split('\n').flatMap((line) => {
    if (!line.startsWith(named)) return [];
    const [, number, warning, words = ''] = message.exec(line.slice(named.length)) ?? [];
    // bash repeats the line in a second message.
    if (number === undefined || seen.has(number) || seen.size === messagesMax) return [];
    seen.add(number);
    const excuse = excuseOf(script.text, Number(number), dataFrom);
    const { what, why } = filesScriptTexts.syntax({ shell, words });
    return [
      onLine(script, Number(number), 'verify', {
        code: 'shell-syntax',
        severity: excuse !== null ? 'hint' : warning === undefined ? 'error' : 'warning',
        what,
        why: excuse ?? why,
        manual: null,
      }),
    ];
  });
};
