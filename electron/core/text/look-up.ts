/** The entry of a table for a key from elsewhere, such as a file: `constructor` has none. */
export const lookUp = <Value>(
  table: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);
