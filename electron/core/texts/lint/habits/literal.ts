import { texts } from '../../texts.ts';

/** What an unknown specifier costs. */
export type SpecifierEffect = 'unit' | 'enabling' | 'line' | 'word';

const effects: Record<SpecifierEffect, string> = {
  unit: 'It refuses the unit.',
  enabling: 'Enabling the unit fails.',
  line: 'It ignores the whole line.',
  word: 'It ignores this word.',
};

/** Variables and dates where systemd expands none. */
export const lintHabitsLiteralTexts = texts({
  en: {
    'unknown-specifier': (found: { specifier: string; effect: SpecifierEffect }) => ({
      what: `systemd doesn’t know the specifier “${found.specifier}”.`,
      why: `${effects[found.effect]} For a percent sign, write %%.`,
    }),
    'literal-variable': (found: { key: string; text: string }) => ({
      what: `${found.key}= contains “${found.text}” literally.`,
      why: 'systemd expands variables only in commands. Elsewhere, use specifiers such as %h for your home folder and %u for your name.',
    }),
    'literal-date': (found: { key: string; text: string }) => ({
      what: `“${found.text}” isn’t a date in ${found.key}=.`,
      why: 'systemd reads each “%” and letter as a specifier, such as %m for the ID of this machine. No setting puts a date into a path.',
    }),
  },
});
