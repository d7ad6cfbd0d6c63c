import { allOf } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Settings that a user manager may not carry out. */
export const diagnosisPrivilegesTexts = texts({
  en: {
    /** `code` such as `216/GROUP`. */
    refused: (of: { keys: readonly string[]; code: string }) =>
      `Could not run: a user service can’t use ${allOf(of.keys.map(code))} (${of.code}).`,
    short: (key: string) => `${key} not allowed`,
  },
});
