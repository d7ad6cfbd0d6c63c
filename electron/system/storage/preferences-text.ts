/**
 * Preferences in settings.ini: `theme=dark` and `shortcut=Ctrl+Alt+H` of `[window]`; `lines=10000` of `[log]`;
 * `versions=50` and `megabytes=64` of `[history]`.
 */
import {
  amountNames,
  amountOf,
  isShortcut,
  themeOf,
  usualPreferences,
  type Amount,
  type Preferences,
} from '../../core/app/preferences.ts';
import { parseText } from '../../core/syntax/unit-file.ts';
import { valueIn, withValue } from './settings-text.ts';

const places = {
  theme: { section: 'window', key: 'theme' },
  shortcut: { section: 'window', key: 'shortcut' },
  logLines: { section: 'log', key: 'lines' },
  versions: { section: 'history', key: 'versions' },
  megabytes: { section: 'history', key: 'megabytes' },
} as const;

/** The usual where the text doesn’t say, or says something else. */
export const preferencesIn = (text: string): Preferences => {
  const { assignments } = parseText(text);
  const value = (name: keyof Preferences): string => {
    const { section, key } = places[name];
    return valueIn(assignments, section, key);
  };
  const amount = (name: Amount): number => amountOf(name, value(name)) ?? usualPreferences[name];
  const shortcut = value('shortcut');
  return {
    theme: themeOf(value('theme')) ?? usualPreferences.theme,
    shortcut: isShortcut(shortcut) ? shortcut : usualPreferences.shortcut,
    logLines: amount('logLines'),
    versions: amount('versions'),
    megabytes: amount('megabytes'),
  };
};

/** Writes only what differs from the text. */
export const withPreferences = (text: string, wanted: Partial<Preferences>): string => {
  const now = preferencesIn(text);
  return (['theme', 'shortcut', ...amountNames] as const).reduce((before, name) => {
    const value = wanted[name];
    const { section, key } = places[name];
    return value === undefined || value === now[name]
      ? before
      : withValue(before, section, key, String(value));
  }, text);
};
