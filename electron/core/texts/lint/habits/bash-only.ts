import { texts } from '../../texts.ts';

/** Scripts for bash that dash runs. */
export const lintHabitsBashOnlyTexts = texts({
  en: {
    'bash-only': (found: { piece: string; shell: string }) => ({
      what: `“${found.piece}” works only in bash, and this script runs in dash.`,
      why: `${found.shell} is dash here, as on Debian and Ubuntu. Run the script with /bin/bash.`,
    }),
  },
});
