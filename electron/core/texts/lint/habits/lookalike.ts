import { texts } from '../../texts.ts';

/** Characters that look like others. */
export const lintHabitsLookalikeTexts = texts({
  en: {
    'curly-quote': (quote: string) => ({
      what: `To systemd, “${quote}” isn’t a quote but a letter like any other.`,
      why: 'Web pages and word processors put it there. Only the straight quotes " and \' keep words together.',
    }),
    straighten: 'Use straight quotes',
    'dash-for-hyphen': (word: string) => ({
      what: `“${word}” starts with a dash, not with a hyphen.`,
      why: 'Web pages and word processors turn “-” and “--” into dashes, which a program doesn’t read as the start of an option.',
    }),
    'invisible-character': (name: string) => ({
      what: `There is an invisible character here: ${name}.`,
      why: 'systemd doesn’t separate words there, and keeps the character. Such characters come with text that is copied from web pages.',
    }),
    replaceInvisible: 'Replace it with a space',
    removeInvisible: 'Remove it',
    noBreakSpace: 'a no-break space',
    wideSpace: 'a wide space',
    zeroWidth: 'a space without width',
  },
});
