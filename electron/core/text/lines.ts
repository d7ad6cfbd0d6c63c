/**
 * A text ↔ its lines, as an editor knows them, without losing their endings. Lines end where systemd ends them;
 * see physical-lines.ts.
 */
import { diffLines } from './diff.ts';

export interface TextLine {
  text: string;
  /** As in the file; '' only for the last line. */
  ending: string;
}

const ending = /(?:\n\r?|\r\n?)\0?|\0/g;

/** True if the next line continues it: it ends with an odd number of backslashes. */
export const isContinued = (line: string): boolean => {
  let at = line.length;
  while (line.charAt(at - 1) === '\\') at -= 1;
  return (line.length - at) % 2 === 1;
};

/** At least one line; the last has no ending, and is empty if the text ends with a line ending. */
export const textLines = (text: string): TextLine[] => {
  const lines: TextLine[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ending)) {
    lines.push({ text: text.slice(from, index), ending: found });
    from = index + found.length;
  }
  return [...lines, { text: text.slice(from), ending: '' }];
};

/** An empty line ending with `\n` after a line ending with `\r` would vanish: both become one ending. */
const fuses = (before: string, after: string): boolean =>
  textLines(before + after).length < textLines(before).length + textLines(after).length - 1;

/**
 * The text of a file after an edit of its lines: an unchanged line keeps its ending, a changed line takes that of the
 * line it replaces, and a new line that of its neighbour.
 * @param edited lines without endings, from an editor that shows `textLines(original)`.
 */
export const withEndings = (original: string, edited: readonly string[]): string => {
  const lines = textLines(original);
  const endings: (string | undefined)[] = [];
  let at = 0;
  const keep = (to: number): void => {
    for (; at < to; at += 1) endings.push(lines[at]?.ending);
  };
  const texts = lines.map(({ text }) => text);
  for (const { from, to, otherFrom, otherTo } of diffLines(texts, edited)) {
    keep(from);
    for (let offset = 0; offset < otherTo - otherFrom; offset += 1) {
      endings.push(from + offset < to ? lines[from + offset]?.ending : undefined);
    }
    at = to;
  }
  keep(lines.length);
  const first = lines.find((line) => line.ending !== '')?.ending ?? '\n';
  let neighbour = first;
  let result = '';
  for (const [index, text] of edited.entries()) {
    result += text;
    if (index === edited.length - 1) break;
    const own = endings[index] ?? '';
    const usable = own !== '' && !(text === '' && index > 0 && fuses(neighbour, own));
    if (usable) neighbour = own;
    result += neighbour;
  }
  return result;
};

/** The place of an offset into the text: the index of the line, and the column within it, both from 0. */
export const placeInLines = (
  lines: readonly TextLine[],
  offset: number,
): { line: number; column: number } => {
  let start = 0;
  for (const [line, { text, ending: end }] of lines.entries()) {
    const next = start + text.length + end.length;
    if (offset < next || line === lines.length - 1) {
      return { line, column: Math.min(Math.max(0, offset - start), text.length) };
    }
    start = next;
  }
  return { line: 0, column: 0 };
};
