import { texts } from '../texts.ts';

/** Finding and doing things by typing. */
export const keysPaletteTexts = texts({
  en: {
    title: 'Find or do',
    /** Opens it. */
    open: 'Find or do…',
    field: 'Name, description, command or what to do',
    results: 'Results',
    nothing: (query: string) => `Nothing matches “${query}”.`,
    /** Each with the word that people type first, then the unit. */
    verbs: {
      start: (unit: string) => `Start ${unit}`,
      stop: (unit: string) => `Stop ${unit}`,
      restart: (unit: string) => `Restart ${unit}`,
      log: (unit: string) => `Log of ${unit}`,
      edit: (unit: string) => `Edit ${unit}`,
    },
    commands: {
      home: 'Home',
      newService: 'New service',
      calendar: 'Calendar: what ran and what comes on a schedule',
      journal: 'Logs: the whole journal',
      import: 'Import from cron or autostart',
      environment: 'Environment: the terminal’s variables and PATH, and those of services',
      settings: 'Settings',
      /** `what` as its note says it: “x.service was deleted.” */
      undo: (what: string) => `Undo: ${what}`,
      help: 'Keyboard shortcuts',
      report: 'Report a problem',
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      zoomReset: 'Usual size',
      close: 'Close the window',
      quit: 'Quit Hearth',
    },
  },
});
