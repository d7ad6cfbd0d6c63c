/**
 * Which of two lines comes first in the journal, told by their cursors alone: where they lie far apart, nothing else of
 * them may be in memory. Source: sd_journal_get_cursor(3); compare_locations() of systemd 252's sd-journal.c, whose order
 * journalctl gives.
 */

const partsOf = (cursor: string): ReadonlyMap<string, string> =>
  new Map(cursor.split(';').map((part) => [part.slice(0, 1), part.slice(2)]));

/** Numbers as the cursor has them, in hex without leading zeros and up to 64 bits. */
const compareHex = (a: string, b: string): number =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Below 0 when the first comes before the second, 0 for the same line. */
export const compareCursors = (a: string, b: string): number => {
  if (a === b) return 0;
  const [one, other] = [partsOf(a), partsOf(b)];
  const value = (parts: ReadonlyMap<string, string>, name: string): string => parts.get(name) ?? '';
  const isSame = (name: string): boolean => value(one, name) === value(other, name);
  const by = (name: string): number => compareHex(value(one, name), value(other, name));
  // Numbers count within what one journald wrote, its clock within one boot.
  return (isSame('s') ? by('i') : 0) || (isSame('b') ? by('m') : 0) || by('t') || by('x');
};
