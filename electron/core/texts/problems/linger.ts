import { texts } from '../texts.ts';

interface Wanted {
  enable: boolean;
}

const what = ({ enable }: Wanted): string =>
  enable ? 'Lingering was not turned on.' : 'Lingering was not turned off.';

/** Why lingering could not be changed, by the code of the problem. */
export const problemsLingerTexts = texts({
  en: {
    'linger-denied': (wanted: Wanted) => ({
      what: what(wanted),
      why: 'The system’s rules don’t allow it, or the prompt was closed.',
      next: 'Ask an administrator, or run this in a terminal if you may use sudo.',
    }),
    'linger-cancelled': (wanted: Wanted) => ({
      what: what(wanted),
      why: 'The password prompt was closed without the right password.',
      next: 'Nothing was changed. Try again, or run this in a terminal.',
    }),
    'linger-no-agent': (wanted: Wanted) => ({
      what: what(wanted),
      why: 'It needs a password, and this session has no polkit agent to ask for it.',
      next: 'Start your desktop’s polkit agent, or run this in a terminal.',
    }),
    'linger-timed-out': (wanted: Wanted) => ({
      what: what(wanted),
      why: 'The password prompt was open for more than 25 seconds, the longest logind waits.',
      next: 'Close the prompt if it’s still open, then try again, or run this in a terminal.',
    }),
    'linger-unanswered': (wanted: Wanted) => ({
      what: what(wanted),
      why: 'The password prompt wasn’t answered within five minutes.',
      next: 'Close the prompt if it’s still open, then try again, or run this in a terminal.',
    }),
    'linger-failed': (wanted: Wanted) => ({
      what: what(wanted),
      why: 'loginctl failed; its output is below.',
      next: 'Run this in a terminal to see more.',
    }),
  },
});
