import { number, plural } from './counting.ts';
import { texts } from './texts.ts';

/** The last runs of a service. */
export const runsTexts = texts({
  en: {
    title: 'Recent runs',
    reading: 'Reading the recent runs',
    /** Of the strip, for screen readers. */
    strip: (count: number) =>
      plural(count, { one: '1 run', other: `${number(count)} runs, the newest last` }),
    summary: (of: { ended: number; failed: number }) =>
      of.failed === 0
        ? plural(of.ended, {
            one: '1 run, no failure',
            other: `${number(of.ended)} runs, no failures`,
          })
        : plural(of.ended, {
            one: 'The only run failed',
            other: `${number(of.failed)} of ${number(of.ended)} runs failed`,
          }),
    /** `age` like “3 days ago”. */
    lastWorked: (age: string) => `last worked ${age}`,
    neverWorked: 'none of these runs worked',

    lengths: (found: { average: string; longest: string }) =>
      `${found.average} on average, ${found.longest} at most`,

    startUnknown: 'start no longer in the journal',
    /** `age` like “3 days ago”. */
    oldest: (age: string) => `the first of these ${age}`,

    outcomes: {
      running: 'Running',
      success: 'Succeeded',
      failed: 'Failed',
      stopped: 'Stopped',
      skipped: 'Not started',
      unknown: 'Ending not recorded',
    },
    /** By the result of a start job that came to nothing: systemctl(1). */
    refusals: {
      dependency: 'a unit that it needs failed to start',
      assert: 'an assertion isn’t met',
      'start-limit-hit': 'it started too often in a short time, so systemd gave up',
      unsupported: 'systemd here can’t start this type of unit',
      collected: 'systemd dropped the start as unnecessary',
      timeout: 'the start took too long',
    },
    failedWith: (ending: string) => `Failed: ${ending}`,
    notStarted: (why: string) => `Not started: ${why}`,
    ranFor: (length: string) => `ran for ${length}`,
    runningFor: (length: string) => `for ${length}`,
    cpu: (time: string) => `CPU time ${time}`,

    starters: {
      you: 'started by you',
      restart: 'restarted by systemd',
      login: 'started at login',
      boot: 'started at boot',
    },
    triggeredBy: (unit: string) => `triggered by ${unit}`,
    triggered: 'triggered by another unit',
    /** All that is known about one run, for screen readers. */
    about: (parts: readonly string[]) => parts.join(', '),

    columns: { started: 'Started', length: 'Length', result: 'Result', starter: 'Started by' },
    notKnown: 'not known',

    none: 'It hasn’t run yet.',
    noneInJournal: 'The journal has no record of a run.',
    rotated: 'Older runs are no longer in the journal.',
    unreadable: 'You can’t read the journal here, so earlier runs aren’t shown.',
    noJournal: 'There is no journal here, so earlier runs aren’t shown.',
  },
});
