import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** Home: what needs the person, else how everything is. */
export const unitsHomeTexts = texts({
  en: {
    need: (count: number) =>
      plural(count, {
        one: '1 service needs you',
        other: `${number(count)} services need you`,
      }),
    needing: 'Services that need you',
    more: (count: number) =>
      plural(count, {
        one: '1 more is at the top of the list.',
        other: `${number(count)} more are at the top of the list.`,
      }),
    unsaved: 'Not saved yet',
    allWell: (running: number) => `All well: ${number(running)} running`,
    /** `next` like “nightly, tomorrow at 03:00”. */
    allWellNext: (of: { running: number; next: string }) =>
      `All well: ${number(of.running)} running, next: ${of.next}`,
    next: (of: { name: string; when: string }) => `${of.name}, ${of.when}`,

    restWell: 'Everything else is well',
    now: 'Now',
    running: 'Running',
    runningOf: (of: { running: number; proven: number }) =>
      of.proven === 0
        ? number(of.running)
        : plural(of.proven, {
            one: `${number(of.running)}, one of them with a fresh proof`,
            other: `${number(of.running)}, ${number(of.proven)} of them with a fresh proof`,
          }),
    nextRun: 'Next',
    afterLogout: 'After logout',
    keepRunning: 'they keep running',
    stop: 'they stop',
  },
});
