import { number, plural } from './counting.ts';
import { texts } from './texts.ts';

/** What features share: buttons of dialogs, and the controls’ own words. */
export const uiTexts = texts({
  en: {
    cancel: 'Cancel',
    copy: 'Copy',
    copyCommand: 'Copy command',
    copied: 'Copied',
    notCopied: 'Not copied',
    moreLines: (count: number) =>
      plural(count, { one: '1 more line', other: `${number(count)} more lines` }),
    fold: 'Show less',
  },
});
