/**
 * Orders two journal lines by their cursors alone: if they are far apart, nothing else of them may be in memory.
 * Source: sd_journal_get_cursor(3); compare_locations() in systemd 252's sd-journal.c, the order of journalctl.
 */

const partsOf = (cursor: string): ReadonlyMap<string, string> =>
  new Map(cursor.split(';').map((part) => [part.slice(0, 1), part.slice(2)]));

/** Compares numbers as the cursor has them: hex, without leading zeros, up to 64 bits. */
const compareHex = (a: string, b: string): number =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Below 0 if the first comes before the second, 0 for the same line. */
export const compareCursors = (a: string, b: string): number => {
  if (a === b) return 0;
  const [one, other] = [partsOf(a), partsOf(b)];
  const value = (parts: ReadonlyMap<string, string>, name: string): string => parts.get(name) ?? '';
  const isSame = (name: string): boolean => value(one, name) === value(other, name);
  const by = (name: string): number => compareHex(value(one, name), value(other, name));
  // Sequence numbers compare only within one journald's output, its clock only within one boot.
  return (isSame('s') ? by('i') : 0) || (isSame('b') ? by('m') : 0) || by('t') || by('x');
};
