/** Marks around a part of a text that is shown in another way. `ui/RichText.svelte` shows them. */

/** Private-use characters: no font has them, and nobody types them. */
const open = '\uE000';
const strongOpen = '\uE001';
const close = '\uE002';

/** Something of the computer’s own inside a sentence: a path, a name, a command. No language changes it. */
export const code = (text: string): string => `${open}${text}${close}`;

/** The words of a sentence that count most. */
export const strong = (text: string): string => `${strongOpen}${text}${close}`;

export interface Piece {
  look: 'plain' | 'code' | 'strong';
  text: string;
}

/** A text in the order of its pieces; marks do not nest. */
export const piecesOf = (text: string): Piece[] =>
  [...text.matchAll(/\uE000([^\uE002]*)\uE002|\uE001([^\uE002]*)\uE002|[^\uE000\uE001]+/g)].map(
    ([whole, inCode, inStrong]) =>
      inCode !== undefined
        ? { look: 'code', text: inCode }
        : inStrong !== undefined
          ? { look: 'strong', text: inStrong }
          : { look: 'plain', text: whole },
  );
