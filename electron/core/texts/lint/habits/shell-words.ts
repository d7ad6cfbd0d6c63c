import { texts } from '../../texts.ts';

/** Shell syntax inside the words of a command. */
export const lintHabitsShellWordsTexts = texts({
  en: {
    braces: (word: string) => ({
      what: `Braces aren’t expanded: the program receives “${word}” literally.`,
      why: 'Only a shell makes several words of {a,b}, and systemd doesn’t run commands in a shell. Write out each word.',
    }),
    gluedSemicolon: (word: string) => ({
      what: `This “;” is part of “${word}”, and ends no command.`,
      why: 'Between two commands, “;” must be a word of its own, with spaces around it.',
    }),
    gluedOperator: (word: string) => ({
      what: `The program receives “${word}” as an argument.`,
      why: 'systemd doesn’t run commands in a shell. To use shell syntax, run the whole command with /bin/sh -c.',
    }),
    separate: 'Put a space before it',
    removeSemicolon: 'Remove the “;”',
    'script-without-quotes': (script: string) => ({
      what: `The shell runs only “${script}”, without the words after it.`,
      why: 'The script is the one word after “-c”. What follows becomes $0, $1, and so on. Put quotes around the whole script.',
    }),
    quoteScript: 'Put quotes around the script',
    pattern: (word: string) => ({
      what: `This pattern isn’t expanded: the program receives “${word}” literally.`,
      why: 'Only a shell replaces patterns with file names, and systemd doesn’t run commands in a shell.',
    }),
  },
});
