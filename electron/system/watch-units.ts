/** Following the person's unit folder, with the folders in it that hold links and drop-ins. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { coalesce } from './coalesce.ts';
import { watchFolder } from './watch-folder.ts';

const quietMs = 50;
const maxMs = 100;

const isWatched = /\.(?:wants|requires|upholds|d)$/;

const subfolders = (folder: string): string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isWatched.test(entry.name))
      .map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
};

/** Calls `onChange` after changes in the folder, at most ten times a second; the folder may come and go. */
export const watchUnitFolder = (folder: string, onChange: () => void): { close(): void } => {
  const inner = new Map<string, { close(): void }>();
  const changed = coalesce(
    () => {
      watchInner();
      onChange();
    },
    { quietMs, maxMs },
  );
  const watchInner = (): void => {
    const there = new Set(subfolders(folder));
    for (const [at, watch] of inner) {
      if (there.has(at)) continue;
      watch.close();
      inner.delete(at);
    }
    for (const at of there) {
      if (!inner.has(at)) inner.set(at, watchFolder(at, changed.call));
    }
  };
  const outer = watchFolder(folder, changed.call);
  watchInner();
  return {
    close: () => {
      changed.cancel();
      outer.close();
      for (const watch of inner.values()) watch.close();
    },
  };
};
