/**
 * Following one file, links on the way to it included.
 *
 * What files really do, measured: programs grow, truncate, replace and delete their logs. A watch of the folder sees all
 * of it; a watch of the file ends with the file. What is written through a link does not show in the folder of the
 * link; and the link may be there long before what it leads to.
 */
import path from 'node:path';
import { coalesce } from './async/coalesce.ts';
import { wayTo } from './files/link-chain.ts';
import { watchFolder } from './watch-folder.ts';

const quietMs = 30;
const maxMs = 100;

/**
 * Calls `changed` for whatever may have changed the file, at most ten times a second, and for the beginning. Only a folder above the one of
 * the file that is moved away as a whole is not seen.
 */
export const watchFile = (file: string, changed: () => void): { close(): void } => {
  let closed = false;
  let looking = false;
  let again = false;
  /** Of each place on the way to the file, that of its folder. */
  const watches = new Map<string, { close(): void }>();

  const watchPlace = (place: string): { close(): void } =>
    watchFolder(path.dirname(place), (name) => {
      if (name === null || name === path.basename(place)) soon.call();
    });

  /** Looks once more at a way that was not watched yet: it may have changed in between. */
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

  /** What changes while the way is looked at is looked at by one more. */
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
  return {
    close: () => {
      closed = true;
      soon.cancel();
      for (const watch of watches.values()) watch.close();
    },
  };
};
