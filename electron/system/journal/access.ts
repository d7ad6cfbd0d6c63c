/**
 * Which journal files there are, and which of them this person may read. Only the files tell: journalctl exits 0 with
 * nothing to say for a person who never logged, and for one whose records went elsewhere.
 *
 * Measured with systemd 252: kept on disk, journald gives each person a file of their own, `user-UID.journal`, with an
 * ACL; kept in memory (Storage=volatile, or no /var/log/journal) all records lie in one `system.journal` that only root
 * and the groups systemd-journal and adm read, and /run/log/journal/MACHINE cannot even be listed. That folder may stay
 * behind when journald turns to the disk again: the file on the disk is then the one that changed last.
 */
import { constants, readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { JournalAccess } from '../../core/logs/empty-reason.ts';
import { may } from '../fs/paths.ts';

/** Milliseconds since the epoch; -1 for what is not there, or cannot be asked. */
const changedAt = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => -1,
  );

export interface JournalFiles {
  /** The person may read the system's journal, and with it what journald says of its limits. */
  readsSystem(): Promise<boolean>;
  access(): Promise<JournalAccess>;
}

/** @param root where /var and /run are; '/' but in tests. */
export const createJournalFiles = (uid: number, root = '/'): JournalFiles => {
  const folders = async (): Promise<{ disk: string; memory: string }> => {
    const id = (await readFile(path.join(root, 'etc/machine-id'), 'utf8').catch(() => '')).trim();
    return {
      disk: path.join(root, 'var/log/journal', id),
      memory: path.join(root, 'run/log/journal', id),
    };
  };
  const reads = (folder: string): Promise<boolean> =>
    may(path.join(folder, 'system.journal'), constants.R_OK);
  return {
    readsSystem: async () => {
      const { disk, memory } = await folders();
      return (await reads(disk)) || (await reads(memory));
    },
    access: async () => {
      const { disk, memory } = await folders();
      const onDisk = await readdir(disk).catch(() => []);
      const mine = onDisk.filter((name) =>
        new RegExp(`^user-${String(uid)}[.@].*journal~?$`).test(name),
      );
      const readable = await Promise.all(
        mine.map((name) => may(path.join(disk, name), constants.R_OK)),
      );
      const volatile =
        (await changedAt(memory)) > (await changedAt(path.join(disk, 'system.journal')));
      if (readable.includes(true) && !volatile) return 'readable';
      if ((await reads(memory)) || (!volatile && (await reads(disk)))) return 'readable';
      if (volatile) return 'volatile';
      if (mine.length > 0) return 'denied';
      return onDisk.length > 0 ? 'nothing-yet' : 'no-journal';
    },
  };
};
