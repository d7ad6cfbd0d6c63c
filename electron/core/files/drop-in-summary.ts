/** What a drop-in changes. systemd.unit(5): drop-ins are read after the fragment, an empty value resets a list. */
import { filesListTexts } from '../texts/files/list.ts';
import type { Assignment } from '../syntax/unit-file.ts';

type Setting = Pick<Assignment, 'section' | 'key' | 'value'>;

export interface DropInChange {
  /** `replace`: resets what was set before, then sets it; `reset`: only resets. */
  what: 'set' | 'replace' | 'reset';
  section: string;
  key: string;
}

/** In the order in which the keys are first named. */
export const dropInChanges = (assignments: readonly Setting[]): DropInChange[] => {
  const values = new Map<string, { section: string; key: string; values: string[] }>();
  for (const { section, key, value } of assignments) {
    // systemd ignores these: systemd.unit(5).
    if (section.startsWith('X-')) continue;
    const name = `${section}\n${key}`;
    const known = values.get(name) ?? { section, key, values: [] };
    known.values.push(value);
    values.set(name, known);
  }
  return [...values.values()].map(({ section, key, values: all }) => ({
    what: all.at(-1) === '' ? 'reset' : all.includes('') ? 'replace' : 'set',
    section,
    key,
  }));
};

/** `sets Environment=, Restart=; replaces ExecStart=`. */
export const dropInWords = (assignments: readonly Setting[]): string => {
  const changes = dropInChanges(assignments);
  const parts = (['set', 'replace', 'reset'] as const).flatMap((what) => {
    const keys = changes.filter((change) => change.what === what).map(({ key }) => `${key}=`);
    return keys.length === 0 ? [] : [filesListTexts.dropIn[what](keys.join(', '))];
  });
  return parts.length === 0 ? filesListTexts.dropIn.nothing : parts.join('; ');
};
