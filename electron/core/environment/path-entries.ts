/** The folders of two PATHs, side by side in an order that fits both. */
import { diffLines } from '../text/diff.ts';

export interface PathEntry {
  folder: string;
  /** Its place in each PATH, from 1; null where it isn’t in it. */
  terminal: number | null;
  manager: number | null;
  /** Whether there is such a folder; null if that isn’t known. */
  exists: boolean | null;
}

/** Empty entries mean the current folder, and are left out; so are repeated ones, which never matter. */
export const foldersIn = (path: string): string[] => [
  ...new Set(path.split(':').filter((folder) => folder !== '')),
];

/** A folder at different places is listed twice, as the order decides which program is found. */
export const comparePaths = (
  terminal: readonly string[],
  manager: readonly string[],
): Omit<PathEntry, 'exists'>[] => {
  const rows: Omit<PathEntry, 'exists'>[] = [];
  let [own, theirs] = [0, 0];
  const both = (to: number): void => {
    for (; own < to; own += 1, theirs += 1)
      rows.push({ folder: terminal[own] ?? '', terminal: own + 1, manager: theirs + 1 });
  };
  for (const hunk of diffLines(terminal, manager)) {
    both(hunk.from);
    for (; own < hunk.to; own += 1)
      rows.push({ folder: terminal[own] ?? '', terminal: own + 1, manager: null });
    for (; theirs < hunk.otherTo; theirs += 1)
      rows.push({ folder: manager[theirs] ?? '', terminal: null, manager: theirs + 1 });
  }
  both(terminal.length);
  return rows;
};
