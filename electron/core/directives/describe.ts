/** What a directive is for, in a line of our own. */
export interface Meaning {
  meaning: string;
  /** The kind of value, in words. */
  value: string;
  examples: readonly string[];
}

export type Meanings = Readonly<Record<string, Meaning>>;

export const says = (meaning: string, value: string, ...examples: string[]): Meaning => ({
  meaning,
  value,
  examples,
});
