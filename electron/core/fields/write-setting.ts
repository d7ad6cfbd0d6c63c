/** A changed field as an edit of its unit file, which touches only the lines that it must. */
import {
  addAssignment,
  insertAssignments,
  removeAssignment,
  setValue,
} from '../syntax/edit-file.ts';
import { withSpecifier } from '../syntax/exec-writer.ts';
import type { Assignment, UnitFile } from '../syntax/unit-file.ts';
import { diffLines } from '../text/diff.ts';
import { lastingOf, sharedLines, readSetting, wordsIn } from './read-setting.ts';
import { kinds, type SettingKind } from './setting.ts';
import { formSetting, type FormSetting, type SettingItems, type SettingKey } from './registry.ts';

/** A path after so many characters that mean something else. */
const pathFrom = (start: number, item: string): string =>
  item.slice(0, start) + withSpecifier(item.slice(start));

/** `~` means nothing to systemd, but something to the person. */
const asMeant: Partial<Record<SettingKind, (item: string) => string>> = {
  paths: withSpecifier,
  environmentFiles: (item) => pathFrom(item.startsWith('-') ? 1 : 0, item),
  credentialFiles: (item) => pathFrom(item.indexOf(':') + 1, item),
  output: (item) => (item.startsWith('fd:') ? item : pathFrom(item.indexOf(':') + 1, item)),
};

/** The items as they are written; without those that are empty. */
const writtenItems = ({ kind }: FormSetting, items: readonly string[]): string[] =>
  items
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map(asMeant[kind] ?? ((item) => item));

/** Adds lines before an assignment that nothing of its list precedes. */
const insertBefore = (file: UnitFile, first: Assignment, values: readonly string[]): UnitFile => {
  const { section, key } = first;
  const before = file.assignments[file.assignments.indexOf(first) - 1];
  const added = values.map((value) => ({ key, value }));
  if (before?.section === section) return insertAssignments(file, before, section, added);
  const [top, ...rest] = values;
  if (top === undefined) return file;
  // Nothing precedes it in its section: the lines change places.
  const moved = [...rest, first.value].map((value) => ({ key, value }));
  return setValue(insertAssignments(file, first, section, moved), first, top);
};

const addLines = (
  file: UnitFile,
  setting: FormSetting,
  { before, first }: { before: Assignment | undefined; first: Assignment | undefined },
  values: readonly string[],
): UnitFile => {
  const { section, key } = setting;
  if (before === undefined && first !== undefined) return insertBefore(file, first, values);
  // After all lines of its list, of which an empty one would clear it.
  const neighbour = before ?? sharedLines(file, setting).at(-1) ?? null;
  const added = values.map((value) => ({ key, value }));
  return insertAssignments(file, neighbour, section, added);
};

/** Gives the lines of a list other values, one a line. */
const setLines = (file: UnitFile, setting: FormSetting, wanted: readonly string[]): UnitFile => {
  const lasting = lastingOf(file, setting);
  const places = lasting.map((one) => file.assignments.indexOf(one));
  let changed = file;
  const nth = (at: number): Assignment | undefined => changed.assignments[places[at] ?? -1];
  const hunks = diffLines(
    lasting.map(({ value }) => value),
    wanted,
  );
  // Backwards, so that earlier places stay valid.
  for (const { from, to, otherFrom, otherTo } of hunks.toReversed()) {
    const put = wanted.slice(otherFrom, otherTo);
    const replaced = Math.min(to - from, put.length);
    for (let at = to - 1; at >= from + replaced; at -= 1) {
      const line = nth(at);
      if (line !== undefined) changed = removeAssignment(changed, line);
    }
    const added = put.slice(replaced);
    if (added.length > 0)
      changed = addLines(
        changed,
        setting,
        { before: nth(from + replaced - 1), first: nth(0) },
        added,
      );
    for (let at = from + replaced - 1; at >= from; at -= 1) {
      const line = nth(at);
      if (line !== undefined) changed = setValue(changed, line, put[at - from] ?? '');
    }
  }
  return changed;
};

/** Each line keeps the words it has, as far as they are still wanted; new ones join the last line. */
const setWords = (file: UnitFile, setting: FormSetting, wanted: readonly string[]): UnitFile => {
  const lasting = lastingOf(file, setting);
  const kept = lasting.map(({ value }) => wordsIn(value).map((word) => [word]));
  const places = kept.flatMap((words, line) => words.map((_, word) => ({ line, word })));
  const added: string[] = [];
  for (const { from, to, otherFrom, otherTo } of diffLines(kept.flat(2), wanted)) {
    const put = wanted.slice(otherFrom, otherTo);
    for (const { line, word } of places.slice(from, to)) kept[line]?.splice(word, 1, []);
    const place = places[to > from ? from : from - 1];
    if (place === undefined) added.push(...put);
    else kept[place.line]?.[place.word]?.push(...put);
  }
  if (lasting.length === 0)
    return added.length === 0 ? file : addAssignment(file, { ...setting, value: added.join(' ') });
  kept[0]?.unshift(added);
  let changed = file;
  for (const [line, before] of [...lasting.entries()].reverse()) {
    const assignment = changed.assignments[file.assignments.indexOf(before)];
    const words = kept[line]?.flat() ?? [];
    if (assignment === undefined || words.join(' ') === wordsIn(before.value).join(' ')) continue;
    changed =
      words.length === 0
        ? removeAssignment(changed, assignment)
        : setValue(changed, assignment, words.join(' '));
  }
  return changed;
};

/**
 * Sets a field; no items remove its lines.
 * @throws RangeError for what systemd would not read back, and for a field that the file keeps as text.
 */
export const writeSetting = (
  file: UnitFile,
  key: SettingKey,
  items: readonly string[],
): UnitFile => {
  const setting = formSetting(key);
  const field = readSetting(file, setting);
  if (field.kind === 'fixed') throw new RangeError(field.why);
  const wanted = writtenItems(setting, items);
  const changed =
    kinds[setting.kind] === 'words'
      ? setWords(file, setting, wanted.flatMap(wordsIn))
      : setLines(file, setting, wanted);
  const reread = readSetting(changed, setting);
  if (reread.kind === 'fixed') throw new RangeError(reread.why);
  return changed;
};

/** Sets several fields, in the order of the registry. @throws RangeError as `writeSetting`. */
export const writeSettings = (file: UnitFile, items: SettingItems): UnitFile =>
  (Object.keys(items) as SettingKey[]).reduce(
    (changed, key) => writeSetting(changed, key, items[key] ?? []),
    file,
  );
