import { texts } from '../../texts.ts';

/** When a timer fires. */
export const lintStartingScheduleTexts = texts({
  en: {
    unreadable: (text: string) => `“${text}” isn’t a calendar time.`,
    cronWhy:
      'It looks like a line of cron, which systemd can’t read, so it ignores the line. Write days, date, and time, as in “Mon *-*-* 03:00”.',
    spanWhy:
      'systemd ignores the line. To fire again and again after such a span, use OnUnitActiveSec=, and OnActiveSec= for the first time.',
    unreadableWhy:
      'systemd ignores the line. Write days, date, and time, as in “Mon..Fri 09:00” or “*-*-01 03:30”. “systemd-analyze calendar” explains any of them.',
    past: {
      what: 'This time is in the past, so the timer never fires.',
      why: 'For a time that comes again, write “*” in place of the year, month, or day.',
    },
    impossible: {
      what: 'There is no such day, so the timer never fires.',
      why: 'The date doesn’t exist, or never falls on this day of the week.',
    },
    'never-starts': (key: string) => ({
      what: `${key}= alone doesn’t start anything for the first time.`,
      why: 'It counts from when the unit was last active, so until something else has started the unit, the timer waits forever. OnActiveSec= counts from the start of the timer.',
    }),
    accuracy: {
      what: 'This timer fires up to a minute late.',
      why: 'AccuracySec= is one minute unless it is set, and systemd picks any time within it.',
    },
  },
});
