import { number, plural } from '../counting.ts';
import { texts } from '../texts.ts';

/** The difference between two texts. */
export const filesDiffTexts = texts({
  en: {
    none: 'No differences.',
    /** Before a line, for screen readers. */
    signs: { same: '', gone: 'Removed: ', come: 'Added: ' },
    moreDiffer: (count: number) =>
      plural(count, { one: '1 more line differs.', other: `${number(count)} more lines differ.` }),
    noNewline: 'no newline',
  },
});
