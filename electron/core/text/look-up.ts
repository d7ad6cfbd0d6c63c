/** What tables and records have in them. */

/** The entry of a table for a key from elsewhere, such as a file: `constructor` has none. */
export const lookUp = <Value>(
  table: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

/** Whether two records with the same keys have the same values. */
export const sameFields = <Fields extends object>(a: Fields, b: Fields): boolean =>
  (Object.keys(a) as (keyof Fields)[]).every((key) => a[key] === b[key]);
