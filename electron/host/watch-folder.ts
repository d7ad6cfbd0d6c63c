/**
 * Following a folder that may not exist yet, or not any more.
 *
 * What fs.watch really does on Linux (inotify), measured:
 * - It throws for a folder that does not exist, and stays silent for ever after the folder was deleted or
 *   moved; the folder's own end arrives as one 'rename' with the folder's name.
 * - A change of a file arrives with the file's name, several times for one write.
 * - Where the kernel has no watches left it throws ENOSPC, where it has no instances left EMFILE; both are counted
 *   for all programs of a person. A folder that this process already watches costs nothing, and does not throw.
 */
import { statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import type { WatchLimit } from '../core/problems/files.ts';
import type { OnFolderChange, Watch } from './host.ts';
import { codeOf, isMissing } from './files/errors.ts';

/** How long until a folder that could not be watched is tried again: longer each time. */
const firstRetryMs = 1_000;
const lastRetryMs = 30_000;

/** inotify(7), "/proc interfaces". */
const limits: Record<string, WatchLimit> = {
  ENOSPC: 'max_user_watches',
  EMFILE: 'max_user_instances',
};

/** What keeps folders from being watched: one list for the whole process, as the kernel counts. */
const reached = new Map<symbol, WatchLimit>();
let told: WatchLimit | null = null;
let tell: (limit: WatchLimit | null) => void = () => undefined;

const note = (of: symbol, limit: WatchLimit | null): void => {
  if (limit === null) reached.delete(of);
  else reached.set(of, limit);
  const [now = null] = reached.values();
  if (now === told) return;
  told = now;
  tell(now);
};

/** Calls `onChange` when a limit of the kernel keeps Hearth from watching a folder, and with null when none does. */
export const followWatchLimit = (onChange: typeof tell): void => {
  tell = onChange;
};

/** Which folder stands at a path now; a folder put in its place is another one. */
const identity = (folder: string): string | null => {
  try {
    const { dev, ino } = statSync(folder);
    return `${String(dev)}:${String(ino)}`;
  } catch {
    return null;
  }
};

/**
 * Calls `onEvent` for each change in the folder, with the name of the file where it is known, and with null
 * when the folder itself has come, gone or been replaced, or can be watched again after it could not. While it
 * is missing, its nearest existing parent is watched for it. Not coalesced.
 */
export const watchFolder = (
  folder: string,
  onEvent: (file: string | null) => void,
): { close(): void } => {
  const me = Symbol(folder);
  let watcher: FSWatcher | null = null;
  let watched = { folder: '', identity: null as string | null };
  /** The folder as it was looked at last. */
  let there: string | null = null;
  /** The error of the nearest folder that exists and could not be watched; '' for none. */
  let refused = '';
  let timer: NodeJS.Timeout | undefined;
  let retryMs = firstRetryMs;

  /** Watches as near as possible; answers the folder below that was missing, if that was the reason. */
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
          arm();
          onEvent(null);
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
    // What came into being while its parent was about to be watched is nearer still.
    for (let below = watchNearest(); below !== null && identity(below) !== null;) {
      below = watchNearest();
    }
    there = identity(folder);
    note(me, limits[refused] ?? null);
    if (refused === '') retryMs = firstRetryMs;
    else timer = setTimeout(retry, retryMs);
  };

  const rearm = (): void => {
    const before = { there, refused };
    arm();
    if (there !== before.there || (before.refused !== '' && refused === '')) onEvent(null);
  };

  const retry = (): void => {
    retryMs = Math.min(2 * retryMs, lastRetryMs);
    rearm();
  };

  const onFileEvent = (file: string | null): void => {
    if (watched.folder === folder && identity(folder) === watched.identity) onEvent(file);
    else rearm();
  };

  arm();
  return {
    close: () => {
      clearTimeout(timer);
      watcher?.close();
      note(me, null);
    },
  };
};

/** As `watchFolder`, for a set of folders that changes. */
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
