/** The source of a regular expression that fits this text alone. */
export const literal = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
