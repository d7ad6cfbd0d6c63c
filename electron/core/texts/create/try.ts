import { allOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Trying a service without making or changing it. */
export const createTryTexts = texts({
  en: {
    try: 'Try…',
    tryHint: 'Runs it once as a transient unit, without saving anything',
    needsInstance: 'A template can’t run. Try one of its instances.',
    underWay: 'Another try',
    title: (unit: string) => `Try ${unit}`,
    about:
      'Runs it once with exactly these settings, under a name of its own. Nothing is saved, nothing is enabled, and the real service isn’t touched. What the program itself writes or sends is real.',
    limit: 'Ends after',
    limits: { 10: '10 seconds', 60: '1 minute', 300: '5 minutes', 3600: '1 hour' },
    run: 'Run',
    again: 'Run again',
    stop: 'Stop',
    close: 'Close',
    stopAndClose: 'Stop and close',
    output: 'Output of the try',
    noOutput: 'No output yet.',
    noOutputAtAll: 'It wrote nothing.',
    notLogged:
      'The journal has no line of it, not even systemd’s own. After too many lines, journald drops those of all your services for half a minute. Try again then.',
    omitted: (count: number) =>
      plural(count, {
        one: 'One earlier line isn’t shown.',
        other: `${number(count)} earlier lines aren’t shown.`,
      }),
    inJournal: (unit: string) => `Its output stays in the journal, under ${code(unit)}.`,

    phases: {
      starting: 'Starting',
      running: 'Running',
      stopping: 'Stopping',
    },
    ends: {
      well: 'Ended well: exit code 0',
      wellAs: (ending: string) => `Ended well: ${ending}`,
      person: (ending: string) => `Stopped by you: ${ending}`,
      time: (ending: string) => `Stopped when its time was up: ${ending}`,
      failed: (ending: string) => `Failed: ${ending}`,
      skipped: 'Not run: a condition in the file isn’t met',
      dependency: 'Not run: something it requires didn’t start',
      lost: 'systemd stopped answering, so Hearth doesn’t know how it ended. systemd ends it when its time is up.',
    },
    noProcess: 'no process was left to ask',
    took: (time: string) => `after ${time}`,
    killedRest:
      'Some of its processes outlived it, as KillMode= lets them. Hearth killed them, so that nothing is left.',

    notesTitle: 'Different from the real service',
    notes: {
      restart: (value: string) =>
        `${code(`Restart=${value}`)} isn’t applied: the try ends when the program does.`,
      'left-out': (keys: readonly string[]) =>
        `Not applied: ${allOf(keys.map((key) => code(`${key}=`)))}.`,
      starts: (units: readonly string[]) =>
        `${allOf(units.map(code))} is started as well, as the file wants, and isn’t stopped afterwards.`,
      output: (value: string) =>
        `Its output goes to ${code(`StandardOutput=${value}`)}, so only what goes to the journal shows here.`,
      sockets: (units: readonly string[]) =>
        `${allOf(units.map(code))} passes connections only to the real service.`,
      noConnection:
        'No connection is passed to it: it reads nothing, and what it answers goes to the journal.',
      running: (unit: string) =>
        `${code(unit)} is running. The try runs beside it, and may find its port, lock or bus name taken.`,
    },
  },
});
