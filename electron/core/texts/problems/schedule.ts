import { texts } from '../texts.ts';

/** Schedules, by the code of the problem. */
export const problemsScheduleTexts = texts({
  en: {
    'calendar-refused': (text: string) => ({
      what: `systemd can’t read the time “${text}”.`,
      why: 'A time has days, a date, and a time of day, as in “Mon..Fri 09:00” or “*-*-01 03:30”.',
      next: 'Correct it, or choose another kind of schedule.',
    }),
    'span-refused': (text: string) => ({
      what: `systemd can’t read the time span “${text}”.`,
      why: 'A span is a number and a unit, as in “15min”, “2h” or “1d 12h”.',
      next: 'Correct it, or choose a number and a unit.',
    }),
  },
});
