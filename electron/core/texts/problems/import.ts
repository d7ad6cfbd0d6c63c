import { texts } from '../texts.ts';

/** Imports, by the code of the problem. */
export const problemsImportTexts = texts({
  en: {
    'crontab-changed': {
      what: 'Your crontab was changed in the meantime.',
      why: 'Its lines aren’t those that Hearth has read, so it was left alone.',
      next: 'Read it again, and choose the lines again.',
    },
    'autostart-changed': {
      what: 'Your autostart entries were changed in the meantime.',
      why: 'They aren’t those that Hearth has read, so they were left alone.',
      next: 'Read them again, and choose the entries again.',
    },
    'crontab-unreadable': {
      what: 'Your crontab can’t be read.',
      why: 'The program crontab refused to list it.',
      next: 'Read its output below. /etc/cron.allow and /etc/cron.deny say who may use cron.',
    },
  },
});
