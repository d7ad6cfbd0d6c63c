import { number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** When a timer fires: never, too often, or at other times than it seems. */
export const scheduleFaultsTexts = texts({
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
    'open-step': (meant: string) => ({
      what: 'This step has no end, so the timer may stop when the clocks change.',
      why: `Where clocks go forward or back, systemd gets lost in it: it leaves out a run, or the timer never fires again. “${meant}” means the same and is safe.`,
    }),
    'never-starts': (key: string) => ({
      what: `${key}= alone doesn’t start anything for the first time.`,
      why: 'It counts from when the unit was last active, so until something else has started the unit, the timer waits forever. OnActiveSec= counts from the start of the timer.',
    }),
    late: {
      what: 'This timer fires up to a minute late.',
      why: 'AccuracySec= is one minute unless it is set, and systemd picks any time within it.',
    },
    'too-often': (perMinute: number) => ({
      what:
        perMinute >= 60
          ? 'This timer fires every second.'
          : `This timer fires ${number(perMinute)} times a minute.`,
      why:
        perMinute > 30
          ? 'systemd refuses more than five starts of a service in 10 seconds, unless StartLimitIntervalSec=0 is set, so most of these fail. A service that keeps running, and waits between its rounds, is better.'
          : 'Each time, systemd starts the service again and writes to the log. A service that keeps running, and waits between its rounds, costs less.',
    }),
    'boot-timer': {
      what: 'OnBootSec= counts from when the machine boots, not from your login.',
      why: 'If the user manager starts later than that, the timer fires right away. OnStartupSec= counts from when the user manager starts.',
    },
    'persistent-without-calendar': {
      what: 'Persistent= has no effect here.',
      why: 'It only catches up on missed OnCalendar= times.',
    },
    'no-trigger': {
      what: 'No time is set.',
      why: 'Without one, systemd refuses the timer.',
    },
    'no-days': {
      what: 'No day is chosen.',
      why: 'Choose at least one day of the week.',
    },
    'bad-time-span': (text: string) => ({
      what: `“${text}” isn’t a time span.`,
      why: 'Write a number and a unit, as in “15min”, “2h” or “1d 12h”. A number alone means seconds.',
    }),
    'bad-answer': (found: { key: string; text: string }) => ({
      what: `“${found.text}” isn’t a valid value for ${found.key}=.`,
      why: 'Write yes or no.',
    }),
    'too-long': (characters: number) => ({
      what: `This is too long: ${plural(characters, { one: 'a character', other: `${number(characters)} characters` })}.`,
      why: 'systemd reads at most 241 parts in an expression. Several short ones, a line each, do the same.',
    }),
    unwritable: (why: string) => ({ what: 'A unit file can’t hold this text.', why }),
    'out-of-range': (found: { min: number; max: number }) => ({
      what: `This isn’t a whole number from ${number(found.min)} to ${number(found.max)}.`,
      why: 'systemd would ignore the time.',
    }),
    uneven: {
      minutes: (count: number) => ({
        what: `60 isn’t a multiple of ${number(count)}, so the last interval of each hour is shorter.`,
        why: 'Times by the clock start over each hour. For even intervals, count from the last run.',
      }),
      hours: (count: number) => ({
        what: `24 isn’t a multiple of ${number(count)}, so the last interval of each day is shorter.`,
        why: 'Times by the clock start over each day. For even intervals, count from the last run.',
      }),
      days: () => ({
        what: 'The last interval of each month is shorter.',
        why: 'Dates start over each month: after the 31st comes the 1st again.',
      }),
    },
    'skips-months': (day: number) => ({
      what: `Not every month has day ${number(day)}.`,
      why: 'In those months, it doesn’t run. For the end of each month, choose its last day.',
    }),
    'leap-day': {
      what: 'This day comes only in leap years.',
      why: 'In other years, it doesn’t run.',
    },
    'counts-awake': {
      what: 'This counts only while the computer is awake, and starts over at each login.',
      why: 'Turned off or logged out every day, it may never get there. For long intervals, choose days and a time.',
    },
    'unknown-here': (key: string) => ({
      what: `This version of systemd doesn’t know ${code(`${key}=`)}.`,
      why: 'It ignores the line.',
    }),
  },
});
