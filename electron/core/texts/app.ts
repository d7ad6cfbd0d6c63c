import { texts } from './texts.ts';

/** The window around the pages: sidebar, first page, no connection. */
export const appTexts = texts({
  en: {
    askingSystemd: 'Connecting to systemd',
    cannotWork: 'Hearth can’t work here',
    tryingAgain: 'Trying again…',

    newService: 'New service',
    newServiceKey: 'New service (Ctrl+N)',
    /** From the tray and the panel, where the window opens for it. */
    newServiceInWindow: 'New service…',
    openHearth: 'Open Hearth',
    journal: 'Logs',
    journalHint: 'The logs of everything you run',
    listing: 'Listing services',
    runAfterLogout: 'Services keep running after logout',
    stopAtLogout: 'Services stop at logout',
    noTray: 'No system tray found, so closing this window quits Hearth.',
    whyNoTray: 'Why?',
    settings: 'Settings',

    attentionTitle: 'Needs attention',
    chooseTitle: 'Choose a service',
    chooseText: 'Its state, proof, log, file and commands appear here.',
    searchKeys: 'search',
    openKeys: 'move and open',
    newKeys: 'new service',
    emptyTitle: 'You have no services yet',
    emptyText:
      'A service is a program that systemd starts, watches and restarts for you. Describe one: Hearth writes its unit file, checks it and starts it, and shows every command.',
    exampleExplained: 'The example is a five-line script that writes a heartbeat to a file.',
    createFirst: 'Create your first service',
    tryExample: 'Try the example',
  },
});
