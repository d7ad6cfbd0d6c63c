/**
 * Watches one file, including the links on the way to it.
 *
 * Measured: programs grow, truncate, replace and delete their logs. A watch on the folder sees all of that; a watch on
 * the file ends with the file. Writes through a link don't show in the link's folder, and the link may exist long
 * before its target.
 */
import path from 'node:path';
import { coalesce } from './async/coalesce.ts';
import { wayTo } from './files/link-chain.ts';
import { followMounts } from './mounts/answers.ts';
import { watchFolder } from './watch-folder.ts';

const quietMs = 30;
const maxMs = 100;

/**
 * Calls `changed` at the start and whenever the file may have changed, at most ten times a second. Misses only the move
 * of a folder higher up than the file's own.
 */
export const watchFile = (file: string, changed: () => void): { close(): void } => {
  let closed = false;
  let looking = false;
  let again = false;
  /** A watch of the folder of each place on the way to the file. */
  const watches = new Map<string, { close(): void }>();

  const watchPlace = (place: string): { close(): void } =>
    watchFolder(path.dirname(place), (name) => {
      if (name === null || name === path.basename(place)) soon.call();
    });

  /** Repeats until every place is watched: the way may change before a watch starts. */
  const follow = async (): Promise<void> => {
    for (;;) {
      const way = await wayTo(file);
      if (closed) return;
      for (const [place, watch] of watches) {
        if (way.includes(place)) continue;
        watch.close();
        watches.delete(place);
      }
      const unwatched = way.filter((place) => !watches.has(place));
      if (unwatched.length === 0) return;
      for (const place of unwatched) watches.set(place, watchPlace(place));
    }
  };

  /** A change during a look triggers another look. */
  const look = async (): Promise<void> => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    await follow();
    looking = false;
    if (closed) return;
    changed();
    if (!again) return;
    again = false;
    soon.call();
  };

  const soon = coalesce(() => void look(), { quietMs, maxMs });
  void look();
  // The way ends at a mount that doesn't answer, until it does.
  const mounts = followMounts(soon.call);
  return {
    close: () => {
      closed = true;
      mounts.close();
      soon.cancel();
      for (const watch of watches.values()) watch.close();
    },
  };
};
