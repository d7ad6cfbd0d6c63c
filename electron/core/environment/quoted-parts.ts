/**
 * The parts of a line in quotes: as shells, JSON and printed lists have them. Quotes within quotes have backslashes,
 * and those within these have more of them.
 */
import type { Span } from './text-spans.ts';

/** `from` and `to` are those of its content; the quotes, with their backslashes, reach from `start` to `end`. */
export interface QuotedPart extends Span {
  start: number;
  end: number;
}

interface Opening {
  quote: string;
  /** Backslashes before the quote. */
  depth: number;
  start: number;
  from: number;
}

const anyQuote = /(?<!\\)(\\*)(["'])/g;

/** A content may end with backslashes, which are doubled. */
const closes = ({ quote, depth }: Opening, sign: string, slashes: number): boolean =>
  quote === sign && slashes >= depth && (slashes - depth) % (2 * depth + 2) === 0;

/** After a letter it is an apostrophe, except in Python’s `b'x'` and in options such as `-p'x'`. */
const opens = (line: string, at: number, slashes: number): boolean =>
  slashes > 0 || !/[a-z\d]$/i.test(line.slice(Math.max(0, at - 1), at)) || isPrefixed(line, at);

const isPrefixed = (line: string, at: number): boolean =>
  /(?:^|[^\w-])(?:[bfru]|-[\w-]*)$/i.test(line.slice(Math.max(0, at - 20), at));

/** In their order; each is within another, or apart from it. A quote that isn’t closed is none. */
const quotedParts = (line: string): QuotedPart[] => {
  const open: Opening[] = [];
  const parts: QuotedPart[] = [];
  for (const { 0: whole, 1: slashes = '', 2: quote = '', index: start } of line.matchAll(
    anyQuote,
  )) {
    const end = start + whole.length;
    const depth = slashes.length;
    const at = open.findLastIndex((opening) => closes(opening, quote, depth));
    const opening = open[at];
    if (opening !== undefined) {
      parts.push({
        start: opening.start,
        from: opening.from,
        to: end - 1 - opening.depth,
        end,
      });
      open.length = at;
    } else if (opens(line, start, depth)) open.push({ quote, depth, start, from: end });
  }
  return parts.sort((a, b) => a.start - b.start);
};

/** Which of them are where. */
interface Quotes {
  /** The part that starts here, with its quotes. */
  startingAt(place: number): QuotedPart | undefined;
  /** The smallest part that has this place within its quotes. */
  around(place: number): QuotedPart | undefined;
}

/** The index of the last part that starts at a place or before it; -1 for none. */
const lastFrom = (parts: readonly QuotedPart[], place: number): number => {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** For each part, the index of the one around it; -1 for none. */
const outerOf = (parts: readonly QuotedPart[]): number[] => {
  const open: number[] = [];
  return parts.map(({ start }, index) => {
    while ((parts[open.at(-1) ?? -1]?.end ?? Infinity) <= start) open.pop();
    const outer = open.at(-1) ?? -1;
    open.push(index);
    return outer;
  });
};

/** @param parts of one text, in their order. */
const quotesOf = (parts: readonly QuotedPart[]): Quotes => {
  const outer = outerOf(parts);
  return {
    startingAt: (place) => {
      const part = parts[lastFrom(parts, place)];
      return part?.start === place ? part : undefined;
    },
    around: (place) => {
      let at = lastFrom(parts, place);
      for (;;) {
        const part = parts[at];
        if (part === undefined || (part.from <= place && place <= part.to)) return part;
        at = outer[at] ?? -1;
      }
    },
  };
};

/** A text with its quotes. */
export interface QuotedText {
  text: string;
  quotes: Quotes;
}

export const quotedLine = (line: string): QuotedText => ({
  text: line,
  quotes: quotesOf(quotedParts(line)),
});

/** A word of a command: as if it were in quotes as a whole. */
export const quotedWord = (word: string): QuotedText => {
  const whole = { start: -1, from: 0, to: word.length, end: word.length + 1 };
  return { text: word, quotes: quotesOf([whole, ...quotedParts(word)]) };
};

/** Whether a word continues after the quotes that end here: a shell joins what follows without a blank. */
export const goesOn = (text: string, end: number): boolean => /["'\w\\$]/.test(text.charAt(end));

/** Behind the word that begins here, as shells read it: what is in quotes is part of it, blanks included. */
export const endOfShellWord = (
  { text, quotes }: QuotedText,
  from: number,
  most: number,
): number => {
  for (let at = from; at < most; at += 1) {
    const part = quotes.startingAt(at);
    if (part !== undefined && part.end <= most) at = part.end - 1;
    else if (/\s/.test(text.charAt(at))) return at;
  }
  return most;
};

/** Behind the word that begins here, its quotes being signs like others. */
export const endOfWord = (text: string, from: number, most: number): number => {
  const blank = text.slice(from, most).search(/\s/);
  return blank < 0 ? most : from + blank;
};
