import { texts } from '../../texts.ts';

/** Characters that look like others. */
export const lintHabitsLookalikeTexts = texts({
  en: {
    'curly-quote': {
      what: 'systemd treats this curly quote like any other character, not as a quotation mark.',
      why: 'Web pages and word processors insert such quotes. Only straight single or double quotes keep words together.',
    },
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
