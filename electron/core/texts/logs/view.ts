import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The log: its lines, and all fields of one. */
export const logsViewTexts = texts({
  en: {
    /** The context menu of a line. */
    menu: {
      title: 'Actions on this line',
      copyLine: 'Copy line',
      /** null if the lines in between haven’t been counted. */
      copyLines: (count: number | null) =>
        count === null
          ? 'Copy the selected lines'
          : plural(count, { one: 'Copy 1 line', other: `Copy ${number(count)} lines` }),
      copyMessage: 'Copy message',
      copyTime: 'Copy time',
      details: 'Show all fields',
    },
    log: 'Log',
    reading: 'Reading the log',
    noSameInTerminal: 'Not possible: journalctl has no option to leave out systemd’s messages',

    unassigned:
      'Some lines here have no unit in the journal: the program ended before journald could look it up. Hearth found them by the process ID.',
    /** By syslog’s names, see syslog(3). */
    levels: {
      emergency: 'emergency',
      alert: 'alert',
      critical: 'critical',
      error: 'error',
      warning: 'warning',
      notice: 'notice',
      info: 'info',
      debug: 'debug',
    },
    /** When exactly a line was logged. */
    moment: (of: { moment: string; millis: string }) => `${of.moment}, ${of.millis} ms`,
    dropped: (count: number) =>
      plural(count, {
        one: '1 message dropped here: together, your services log faster than journald allows (RateLimitBurst=)',
        other: `${number(count)} messages dropped here: together, your services log faster than journald allows (RateLimitBurst=)`,
      }),
    noMessage: 'no message',
    showAll: (size: string) => `Show all ${size}`,
    notText: 'not text',
    notTextHint: 'Bytes that aren’t UTF-8 are shown as �',

    fieldsOfLine: 'All fields of this line',
    allFields: 'All fields',
    fields: 'Fields',
    copyMessage: 'Copy message as stored',
    copiedAsPrintf: 'Copied as a printf command, as it isn’t text',
    copyFields: 'Copy fields',
    storedNotText: (size: string) =>
      `The stored ${size} aren’t valid UTF-8: � marks what isn’t text.`,
  },
});
