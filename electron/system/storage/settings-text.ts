/** One value of settings.ini, without touching any other byte. */
import { setAssignment } from '../../core/syntax/edit-file.ts';
import { parseText, type Assignment } from '../../core/syntax/unit-file.ts';
import { decodeUtf8 } from '../../core/text/utf8.ts';

type SettingsSection = 'window' | 'notices' | 'log' | 'history';

/** `;` and `#` start a comment. */
export const withoutComment = (value: string | undefined): string =>
  (value?.split(/[;#]/)[0] ?? '').trim();

/** The last value under this key; '' if there is none. */
export const valueIn = (
  assignments: readonly Assignment[],
  of: SettingsSection,
  wanted: string,
): string =>
  withoutComment(
    assignments.findLast(({ section, key }) => section.trim() === of && key === wanted)?.value,
  );

export const withValue = (
  text: string,
  section: SettingsSection,
  key: string,
  value: string,
): string => decodeUtf8(setAssignment(parseText(text), { section, key, value }).bytes);
