/** Gives a timer’s file another schedule, and touches only the lines that must change. */
import {
  insertAssignments,
  removeAssignment,
  setAssignment,
  setValue,
} from '../syntax/edit-file.ts';
import type { UnitFile } from '../syntax/unit-file.ts';
import { diffLines } from '../text/diff.ts';
import { partFaults } from './faults/part-faults.ts';
import { isTime, liveTriggers, readSchedule } from './read-timer.ts';
import {
  triggerKeys,
  type Schedule,
  type Trigger,
  type TriggerKey,
  type When,
} from './schedule.ts';
import { optionKeys, optionNames, optionText, triggersOf } from './timer-settings.ts';

const section = 'Timer';

const lineOf = ({ key, value }: Trigger): string => `${key}=${value}`;

/** Each of them starts the job, so that their order doesn’t matter. */
const isSame = (one: readonly Trigger[], other: readonly Trigger[]): boolean =>
  one.map(lineOf).sort().join('\n') === other.map(lineOf).sort().join('\n');

/** What a file can say of it: an empty time would clear those before it. */
const writtenTriggers = (when: When): Trigger[] =>
  triggersOf(when)
    .map(({ key, value }) => ({ key, value: value.trim() }))
    .filter(({ value }) => value !== '');

/** A number or a day is missing: its settings would say something else, or nothing that systemd can read. */
const isUnfinished = (when: When): boolean =>
  when.kind !== 'by-hand' && partFaults(when).some(({ severity }) => severity === 'error');

const replaced = (file: UnitFile, index: number, { value }: Trigger): UnitFile => {
  const own = file.assignments[index];
  return own === undefined ? file : setValue(file, own, value);
};

const removed = (file: UnitFile, index: number): UnitFile => {
  const own = file.assignments[index];
  return own === undefined ? file : removeAssignment(file, own);
};

/** In the order of the lines that have their keys now, so that these can stay. */
const orderedAs = (now: readonly Trigger[], wanted: readonly Trigger[]): Trigger[] => {
  const keys = now.map(({ key }) => key);
  const placeOf = ({ key }: Trigger): number =>
    keys.includes(key) ? keys.indexOf(key) : keys.length;
  return wanted.toSorted((one, other) => placeOf(one) - placeOf(other));
};

const setTimes = (file: UnitFile, wanted: readonly Trigger[]): UnitFile => {
  const live = liveTriggers(file.assignments).filter(isTime);
  const places = new Map(file.assignments.map((one, index) => [one, index]));
  const indexes = live.map((one) => places.get(one) ?? -1);
  let changed = file;
  // From the end, so that the indexes before stay valid.
  for (const hunk of diffLines(live.map(lineOf), wanted.map(lineOf)).reverse()) {
    const old = indexes.slice(hunk.from, hunk.to);
    const put = wanted.slice(hunk.otherFrom, hunk.otherTo);
    // A line for another of its key keeps its place and its looks.
    const differs = put.findIndex(({ key }, offset) => live[hunk.from + offset]?.key !== key);
    const paired = Math.min(old.length, differs < 0 ? put.length : differs);
    const before = changed.assignments[indexes[hunk.to - 1] ?? -1] ?? null;
    if (put.length > paired)
      changed = insertAssignments(changed, before, section, put.slice(paired));
    for (const index of old.slice(paired).reverse()) changed = removed(changed, index);
    for (const [offset, trigger] of [...put.slice(0, paired).entries()].reverse())
      changed = replaced(changed, old[offset] ?? -1, trigger);
  }
  return changed;
};

const withoutKey = (file: UnitFile, key: string): UnitFile => {
  const own = file.assignments.filter((one) => one.section === section && one.key === key);
  return own.reduceRight((rest, one) => removed(rest, file.assignments.indexOf(one)), file);
};

const answerKeys = triggerKeys.filter((key) => !isTime({ key }));

const answerIn = (triggers: readonly Trigger[], wanted: TriggerKey): string | null =>
  triggers.findLast(({ key }) => key === wanted)?.value ?? null;

/**
 * The file with this schedule; where it means the same already, its lines stay as they are.
 * @param file of the timer itself, not one of its drop-ins.
 * @throws RangeError for what systemd would not read back.
 */
export const setSchedule = (file: UnitFile, wanted: Schedule): UnitFile => {
  const now = readSchedule(file.assignments);
  const live = liveTriggers(file.assignments);
  const triggers = writtenTriggers(wanted.when);
  const stays = isUnfinished(wanted.when) || isSame(triggersOf(now.when), triggers);
  const ordered = wanted.when.kind === 'by-hand' ? triggers : orderedAs(live, triggers);
  let changed = stays ? file : setTimes(file, ordered.filter(isTime));
  const answers = stays
    ? []
    : answerKeys
        .map((key) => ({ key, value: answerIn(triggers, key) }))
        .filter(({ key, value }) => value !== answerIn(live, key));
  const options = optionNames
    .map((name) => ({ name, value: optionText(wanted, name)?.trim() ?? null }))
    .filter(({ name, value }) => value !== optionText(now, name))
    .map(({ name, value }) => ({ key: optionKeys[name], value }));
  const differing = [...answers, ...options];
  // New lines look like their neighbours, so old ones are removed last.
  for (const { key, value } of differing)
    if (value !== null) changed = setAssignment(changed, { section, key, value });
  for (const { key, value } of differing) if (value === null) changed = withoutKey(changed, key);
  return changed;
};
