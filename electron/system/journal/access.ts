/**
 * Which journal files there are, and which of them this person may read. Only the files tell: journalctl exits 0 with
 * nothing to say for a person who never logged, and for one whose records went elsewhere.
 *
 * Measured with systemd 252: kept on disk, journald gives each person a file of their own, `user-UID.journal`, with an
 * ACL; kept in memory (Storage=volatile, or no /var/log/journal) all records lie in one `system.journal` that only root
 * and the groups systemd-journal and adm read, and /run/log/journal/MACHINE cannot even be listed. That folder may stay
 * behind when journald turns to the disk again: the file on the disk is then the one that changed last.
 */
import path from 'node:path';
import type { JournalAccess } from '../../core/logs/empty-reason.ts';
import type { HostFiles } from '../../host/host-files.ts';

export interface JournalFiles {
  /** The person may read the system's journal, and with it what journald says of its limits. */
  readsSystem(): Promise<boolean>;
  access(): Promise<JournalAccess>;
}

/** @param root where /var and /run are; '/' but in tests. */
export const createJournalFiles = (
  files: Pick<HostFiles, 'read' | 'look' | 'readTree'>,
  uid: number,
  root = '/',
): JournalFiles => {
  let asked: Promise<{ disk: string; memory: string }> | null = null;
  const ask = async (): Promise<{ disk: string; memory: string }> => {
    // Without an id the folders have none in their path either.
    const read = await files.read(path.join(root, 'etc/machine-id')).catch(() => null);
    const id = Buffer.from(read?.bytes ?? [])
      .toString('utf8')
      .trim();
    return {
      disk: path.join(root, 'var/log/journal', id),
      memory: path.join(root, 'run/log/journal', id),
    };
  };
  /** The id of a machine stays. */
  const folders = () => (asked ??= ask());
  const system = (folder: string): string => path.join(folder, 'system.journal');
  return {
    readsSystem: async () => {
      const { disk, memory } = await folders();
      const looks = await files.look([system(disk), system(memory)]);
      return looks.some((look) => look?.readable === true);
    },
    access: async () => {
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
