/** What the catalogue may hold. */

/** What a function of the catalogue returns: one text, or the parts of one message (`what`, `why`, `next`). */
type Written = string | Readonly<Record<string, string>>;

/** A text, a text with parameters, or a table of them. */
export type Text = string | ((...parameters: never[]) => Written) | Texts;
export interface Texts {
  readonly [key: string]: Text;
}
