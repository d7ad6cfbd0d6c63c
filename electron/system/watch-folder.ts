/**
 * Following a folder that may not exist yet, or not any more.
 *
 * What fs.watch really does on Linux (inotify), measured:
 * - It throws for a folder that does not exist, and stays silent for ever after the folder was deleted or
 *   moved; the folder's own end arrives as one 'rename' with the folder's name.
 * - A change of a file arrives with the file's name, several times for one write.
 * - Where the kernel has no watches left it throws ENOSPC.
 */
import { statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { isMissing } from './file-problem.ts';

/** How long until it is tried again where nothing at all could be watched. */
const retryMs = 5_000;

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
 * when the folder itself has come, gone or been replaced. While it is missing, its nearest existing parent
 * is watched for it. Not coalesced.
 */
export const watchFolder = (
  folder: string,
  onEvent: (file: string | null) => void,
): { close(): void } => {
  let watcher: FSWatcher | null = null;
  let watched = { folder: '', identity: null as string | null };
  let timer: NodeJS.Timeout | undefined;

  /** Watches as near as possible; answers the folder below that was missing, if that was the reason. */
  const watchNearest = (): string | null => {
    watcher?.close();
    watcher = null;
    let missing: string | null = null;
    for (let at = folder; ; at = path.dirname(at)) {
      try {
        watcher = watch(at, (_, file) => {
          onFileEvent(file);
        });
        watcher.on('error', arm);
        watched = { folder: at, identity: identity(at) };
        return missing;
      } catch (thrown) {
        missing = isMissing(thrown) ? at : null;
        if (at === path.dirname(at)) break;
      }
    }
    timer = setTimeout(arm, retryMs);
    return null;
  };

  /** What came into being while its parent was about to be watched is nearer still. */
  const arm = (): void => {
    for (let below = watchNearest(); below !== null && identity(below) !== null;) {
      below = watchNearest();
    }
  };

  const onFileEvent = (file: string | null): void => {
    const stale = identity(watched.folder) !== watched.identity;
    if (watched.folder === folder && !stale) {
      onEvent(file);
      return;
    }
    const wasThere = watched.folder === folder;
    arm();
    if (wasThere || watched.folder === folder) onEvent(null);
  };

  arm();
  return {
    close: () => {
      clearTimeout(timer);
      watcher?.close();
    },
  };
};
