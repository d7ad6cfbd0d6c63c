/**
 * Reads a directive’s text from the installed man page.
 *
 * man-db 2.11 and 2.13, measured: `man -P cat PAGE` into a pipe prints plain text, 80 columns wide, without backspaces
 * or colors; 0.4 s for systemd.exec. Pages of systemd 262 and newer are justified and hyphenated unless asked otherwise.
 * In the C locale it is English and ASCII. A missing page gives exit code 16. Ignore groff's warnings on stderr. man
 * handles folders and compression on every distribution; we only look for the entry: a line `Key=` followed by deeper
 * lines.
 */
import { manualPage } from '../../core/commands.ts';
import type { ManualEntry } from '../../core/directives/types.ts';
import { manualPages } from '../../core/directives/directives.ts';
import type { Runner } from '../../host/runner.ts';

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isBlank = (line: string): boolean => line.trim() === '';

/** A table’s rows and rules begin with these, in ASCII or in box drawings. */
const isOfTable = (line: string): boolean => /^\s*[+|┌├│└]/.test(line);
const isParagraph = (block: readonly string[]): boolean =>
  block.every((line) => indentOf(line) === 0) && !block.some(isOfTable);

/** Joins evenly indented lines into a paragraph; lists, tables and examples keep their lines, minus the common indent. */
const reflow = (body: readonly string[]): string => {
  const base = Math.min(...body.filter((line) => !isBlank(line)).map(indentOf));
  const blocks: string[][] = [[]];
  for (const line of body) {
    if (isBlank(line)) blocks.push([]);
    else blocks.at(-1)?.push(line.slice(base).trimEnd());
  }
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join(isParagraph(block) ? ' ' : '\n'))
    .join('\n\n');
};

/** A heading line: `ExecStartPre=, ExecStartPost=`, `MemoryMax=bytes`. */
const heading = /^[A-Z][A-Za-z0-9]*=[^,.]*(?:, [^,.]*)*,?$/;

const names = (line: string, key: string): boolean =>
  line
    .trim()
    .split(/,\s*/)
    .some((word) => word.startsWith(`${key}=`));

/** The text below a key's heading in man's output; null if there is none. */
export const entryOf = (page: string, key: string): string | null => {
  const lines = page.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at] ?? '';
    const indent = indentOf(first);
    if (indent < 4 || !heading.test(first.trim()) || !names(first, key)) continue;
    let begin = at + 1;
    // A long list of keys continues at the same indentation.
    while (indentOf(lines[begin] ?? '') === indent && heading.test((lines[begin] ?? '').trim()))
      begin += 1;
    const isBody = (line: string): boolean => isBlank(line) || indentOf(line) > indent;
    if (isBlank(lines[begin] ?? '') || !isBody(lines[begin] ?? '')) continue;
    const length = lines.slice(begin).findIndex((line) => !isBody(line));
    return reflow(lines.slice(begin, length < 0 ? undefined : begin + length));
  }
  return null;
};

/** Runs man once per page. Returns null without man, the page or the entry. */
export const createManual = (
  runner: Runner,
): ((section: string, key: string) => Promise<ManualEntry | null>) => {
  const pages = new Map<string, Promise<string>>();

  const ask = async (page: string): Promise<string> => {
    if (!(await runner.has('man'))) return '';
    const { exitCode, stdout } = await runner.run(manualPage(page));
    return exitCode === 0 ? stdout : '';
  };
  const textOf = async (page: string): Promise<string> => {
    const asked = pages.get(page) ?? ask(page);
    pages.set(page, asked);
    const text = await asked;
    // Retry later: the page may get installed, or man was just too slow.
    if (text === '') pages.delete(page);
    return text;
  };

  return async (section, key) => {
    for (const page of manualPages(section, key)) {
      const text = entryOf(await textOf(page), key);
      if (text !== null) return { page: `${page}(5)`, text };
    }
    return null;
  };
};
