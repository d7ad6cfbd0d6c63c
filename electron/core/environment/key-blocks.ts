/** Private keys in PEM, of several lines: whole, cut off at either end, or in comments. */
import type { Span } from './text-spans.ts';

const mark = /-----(BEGIN|END) [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,40}-----/g;

/** The last word of a line is a part of a key; a line of a log has others before it. What was masked already counts. */
const keyPart = /(?:^|[\s#;>"'])([\w+/=•-]+)["',\\]*\r?$/;
const fullLine = 40;

/** What a line ends with, if that may be of a key; null otherwise. */
const keyPartOf = (line: string): string | null => keyPart.exec(line.slice(-200))?.[1] ?? null;

const isFull = (part: string | null): boolean =>
  part !== null && (part.length >= fullLine || part.includes('•'));

/** The last line of a key, by its length alone. */
const isRest = (part: string | null): boolean => part !== null && part.length % 4 === 0;

/** Fields before the key: RFC 1421, OpenPGP. */
const isField = (line: string): boolean =>
  /(?:^|[\s#;])(?:Proc-Type|DEK-Info|Version|Comment): |^[#;\s]*$/.test(line.slice(-200));

/** Where a key ends that begins here, its end unknown. @param at is behind its first line’s mark. */
const endBelow = (text: string, at: number, most: number): number => {
  const lines = text.slice(at, most).split('\n');
  const [first = '', ...others] = lines;
  // In one line, with `\n` between its parts.
  let end = at + first.length;
  let next = others.findIndex((line) => !isField(line));
  if (next < 0) return end;
  end += others.slice(0, next).reduce((sum, line) => sum + line.length + 1, 0);
  for (; isFull(keyPartOf(others[next] ?? '')); next += 1) end += (others[next] ?? '').length + 1;
  const rest = others[next];
  return rest !== undefined && isRest(keyPartOf(rest)) ? end + rest.length + 1 : end;
};

/** Where a key begins that ends here, its beginning unknown. */
const beginAbove = (text: string, at: number, least: number): number => {
  const lines = text.slice(least, at).split('\n');
  let begin = at - (lines.pop() ?? '').length;
  const last = lines.at(-1);
  if (last === undefined || !(isRest(keyPartOf(last)) || isFull(keyPartOf(last)))) return begin;
  do begin -= (lines.pop() ?? '').length + 1;
  while (isFull(keyPartOf(lines.at(-1) ?? '')));
  return begin;
};

/** In a whole text. */
export const keyBlocks = (text: string): Span[] => {
  const marks = [...text.matchAll(mark)];
  let least = 0;
  return marks.flatMap(({ 0: whole, 1: kind, index }, order) => {
    const next = marks[order + 1];
    const after = index + whole.length;
    const span =
      kind === 'END'
        ? { from: beginAbove(text, index, least), to: after }
        : next?.[1] === 'END'
          ? { from: index, to: next.index + next[0].length }
          : { from: index, to: endBelow(text, after, next?.index ?? text.length) };
    // The end of a key that has both is no key of its own.
    const isKnown = kind === 'END' && marks[order - 1]?.[1] === 'BEGIN';
    least = after;
    return isKnown ? [] : [span];
  });
};
