import { texts } from '../texts.ts';

/** Checking unsaved text. */
export const filesCheckTexts = texts({
  en: {
    notVerified: 'systemd couldn’t check this text.',
    tooLong: 'This text is too long for the full check.',
    tooLongWhy: 'Only its syntax was checked, and what systemd itself reports.',
  },
});
