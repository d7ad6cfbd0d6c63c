import { texts } from '../texts.ts';

/** The page of a unit: its sections and what concerns them all. */
export const unitsPageTexts = texts({
  en: {
    sections: 'Sections',
    titles: {
      status: 'Status',
      proof: 'Proof',
      logs: 'Logs',
      file: 'File',
      commands: 'Commands',
    },
    notSaved: 'not saved',
    loading: (unit: string) => `Loading ${unit}`,
    openingEditor: 'Opening the editor',
    state: 'State',
    changedOnDisk:
      'The unit file changed on disk, but systemd still uses the old version. Reload the manager, then restart the service.',
    reloadManager: 'Reload manager',
    /** `reason` is systemd’s own. */
    notLoaded: (reason: string) => `systemd couldn’t load this unit: ${reason}`,
  },
});
