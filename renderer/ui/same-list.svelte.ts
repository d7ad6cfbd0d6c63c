/**
 * A list of names that stays the same object as long as it has the same names: the account changes often, and what is
 * built from the list must not be built again each time. To be called from a component.
 */
export const sameList = (names: () => readonly string[]): (() => readonly string[]) => {
  const text = $derived(names().join('\n'));
  const list = $derived(text === '' ? [] : text.split('\n'));
  return () => list;
};
