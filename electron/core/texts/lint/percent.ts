import { texts } from '../texts.ts';

/** “%” in commands and variables. */
export const lintPercentTexts = texts({
  en: {
    'percent-format': (letter: string) => ({
      what: `systemd expands “%${letter}” before the program sees it.`,
      why: 'Everywhere in a unit file, “%” and a letter make a specifier. For a percent sign, write %%.',
    }),
    escapeFormat: 'Write the format with %%',
    escapeUnknown: 'Write %% where it isn’t a specifier',
  },
});
