import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The page that makes a report about a problem. */
export const reportPageTexts = texts({
  en: {
    title: 'Report a problem',
    /** Opens the page. */
    open: 'Report a problem…',
    intro:
      'Hearth puts what helps to find a cause into one archive: versions, the service’s files and status, its last log lines, and Hearth’s own log. Nothing is sent: you save the archive, and attach it to your report yourself.',
    masked:
      'Values of environment variables are left out, and what looks like a password, token or key is replaced. Hearth can’t recognize every secret, so read the files first, and leave out what you don’t want to share. If a source of secrets couldn’t be read, about.txt says so at the top.',
    about: 'About',
    hearthItself: 'Hearth itself',
    making: 'Making the report…',
    files: 'Files in the archive',
    include: (name: string) => `Include ${name}`,
    /** Beside the name of a file. */
    lines: (count: number) => plural(count, { one: '1 line', other: `${number(count)} lines` }),
    empty: 'Empty',
    save: 'Save the archive…',
    nothingLeft: 'Every file is left out.',
    saved: (file: string) => `Saved as ${file}`,
    show: 'Show in folder',
    again: 'Make it again',
    dialogTitle: 'Save the report',
    fileType: 'Archive',
  },
});
