/**
 * Units of one name are one job: a service, and the timer, path or socket that starts it. A rename or a copy takes all of
 * them along, since systemd knows by the name alone what starts what.
 */
import { ownSectionOf, prefixOf } from '../names/unit-name.ts';
import { setAssignment, setValue } from '../syntax/edit-file.ts';
import { readBoolean } from '../syntax/boolean.ts';
import { valuesOf, type Assignment, type UnitFile } from '../syntax/unit-file.ts';
import { factsOfType } from '../units/types.ts';

/** What a rename does besides, and what it doesn’t change; shown before it is done. */
export interface RenamePlan {
  unit: string;
  /** The other units of its job, which a rename or a copy takes along. */
  parts: string[];
  /** Timers, paths and sockets of another name that start it: a rename writes the new name there. */
  follow: string[];
  /** Units of the person's own that name these units, with the key that does. */
  refers: { unit: string; key: string }[];
}

/** A file or a drop-in of the person’s own. */
export interface OwnText {
  unit: string;
  path: string;
  /** It is a link to a file elsewhere, which keeps its text. */
  isLink: boolean;
  file: UnitFile;
}

const isService = (unit: string): boolean => unit.endsWith('.service');
const isAbout = (unit: string) => (text: Pick<OwnText, 'unit'>) => text.unit === unit;
const isDropIn = ({ path }: Pick<OwnText, 'path'>): boolean => path.endsWith('.conf');
/** Has a file of its own, which can be renamed. */
const hasFile = (unit: string, texts: readonly OwnText[]): boolean =>
  texts.some((text) => text.unit === unit && !text.isLink && !isDropIn(text));
const triggerKeyOf = (unit: string): string | null => factsOfType(unit).triggerKey;

const assignmentsOf = (unit: string, texts: readonly OwnText[]): Assignment[] =>
  texts.filter(isAbout(unit)).flatMap(({ file }) => file.assignments);

/** What a timer, path or socket starts because its name says so; null if a setting says what. */
const startedByName = (unit: string, texts: readonly OwnText[]): string | null => {
  const assignments = assignmentsOf(unit, texts);
  const section = ownSectionOf(unit);
  const key = triggerKeyOf(unit);
  if (key === null || valuesOf(assignments, section, key).length > 0) return null;
  const accept = valuesOf(assignments, section, 'Accept').at(-1) ?? '';
  return `${prefixOf(unit)}${readBoolean(accept) === true ? '@' : ''}.service`;
};

const startedBy = (unit: string, texts: readonly OwnText[]): string | null => {
  const key = triggerKeyOf(unit);
  if (key === null) return null;
  const named = valuesOf(assignmentsOf(unit, texts), ownSectionOf(unit), key).at(-1);
  return named ?? startedByName(unit, texts);
};

/** The units of a job that have files of their own, the service first; at least this one. */
export const jobParts = (unit: string, texts: readonly OwnText[]): string[] => {
  const prefix = prefixOf(unit);
  const service = isService(unit) ? unit : startedBy(unit, texts);
  if (service !== `${prefix}.service` && service !== `${prefix}@.service`) return [unit];
  const triggers = ['timer', 'path', 'socket']
    .map((type) => `${prefix}.${type}`)
    .filter((one) => hasFile(one, texts) && startedBy(one, texts) === service);
  const parts = hasFile(service, texts) ? [service, ...triggers] : triggers;
  return parts.includes(unit) ? parts : [unit];
};

/** The new name of a part of the job, when `unit` becomes `to`. */
export const partName = (part: string, { unit, to }: { unit: string; to: string }): string =>
  prefixOf(to) + part.slice(prefixOf(unit).length);

const words = /(\s+)/;

/** Whether a setting may name units, and nothing else. */
const namesUnits = ({ section, key }: Assignment): boolean =>
  (section === 'Unit' && key !== 'Description' && key !== 'Documentation') ||
  section === 'Install' ||
  (section === 'Service' && key === 'Sockets');

const isTriggerKey = (unit: string, { section, key }: Assignment): boolean =>
  section === ownSectionOf(unit) && key === triggerKeyOf(unit);

/** @param names by the old name. */
const renamedIn = (
  { unit, file }: OwnText,
  names: ReadonlyMap<string, string>,
  isWanted: (assignment: Assignment) => boolean,
): UnitFile =>
  file.assignments.reduce((changed, { value }, at) => {
    const assignment = changed.assignments[at];
    if (assignment === undefined) return changed;
    if (!isTriggerKey(unit, assignment) && !isWanted(assignment)) return changed;
    const named = value
      .split(words)
      .map((word) => names.get(word) ?? word)
      .join('');
    return named === value ? changed : setValue(changed, assignment, named);
  }, file);

/**
 * The text of a part under its new name: what names parts has their new names, and what started a service that keeps
 * its name because of its own name says so.
 */
export const partText = (
  text: OwnText,
  names: ReadonlyMap<string, string>,
  texts: readonly OwnText[],
): UnitFile => {
  const file = renamedIn(text, names, namesUnits);
  const started = startedByName(text.unit, texts);
  const key = triggerKeyOf(text.unit);
  // Accept= needs a template of the same name, and takes no other.
  const isLost = started !== null && !names.has(started) && !started.includes('@');
  return isLost && key !== null && !isDropIn(text)
    ? setAssignment(file, { section: ownSectionOf(text.unit), key, value: started })
    : file;
};

/** The text of another unit, if it starts what is renamed; else as it is. */
export const followingText = (text: OwnText, names: ReadonlyMap<string, string>): UnitFile =>
  text.isLink ? text.file : renamedIn(text, names, () => false);

export const renamePlan = (unit: string, texts: readonly OwnText[]): RenamePlan => {
  const parts = jobParts(unit, texts);
  const names = new Map(parts.map((part) => [part, `renamed-${part}`]));
  const after = texts.map((text) => ({
    ...text,
    was: text.file,
    file: parts.includes(text.unit) ? partText(text, names, texts) : followingText(text, names),
  }));
  const refers = after.flatMap((text) =>
    text.file.assignments.flatMap(({ key, value }) =>
      key !== 'Description' && value.split(words).some((word) => names.has(word))
        ? [`${text.unit} ${key}`]
        : [],
    ),
  );
  const follow = after
    .filter((text) => !parts.includes(text.unit) && text.file !== text.was)
    .map((text) => text.unit);
  return {
    unit,
    parts: parts.filter((part) => part !== unit),
    follow: [...new Set(follow)],
    refers: [...new Set(refers)].map((line) => {
      const [about = '', key = ''] = line.split(' ');
      return { unit: about, key };
    }),
  };
};
