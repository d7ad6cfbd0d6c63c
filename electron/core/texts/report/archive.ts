import { number } from '../counting.ts';
import { texts } from '../texts.ts';

/** What a report says of itself, at the top of its about.txt. */
export const reportArchiveTexts = texts({
  en: {
    /** @param why sentences of a problem. */
    notMasked: (source: string, why: string) =>
      `Read this report with care: Hearth couldn’t read ${source}, so secrets from there may not be masked. ${why}`,
    /** Sources of secrets, within that sentence; a file is named by its path. */
    manager: 'the user manager’s environment',
    loaded: (unit: string) => `what systemd knows of ${unit}`,
    files: (unit: string) => `the files of ${unit}`,
    tooMany: (most: number) => `More than ${number(most)} files match.`,
  },
});
