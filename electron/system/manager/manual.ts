/**
 * The installed man page’s own text about a directive.
 *
 * What man really does, measured (man-db 2.11): `man -P cat PAGE` with its output in a pipe prints plain text, 80
 * columns wide, without backspaces or colours; 0.4 s for systemd.exec. In C it is English and ASCII. A page that is not there is
 * exit code 16. What groff complains of goes to stderr and means nothing. So man finds and unpacks, whatever the
 * compression, the folder and the distribution; we only look for the entry: a line `Key=` with deeper ones below.
 */
import { manualPage } from '../../core/commands.ts';
import type { ManualEntry } from '../../core/directives/types.ts';
import { manualPages } from '../../core/directives/directives.ts';
import type { Runner } from '../programs/runner.ts';

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isBlank = (line: string): boolean => line.trim() === '';

/** Lines of one width become a paragraph; lists and examples keep theirs, without the indentation of the whole. */
const reflow = (body: readonly string[]): string => {
  const base = Math.min(...body.filter((line) => !isBlank(line)).map(indentOf));
  const blocks: string[][] = [[]];
  for (const line of body) {
    if (isBlank(line)) blocks.push([]);
    else blocks.at(-1)?.push(line.slice(base).trimEnd());
  }
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join(block.every((line) => indentOf(line) === 0) ? ' ' : '\n'))
    .join('\n\n');
};

/** A line of headings: `ExecStartPre=, ExecStartPost=`, `MemoryMax=bytes`. */
const heading = /^[A-Z][A-Za-z0-9]*=[^,.]*(?:, [^,.]*)*,?$/;

const names = (line: string, key: string): boolean =>
  line
    .trim()
    .split(/,\s*/)
    .some((word) => word.startsWith(`${key}=`));

/** The text below the heading of a key in a page as man prints it; null when it has none. */
export const entryOf = (page: string, key: string): string | null => {
  const lines = page.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at] ?? '';
    const indent = indentOf(first);
    if (indent < 4 || !heading.test(first.trim()) || !names(first, key)) continue;
    let begin = at + 1;
    // A long list of keys goes on in lines of the same indentation.
    while (indentOf(lines[begin] ?? '') === indent && heading.test((lines[begin] ?? '').trim()))
      begin += 1;
    const isBody = (line: string): boolean => isBlank(line) || indentOf(line) > indent;
    if (isBlank(lines[begin] ?? '') || !isBody(lines[begin] ?? '')) continue;
    const length = lines.slice(begin).findIndex((line) => !isBody(line));
    return reflow(lines.slice(begin, length < 0 ? undefined : begin + length));
  }
  return null;
};

/** Asks man once a page while Hearth runs. Answers null without man, without the page, or without the entry. */
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
    // It may be installed later, or man was too slow once.
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
