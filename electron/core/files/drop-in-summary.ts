/** What a drop-in changes, in words. systemd.unit(5): drop-ins are read behind the fragment, an empty value resets a list. */
import type { Assignment } from '../syntax/unit-file.ts';

type Said = Pick<Assignment, 'section' | 'key' | 'value'>;

export interface DropInChange {
  /** `replace`: takes back what was set before, and sets it anew; `reset`: only takes back. */
  what: 'set' | 'replace' | 'reset';
  section: string;
  key: string;
}

/** In the order in which the keys are first named. */
export const dropInChanges = (assignments: readonly Said[]): DropInChange[] => {
  const values = new Map<string, { section: string; key: string; values: string[] }>();
  for (const { section, key, value } of assignments) {
    // systemd leaves these out: systemd.unit(5).
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

const verbs = { set: 'sets', replace: 'replaces', reset: 'takes back' } as const;

/** `sets Environment=, Restart=; replaces ExecStart=`. */
export const dropInWords = (assignments: readonly Said[]): string => {
  const changes = dropInChanges(assignments);
  const told = (['set', 'replace', 'reset'] as const).flatMap((what) => {
    const keys = changes.filter((change) => change.what === what).map(({ key }) => `${key}=`);
    return keys.length === 0 ? [] : [`${verbs[what]} ${keys.join(', ')}`];
  });
  return told.length === 0 ? 'changes nothing' : told.join('; ');
};
