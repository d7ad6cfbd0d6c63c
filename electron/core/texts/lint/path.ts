import { texts } from '../texts.ts';

const quotedOutcomes = {
  refused: 'So the path doesn’t start with “/”, and systemd refuses the unit.',
  ignored: 'So the path doesn’t start with “/”, and systemd ignores the line.',
  used: 'So systemd looks for a file with quotes in its name.',
};

/** Paths in settings. */
export const lintPathTexts = texts({
  en: {
    'shell-path': (start: string) => ({
      what: `systemd doesn’t expand “${start}” in a path.`,
      why: 'Only a shell does, and no shell reads this file. Your home folder is %h.',
    }),
    'relative-path': (found: { key: string; path: string; isRefused: boolean }) => ({
      what: `${found.key}= needs an absolute path, not “${found.path}”.`,
      why: found.isRefused
        ? 'Start it with “/”, or with %h for your home folder. Otherwise systemd refuses the unit.'
        : 'Start it with “/”, or with %h for your home folder. Otherwise systemd ignores the line.',
    }),
    'quoted-path': (found: { key: string; outcome: keyof typeof quotedOutcomes }) => ({
      what: `${found.key}= takes its path as it is, with the quotes.`,
      why: `${quotedOutcomes[found.outcome]} A path with blanks needs no quotes here.`,
    }),
    withoutQuotes: 'Remove the quotes',
    noFolder: (path: string) => `There is no folder ${path}.`,
    notFolder: (path: string) => `${path} is a file, not a folder.`,
    notEnterable: (path: string) => `You don’t have permission to enter ${path}.`,
    missingFolderWhy:
      'The service would fail right away with 200/CHDIR, and so would its ExecStartPre=. With “-” before the path, it would run in the root folder instead.',
    noFile: (path: string) => `There is no file ${path}.`,
    notFile: (path: string) => `${path} is a folder, not a file.`,
    missingFileWhy: 'The service won’t start without it. “-” before the path makes it optional.',
    missingOutputWhy: (exit: string) =>
      `systemd creates the file, but not its folder, and opens it before anything else, even before ExecStartPre=. The service would fail right away with ${exit}.`,
    missingInputWhy: (exit: string) => `The service would fail right away with ${exit}.`,
    noPath: (path: string) => `There is no ${path}.`,
    missingNeededWhy: (found: { exit: string; mayBeOptional: boolean }) =>
      `The service would fail right away with ${found.exit}${
        found.mayBeOptional
          ? ', before its ExecStartPre=. “-” before the path makes it optional.'
          : '.'
      }`,
    makeOptional: 'Make it optional with “-”',
  },
});
