import { allOf, anyOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** What a line of a crontab means, and why one can’t become a timer. */
export const scheduleCronTexts = texts({
  en: {
    fields: {
      minute: 'minute',
      hour: 'hour',
      day: 'day of the month',
      month: 'month',
      weekday: 'day of the week',
    },
    faults: {
      unreadable: (found: { field: string; text: string }) =>
        `cron can’t read the ${found.field} ${code(found.text)}.`,
      outside: (found: { field: string; text: string; min: number; max: number }) =>
        `The ${found.field} ${code(found.text)} isn’t from ${found.min} to ${found.max}.`,
      backwards: (found: { field: string; text: string }) =>
        `The ${found.field} ${code(found.text)} runs backwards: some cron programs refuse the line, others never run it. Write two ranges with a comma.`,
      stepAlone: (found: { field: string; text: string }) =>
        `The ${found.field} ${code(found.text)} has a step without a range, which cron refuses. Write ${code('*/5')} or ${code('5-59/15')}.`,
      stepZero: (found: { field: string; text: string }) =>
        `The ${found.field} ${code(found.text)} has a step of 0, which cron refuses.`,
      fewFields: 'A line needs five fields for the time, and a command after them.',
      sixFields: `The command begins with ${code('*')}, as if there were six fields, and cron refuses the line.`,
      noCommand: 'The line has no command after its time.',
      shorthand: (found: { word: string; known: readonly string[] }) =>
        `cron doesn’t know ${code(found.word)}, only ${anyOf(found.known.map(code))}.`,
      never: 'There is no such date, so cron never runs this line.',
      backslashes: `The command has ${code('\\\\')}, which cron programs read differently: Debian’s passes one backslash, others both. Write the command in a script instead.`,
      control:
        'The line, or a variable that it uses, has a null byte, which no program can receive.',
      relative: (place: string) =>
        `${code('SHELL')} and ${code('HOME')} need absolute paths, and ${code(place)} isn’t one.`,
      zone: (zone: string) => `There is no time zone ${code(zone)}.`,
    },
    notes: {
      reboot:
        'cron runs this once after each boot. A service of your own starts with your user manager: at login, or at boot if your services keep running after logout.',
      mailTo: (address: string) =>
        `cron mails the output to ${code(address)}. Here it goes to the log, and a failure shows a notification.`,
      zone: (zone: string) =>
        `${code('CRON_TZ')} makes these times count in ${zone}. Debian’s cron ignores it.`,
      randomDelay: (minutes: string) =>
        `${code('RANDOM_DELAY')} makes cron wait up to ${minutes} minutes before each run.`,
      lost: ({ names, more }: { names: readonly string[]; more: number }) => {
        const all = allOf([...names.map(code), ...(more > 0 ? [`${number(more)} more`] : [])]);
        return plural(names.length, {
          one: `The variable ${all} is left out: systemd keeps only names of letters, digits and “_”, and no null bytes.`,
          other: `The variables ${all} are left out: systemd keeps only names of letters, digits and “_”, and no null bytes.`,
        });
      },
      carriageReturn:
        'The line ends with a carriage return, which cron passes to the command. It’s left out here.',
      input: `What follows the ${code('%')} becomes the standard input of the command.`,
    },
  },
});
