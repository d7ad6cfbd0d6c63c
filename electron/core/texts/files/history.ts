import { texts } from '../texts.ts';

/** Older versions of a unit’s files, and deleted services. */
export const filesHistoryTexts = texts({
  en: {
    loading: 'Loading the history',
    empty:
      'No older versions yet. Hearth keeps one each time it saves, restores or removes a file of this unit.',
    versions: 'Versions',
    entry: (of: { name: string; reason: string }) => `${of.name}, ${of.reason}`,
    /** Why Hearth kept the version. */
    reasons: {
      saved: 'before a new version was saved',
      restored: 'before another version was restored',
      'drop-in-removed': 'when the drop-in was removed',
      deleted: 'when the service was deleted',
      undone: 'when the change was undone',
    },
    compared: 'Compared with the current file',
    wouldChange: 'What restoring it would change',
    difference: 'Difference',
    restoreVersion: 'Restore this version',
    restored: 'Restored. The version it replaced is kept here, too.',
    changedMeanwhile: 'The file changed on disk in the meantime. Check the difference again.',

    deletedTitle: 'Deleted services',
    nothingDeleted: 'Nothing here yet. Services you delete are kept here so you can restore them.',
    deletedAt: (when: string) => `deleted ${when}`,
    restore: 'Restore',
    restoreUnit: (unit: string) => `Restore ${unit}`,
    restoreExplained:
      'Restoring brings back the file and its drop-ins, but doesn’t enable or start the service.',
  },
});
