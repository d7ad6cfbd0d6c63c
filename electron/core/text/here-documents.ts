/** Here-documents of shell scripts. Source: bash(1), dash(1). */

export interface HereDocument {
  /** The line that ends it. */
  end: string;
  /** `<<-`: tabs at the beginnings of its lines don't count. */
  hasTabs: boolean;
  /** The shell expands nothing in it. */
  isQuoted: boolean;
}

/** `<<END`, `<<-'END'`; not `<<<`. */
const opening = /(?<!<)<<(-?)[ \t]*(["'\\]?)([\w.-]+)/g;

/** Those that a line opens, in order. `1<<2` in a calculation looks like one. */
export const hereDocumentsIn = (line: string): HereDocument[] =>
  [...line.matchAll(opening)].map(([, dash, quote, end = '']) => ({
    end,
    hasTabs: dash !== '',
    isQuoted: quote !== '',
  }));

export const isEndOf = ({ end, hasTabs }: HereDocument, line: string): boolean =>
  (hasTabs ? line.replace(/^\t+/, '') : line) === end;
