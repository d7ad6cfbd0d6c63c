import { texts } from '../texts.ts';

/** The form of an existing service. */
export const filesFormTexts = texts({
  en: {
    /** Why a setting is shown, but changed only in the text. */
    fixed: {
      noCommand: 'It runs no command.',
      severalInLine: 'One line has several commands.',
      otherName: '“@” gives the program a different name.',
      severalCommands: 'It runs several commands in sequence.',
      severalLines: 'A value has several lines.',
      addsUp: 'It is set on several lines, and they add up.',
    },
    notAssignment: (entry: string) => `“${entry}” doesn’t have the form NAME=value.`,
  },
});
