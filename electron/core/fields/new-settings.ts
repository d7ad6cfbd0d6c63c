/** The settings of the form of a new service: as typed, and as lines of its unit file. */
import { parseText } from '../syntax/unit-file.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { settingFaults } from './setting-faults.ts';
import { settingKeys, type SettingItems, type SettingKey } from './registry.ts';
import { writeSettings } from './write-setting.ts';

const errorsOf = (items: SettingItems, key: SettingKey): string[] =>
  settingFaults(key, items[key] ?? [])
    .filter(({ level }) => level === 'error')
    .map(({ text }) => text);

/** Those that can be written; the others keep the form from being sent. */
const writable = (items: SettingItems): SettingItems =>
  Object.fromEntries(
    settingKeys.flatMap((key) => {
      const wanted = items[key] ?? [];
      const isWritten = wanted.length > 0 && errorsOf(items, key).length === 0;
      return isWritten ? [[key, wanted]] : [];
    }),
  );

/** What a new service is enabled with, unless it needs something else. */
const usualEnabling = ['default.target'];

/** As the fields of the form have them. */
export const newItems = (items: SettingItems): SettingItems => ({
  WantedBy: usualEnabling,
  ...items,
});

/** Changed, without those that aren't set or are as usual. */
export const changedItems = (items: SettingItems, change: SettingItems): SettingItems =>
  Object.fromEntries(
    Object.entries({ ...items, ...change }).filter(
      ([key, values]) =>
        values.some((value) => value.trim() !== '') &&
        !(key === 'WantedBy' && values.join(' ') === usualEnabling.join(' ')),
    ),
  );

/** What keeps the form from being sent. */
export const newSettingFindings = (
  items: SettingItems,
): { field: 'settings'; level: 'error'; text: string }[] =>
  settingKeys.flatMap((key) =>
    errorsOf(items, key).map((text) => ({
      field: 'settings' as const,
      level: 'error' as const,
      text: `${key}=: ${text}`,
    })),
  );

/** The text of a new unit file with these settings, too. */
export const withSettings = (text: string, items: SettingItems): string => {
  const { WantedBy, ...others } = writable(items);
  const isEnabled = WantedBy !== undefined && text.includes('\n[Install]\n');
  const needed: SettingItems = { ...others, ...(isEnabled ? { WantedBy } : {}) };
  if (Object.keys(needed).length === 0) return text;
  // Sections come in the order that people expect.
  const whole = text.startsWith('[Unit]') ? text : `[Unit]\n\n${text}`;
  const written = decodeUtf8(writeSettings(parseText(whole), needed).bytes);
  return written.replace(/^\[Unit\]\n\n(?=\[)/, '');
};
