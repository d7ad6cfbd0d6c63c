import { allOf, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The page of a unit: its sections and what concerns them all. */
export const unitsPageTexts = texts({
  en: {
    sections: 'Sections',
    titles: {
      overview: 'Overview',
      log: 'Log',
      edit: 'Edit',
    },
    notSaved: 'not saved',
    loading: (unit: string) => `Loading ${unit}`,
    openingEditor: 'Opening the editor',
    state: 'State',
    template: 'template',
    changedOnDisk:
      'The unit file changed on disk, but systemd still uses the old version. Reload the manager, then restart the service.',
    reloadManager: 'Reload manager',
    verdict: 'How it is',
    byItself: 'When it runs',
    details: 'Details',
    allDetails: 'All details',
    fewerDetails: 'Fewer',
    runs: 'Runs',
    pid: 'PID',
    file: 'File',

    startsNever: (starters: readonly string[]) =>
      `It is enabled, but nothing starts it: ${allOf(starters.map(code))} ${plural(starters.length, { one: 'doesn’t', other: 'don’t' })} exist in your user manager. ${code('WantedBy=default.target')} starts a service with your session.`,
    halfEnabled: (names: readonly string[]) =>
      `It is only partly enabled: [Install] also names ${allOf(names.map(code))}, but there is no link for that. Switch “Start automatically” off and on to make it.`,
    enabledBesides: (names: readonly string[]) =>
      `A link starts it with ${allOf(names.map(code))}, which [Install] doesn’t name. Switching “Start automatically” off removes it.`,
  },
});
