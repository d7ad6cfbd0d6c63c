/**
 * Which journal files exist, and which of them the user may read. Check the files, as journalctl exits 0 without
 * output both for a user who never logged and for a user with records stored elsewhere.
 *
 * Measured with systemd 252: on disk, journald writes a `user-UID.journal` with an ACL for each user. In memory
 * (Storage=volatile, or no /var/log/journal) all records are in one `system.journal`, which only root and the groups
 * systemd-journal and adm may read, and /run/log/journal/MACHINE can't even be listed. That folder may remain after
 * journald returns to disk; the file on disk is then the newer of the two.
 */
import path from 'node:path';
import type { JournalAccess } from '../../core/logs/empty-reason.ts';
import { once } from '../../host/async/once.ts';
import type { HostFiles } from '../../host/host-files.ts';

/** @param root where /var and /run are; tests pass another. */
export const createJournalFiles = (
  files: Pick<HostFiles, 'read' | 'look' | 'readTree'>,
  uid: number,
  root = '/',
) => {
  /** Cached, as the machine ID never changes. */
  const machineId = once(() => files.read(path.join(root, 'etc/machine-id')));
  const folders = async (): Promise<{ disk: string; memory: string }> => {
    // Without a machine ID the paths have none either.
    const read = await machineId().catch(() => null);
    const id = Buffer.from(read?.bytes ?? [])
      .toString('utf8')
      .trim();
    return {
      disk: path.join(root, 'var/log/journal', id),
      memory: path.join(root, 'run/log/journal', id),
    };
  };
  const system = (folder: string): string => path.join(folder, 'system.journal');
  return {
    /** Whether the user may read the system journal, which includes journald's messages about its limits. */
    readsSystem: async (): Promise<boolean> => {
      const { disk, memory } = await folders();
      const looks = await files.look([system(disk), system(memory)]);
      return looks.some((look) => look?.readable === true);
    },
    access: async (): Promise<JournalAccess> => {
      const { disk, memory } = await folders();
      const tree = await files.readTree([{ path: disk, names: null }], { texts: [], below: {} });
      const onDisk = [...(tree.get(disk)?.entries.keys() ?? [])];
      const mine = onDisk.filter((name) =>
        new RegExp(`^user-${String(uid)}[.@].*journal~?$`).test(name),
      );
      const [diskLook, memoryLook, memoryFolder, ...mineLooks] = await files.look([
        system(disk),
        system(memory),
        memory,
        ...mine.map((name) => path.join(disk, name)),
      ]);
      const changedAt = (look: typeof diskLook): number => look?.modifiedAt ?? -1;
      const volatile = changedAt(memoryFolder) > changedAt(diskLook);
      if (mineLooks.some((look) => look?.readable === true) && !volatile) return 'readable';
      const readsDisk = diskLook?.readable === true;
      if (memoryLook?.readable === true || (!volatile && readsDisk)) return 'readable';
      if (volatile) return 'volatile';
      if (mine.length > 0) return 'denied';
      return onDisk.length > 0 ? 'nothing-yet' : 'no-journal';
    },
  };
};

export type JournalFiles = ReturnType<typeof createJournalFiles>;
