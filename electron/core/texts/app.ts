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
    home: 'Home',
    journal: 'Logs',
    journalHint: 'The logs of everything you run',
    listing: 'Listing services',
    /** A switch. */
    keepsRunning: 'Keeps running after logout',
    help: 'Keyboard shortcuts',
    noTray: 'No system tray found, so closing this window quits Hearth.',
    whyNoTray: 'Why?',
    settings: 'Settings',

    openUnit: 'Open',
    emptyTitle: 'You have no services yet',
    emptyText:
      'A service is a program that systemd starts, watches and restarts for you. Describe one: Hearth writes its unit file, checks it and starts it, and shows every command.',
    exampleExplained: 'The example is a five-line script that writes a heartbeat to a file.',
    createFirst: 'Create your first service',
    tryExample: 'Try the example',
  },
});
