/** Marks around a part of a text that looks different. `ui/RichText.svelte` shows them. */

/** Private-use characters: no font has them, and nobody types them. */
const open = '\uE000';
const strongOpen = '\uE001';
const close = '\uE002';

/** A literal inside a sentence: a path, a name, a command. No language changes it. */
export const code = (text: string): string => `${open}${text}${close}`;

/** The most important words of a sentence. */
export const strong = (text: string): string => `${strongOpen}${text}${close}`;

export interface Piece {
  look: 'plain' | 'code' | 'strong';
  text: string;
}

const marked = /([\uE000\uE001][^\uE000-\uE002]*\uE002)/;

/** A text in the order of its pieces; marks do not nest. */
export const piecesOf = (text: string): Piece[] =>
  text
    .split(marked)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (!marked.test(piece)) return { look: 'plain', text: piece };
      return { look: piece.startsWith(open) ? 'code' : 'strong', text: piece.slice(1, -1) };
    });

/** The text alone, for where nothing can look different. */
export const withoutMarks = (text: string): string =>
  piecesOf(text)
    .map((piece) => piece.text)
    .join('');
