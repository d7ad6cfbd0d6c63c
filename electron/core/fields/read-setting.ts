/** A setting of a unit file as a field, without loss: what a field can't show is shown as it is written. */
import { isClearedByEmpty, sharedListOf } from '../directives/resets.ts';
import type { Assignment, UnitFile } from '../syntax/unit-file.ts';
import type { EditField } from './edit-field.ts';
import { fieldsFaultsTexts } from '../texts/fields/faults.ts';
import { kinds } from './setting.ts';
import type { FormSetting, SettingKey } from './registry.ts';

interface Key {
  section: string;
  key: string;
}

/** The lines of a key, and of those that share its list. */
export const sharedLines = (
  { assignments }: Pick<UnitFile, 'assignments'>,
  { section, key }: Key,
): Assignment[] => {
  const list = sharedListOf(key);
  return assignments.filter(
    (one) =>
      one.section === section &&
      (one.key === key || (list !== null && sharedListOf(one.key) === list)),
  );
};

/** The lines in effect: an empty one clears those before it, or is ignored. */
export const lastingOf = (file: Pick<UnitFile, 'assignments'>, setting: Key): Assignment[] => {
  const list = sharedLines(file, setting);
  const isCleared = isClearedByEmpty(setting, () => true);
  const cleared = isCleared ? list.findLastIndex(({ value }) => value === '') : -1;
  return list.slice(cleared + 1).filter(({ key, value }) => key === setting.key && value !== '');
};

/** Where systemd before 230 had a setting, and still reads it: the last line of all counts. */
const olderKeys: Partial<Record<SettingKey, readonly Key[]>> = {
  StartLimitBurst: [{ section: 'Service', key: 'StartLimitBurst' }],
  StartLimitIntervalSec: [
    { section: 'Unit', key: 'StartLimitInterval' },
    { section: 'Service', key: 'StartLimitInterval' },
  ],
};

export const wordsIn = (value: string): string[] =>
  value.split(/[ \t\n\r]+/).filter((word) => word !== '');

export const readSetting = (file: UnitFile, setting: FormSetting): EditField<readonly string[]> => {
  const lasting = lastingOf(file, setting);
  const values = lasting.map(({ value }) => value);
  const older = (olderKeys[setting.key] ?? []).flatMap((key) => lastingOf(file, key));
  const fixed = (why: string): EditField<readonly string[]> => ({
    kind: 'fixed',
    text: [...lasting, ...older].map(({ key, value }) => `${key}=${value}`).join('\n'),
    why,
  });
  if (older.length > 0) return fixed(fieldsFaultsTexts.fixed.older);
  switch (kinds[setting.kind]) {
    case 'one':
      return values.length > 1
        ? fixed(fieldsFaultsTexts.fixed.several)
        : { kind: 'editable', value: values };
    case 'items':
      return { kind: 'editable', value: values };
    case 'words':
      return values.some((value) => /["']/.test(value))
        ? fixed(fieldsFaultsTexts.fixed.quoted)
        : { kind: 'editable', value: values.flatMap(wordsIn) };
  }
};
