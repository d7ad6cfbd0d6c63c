/**
 * Watches a folder that may not exist yet or may disappear.
 *
 * fs.watch on Linux (inotify), measured:
 * - It throws for a missing folder, and stays silent forever once the folder is deleted or moved; that event arrives as
 *   one 'rename' with the folder's name.
 * - A file change arrives with the file's name, several times per write.
 * - It blocks on a mount that doesn't answer, and so does stat(2). So such a folder is watched once it answers.
 * - It throws ENOSPC when the kernel is out of watches and EMFILE when it is out of instances; the kernel counts both
 *   per user. Watching a folder again in the same process costs nothing and doesn't throw.
 */
import { statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import type { WatchLimit } from '../core/problems/files.ts';
import type { OnFolderChange, Watch } from './host.ts';
import { codeOf, isMissing } from './files/errors.ts';
import { followMounts } from './mounts/answers.ts';
import { isNear, silentOn } from './mounts/reach.ts';

/** Delay before retrying a folder that couldn't be watched; doubles each time. */
const firstRetryMs = 1_000;
const lastRetryMs = 30_000;

/** inotify(7), "/proc interfaces". */
const limits: Record<string, WatchLimit> = {
  ENOSPC: 'max_user_watches',
  EMFILE: 'max_user_instances',
};

/** Limits that keep folders from being watched; global to the process, as the limits are. */
const reached = new Map<symbol, WatchLimit>();
let reported: WatchLimit | null = null;
let report: (limit: WatchLimit | null) => void = () => undefined;

const note = (of: symbol, limit: WatchLimit | null): void => {
  if (limit === null) reached.delete(of);
  else reached.set(of, limit);
  const [now = null] = reached.values();
  if (now === reported) return;
  reported = now;
  report(now);
};

/** Calls `onChange` when a kernel limit keeps Hearth from watching a folder, and with null when none does. */
export const followWatchLimit = (onChange: typeof report): void => {
  report = onChange;
};

/** Identifies the folder now at this path; a replacement has another identity. */
const identity = (folder: string): string | null => {
  try {
    const { dev, ino } = statSync(folder);
    return `${String(dev)}:${String(ino)}`;
  } catch {
    // The error is the answer: there is no folder.
    return null;
  }
};

/**
 * Calls `onEvent` for each change in the folder, with the file's name if known. Passes null if the folder was created,
 * removed or replaced, or can be watched again. While it is missing, watches its nearest existing parent. Not
 * coalesced.
 */
export const watchFolder = (
  folder: string,
  onEvent: (file: string | null) => void,
): { close(): void } => {
  const me = Symbol(folder);
  let watcher: FSWatcher | null = null;
  let watched = { folder: '', identity: null as string | null };
  /** The folder's identity when last checked. */
  let there: string | null = null;
  /** The error code of the nearest existing folder that couldn't be watched; '' for none. */
  let refused = '';
  let timer: NodeJS.Timeout | undefined;
  let retryMs = firstRetryMs;
  let closed = false;
  /** Asks the mount that the folder is on. */
  let asking = false;
  /** Something happened while it was asked. */
  let missed = false;

  /** Does it now, or once the mount that the folder is on has answered. */
  const onceReached = (work: () => void): void => {
    if (isNear(folder)) {
      work();
      return;
    }
    missed ||= asking;
    if (asking) return;
    asking = true;
    void silentOn(folder).then((mount) => {
      const changed = missed;
      asking = false;
      missed = false;
      if (closed) return;
      if (mount !== null) {
        unwatch();
        return;
      }
      work();
      if (changed) onEvent(null);
    });
  };

  const unwatch = (): void => {
    watcher?.close();
    watcher = null;
    there = null;
  };

  /** Watches the nearest possible folder; returns the missing folder below it, if that was the reason. */
  const watchNearest = (): string | null => {
    watcher?.close();
    watcher = null;
    refused = '';
    let missing: string | null = null;
    for (let at = folder; ; at = path.dirname(at)) {
      try {
        watcher = watch(at, (_, file) => {
          onFileEvent(file);
        });
        watcher.on('error', () => {
          onceReached(() => {
            arm();
            onEvent(null);
          });
        });
        watched = { folder: at, identity: identity(at) };
        return missing;
      } catch (thrown) {
        missing = isMissing(thrown) ? at : null;
        if (missing === null && refused === '') refused = codeOf(thrown);
        if (at === path.dirname(at)) return null;
      }
    }
  };

  const arm = (): void => {
    clearTimeout(timer);
    // The missing folder may have appeared before its parent was watched; then watch it instead.
    for (let below = watchNearest(); below !== null && identity(below) !== null;) {
      below = watchNearest();
    }
    there = identity(folder);
    note(me, limits[refused] ?? null);
    if (refused === '') retryMs = firstRetryMs;
    else timer = setTimeout(retry, retryMs);
  };

  /** Whatever changed on a mount that didn't answer was missed. */
  const resume = (): void => {
    if (watcher !== null && isNear(folder)) return;
    onceReached(() => {
      arm();
      onEvent(null);
    });
  };

  const rearm = (): void => {
    const before = { there, refused };
    arm();
    if (there !== before.there || (before.refused !== '' && refused === '')) onEvent(null);
  };

  const retry = (): void => {
    retryMs = Math.min(2 * retryMs, lastRetryMs);
    onceReached(rearm);
  };

  const onFileEvent = (file: string | null): void => {
    onceReached(() => {
      if (watched.folder === folder && identity(folder) === watched.identity) onEvent(file);
      else rearm();
    });
  };

  onceReached(arm);
  const mounts = followMounts(resume);
  return {
    close: () => {
      closed = true;
      mounts.close();
      clearTimeout(timer);
      watcher?.close();
      note(me, null);
    },
  };
};

/** Like `watchFolder`, for a changing set of folders. */
export const watchFolders = (folders: Iterable<string>, changed: OnFolderChange): Watch => {
  const watches = new Map<string, { close(): void }>();
  const follow: Watch['follow'] = (wanted) => {
    const next = new Set(wanted);
    for (const [folder, watch] of watches) {
      if (next.has(folder)) continue;
      watch.close();
      watches.delete(folder);
    }
    for (const folder of next) {
      if (watches.has(folder)) continue;
      watches.set(
        folder,
        watchFolder(folder, (name) => {
          changed(folder, name);
        }),
      );
    }
  };
  follow(folders);
  return {
    follow,
    close: () => {
      follow([]);
    },
  };
};
