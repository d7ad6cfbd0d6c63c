import { texts } from '../texts.ts';

/** The list of a unit’s files. */
export const filesListTexts = texts({
  en: {
    /** What a drop-in does to the settings `keys`. */
    dropIn: {
      set: (keys: string) => `sets ${keys}`,
      replace: (keys: string) => `replaces ${keys}`,
      reset: (keys: string) => `resets ${keys}`,
      nothing: 'changes nothing',
    },
  },
});
