import { allOf } from '../counting.ts';
import { texts } from '../texts.ts';

/** Environment variables, by the code of the problem. */
export const problemsEnvironmentTexts = texts({
  en: {
    'variables-gone': ({ names }: { names: readonly string[] }) => ({
      what: `${allOf(names)} can’t be passed on.`,
      why: 'Your terminal no longer sets it, or your login shell gave no answer.',
      next: 'Reload the page to see what your terminal has now.',
    }),
    'variables-unfit': ({ names, detail }: { names: readonly string[]; detail: string }) => ({
      what: `${allOf(names)} can’t be written there.`,
      why: detail,
      next: 'Pass it on until the next logout instead.',
    }),
  },
});
