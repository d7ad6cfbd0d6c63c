/** What a drop-in changes. systemd.unit(5): drop-ins are read after the fragment. */
import { isClearedByEmpty, sharedListOf, type SharedList } from '../directives/resets.ts';
import type { IsSince } from '../directives/systemd-version.ts';
import { filesListTexts } from '../texts/files/list.ts';
import type { Assignment } from '../syntax/unit-file.ts';

type Setting = Pick<Assignment, 'section' | 'key' | 'value'>;

/** `replace`: resets what was set before, then sets it; `keep`: an empty value that resets nothing. */
type What = 'set' | 'replace' | 'reset' | 'keep';

interface Change {
  /** A key, or all keys of a list. */
  of: { key: string } | { list: SharedList };
  reset: boolean;
  set: boolean;
}

/** In the order in which keys and lists are first named. */
const changesOf = (assignments: readonly Setting[], isSince: IsSince): Change[] => {
  const changes = new Map<string, Change>();
  const changeOf = (name: string, of: Change['of']): Change => {
    const change = changes.get(name) ?? { of, reset: false, set: false };
    changes.set(name, change);
    return change;
  };
  for (const assignment of assignments) {
    const { section, key, value } = assignment;
    // systemd ignores these: systemd.unit(5).
    if (section.startsWith('X-')) continue;
    const change = changeOf(`${section}\n${key}`, { key });
    // An empty Delegate= delegates, too: systemd.resource-control(5).
    if (value !== '' || key === 'Delegate') {
      change.set = true;
      continue;
    }
    const list = sharedListOf(key);
    if (list !== null) {
      changeOf(`${section} ${list}`, { list }).reset = true;
      for (const [name, { of }] of changes) {
        if ('key' in of && sharedListOf(of.key) === list) changes.delete(name);
      }
    } else if (isClearedByEmpty(assignment, isSince)) {
      change.reset = true;
      change.set = false;
    }
  }
  return [...changes.values()];
};

const whatOf = ({ reset, set }: Change): What => {
  if (reset) return set ? 'replace' : 'reset';
  return set ? 'set' : 'keep';
};

/** `sets Environment=, Restart=; replaces ExecStart=`. */
export const dropInWords = (assignments: readonly Setting[], isSince: IsSince): string => {
  const changes = changesOf(assignments, isSince);
  const parts = (['set', 'replace', 'reset', 'keep'] as const).flatMap((what) => {
    const names = changes
      .filter((change) => whatOf(change) === what)
      .map(({ of }) => ('key' in of ? `${of.key}=` : filesListTexts.lists[of.list]));
    return names.length === 0 ? [] : [filesListTexts.dropIn[what](names.join(', '))];
  });
  return parts.length === 0 ? filesListTexts.dropIn.nothing : parts.join('; ');
};
