import { texts } from '../texts.ts';

/** Logs and their exports, by the code of the problem. */
export const problemsLogsTexts = texts({
  en: {
    'log-pattern': ({ pattern, detail }: { pattern: string; detail: string }) => ({
      what: 'That isn’t a valid regular expression.',
      why: `${pattern}: ${detail}`,
      next: 'Correct it, or turn off regular expressions to search for the words as they are.',
    }),
    'log-line-gone': {
      what: 'This line is no longer in the journal.',
      why: 'journald has removed its file to make room.',
      next: 'What you see of it is all there is.',
    },
    'log-too-much': ({ limit }: { limit: string }) => ({
      what: 'That’s too much to copy.',
      why: `The clipboard takes at most ${limit}.`,
      next: 'Export these lines to a file instead.',
    }),
    'export-running': {
      what: 'Another export is running.',
      why: 'Hearth does one export at a time.',
      next: 'Wait until it’s done, or stop it.',
    },
    'export-program-missing': {
      what: 'Journal files can’t be written here.',
      why: 'systemd’s program for it, systemd-journal-remote, isn’t installed.',
      next: 'Install systemd-journal-remote with your package manager (on Arch it’s part of systemd and needs libmicrohttpd), or export as text or JSON.',
    },
  },
});
