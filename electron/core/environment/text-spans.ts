/** Parts of a text, and the text with something else in their places. */

/** In UTF-16 units; `to` is behind it. */
export interface Span {
  from: number;
  to: number;
}

/** Replaces what looks like a secret. */
export const hidden = '•••';

/** `label` replaces it: `hidden`, or the name of the variable. */
export interface Cover extends Span {
  label: string;
}

/** @param by how much further on it is, in the text around the one it was found in. */
export const shifted = ({ from, to }: Span, by: number): Span => ({ from: from + by, to: to + by });

export const hiding = ({ from, to }: Span): Cover => ({ from, to, label: hidden });

/** Overlapping ones become one, with the label of the first that covers it all. */
const joined = (covers: readonly Cover[]): Cover[] => {
  const all: Cover[] = [];
  for (const cover of [...covers].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = all.at(-1);
    if (last === undefined || cover.from >= last.to) all.push({ ...cover });
    else if (cover.to > last.to) {
      last.to = cover.to;
      last.label = hidden;
    }
  }
  return all;
};

/** The text with labels in the places of these parts. */
export const covered = (text: string, covers: readonly Cover[]): string => {
  let at = 0;
  let left = '';
  for (const { from, to, label } of joined(covers)) {
    left += text.slice(at, from) + label;
    at = to;
  }
  return left + text.slice(at);
};

/** Finds parts line by line. @param find gives places within the line. */
export const inLines = (text: string, find: (line: string) => readonly Span[]): Span[] => {
  const all: Span[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    for (const span of find(line)) all.push(shifted(span, at));
    at += line.length + 1;
  }
  return all;
};
