import { number } from '../counting.ts';
import { texts } from '../texts.ts';

/** The check as a whole: what it left out, and what systemd-analyze adds. */
export const lintCheckTexts = texts({
  en: {
    'and-more': (limits: { shown: number; found: number }) => ({
      what: 'There are more findings of this kind that aren’t shown.',
      why: `Hearth shows the first ${number(limits.shown)} of a kind and stops looking after about ${number(limits.found)}.`,
    }),
    tooManyPaths: 'This unit names too many paths to look for them on disk.',
    tooManyUnits: 'This unit names too many other units to look for them on disk.',
    tooManyWhy: (max: number) =>
      `Hearth looks for up to ${number(max)}. With more than that, it can’t say which are missing.`,
    verifyExcusedWhy:
      'systemd-analyze verify says so, and may be right only for now: this unit has conditions that aren’t met, or paths that are mounted or made before it starts.',
    verifyWhy: 'Reported by systemd-analyze.',
  },
});
