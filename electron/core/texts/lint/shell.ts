import { texts } from '../texts.ts';

/** Shell syntax that no shell reads. */
export const lintShellTexts = texts({
  en: {
    'shell-syntax': (found: { word: string; besideScript: boolean; isRedirection: boolean }) => ({
      what: `The program receives “${found.word}” as an argument.`,
      why: `${
        found.besideScript
          ? 'The shell in this command reads only the word after “-c”.'
          : 'systemd doesn’t run commands in a shell.'
      } ${
        found.isRedirection
          ? 'To redirect input or output, use settings such as StandardOutput=append:/path.'
          : 'To use shell syntax, run the whole command with /bin/sh -c.'
      }`,
    }),
    glob: (word: string) => ({
      what: `“*” isn’t expanded: the program receives “${word}” literally.`,
      why: 'Only a shell replaces “*” with file names, and systemd doesn’t run commands in a shell.',
    }),
    'tilde-argument': (word: string) => ({
      what: `“~” isn’t expanded: the program receives “${word}” literally.`,
      why: 'Only a shell expands “~”, and no shell reads this word. Your home folder is %h.',
    }),
  },
});
