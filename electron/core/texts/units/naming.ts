import { allOf } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** Giving a unit another name, or making another like it. */
export const unitsNamingTexts = texts({
  en: {
    titles: {
      rename: (unit: string) => `Rename ${unit}`,
      duplicate: (unit: string) => `Duplicate ${unit}`,
    },
    name: 'New name',
    does: {
      rename: 'Its files, drop-ins, links and history get the new name. You can undo this.',
      renameRunning:
        'It is restarted under its new name. Its files, drop-ins, links and history move along. You can undo this.',
      duplicate:
        'Copies its file and drop-ins. The copy is neither enabled nor started, and keeps the same proof file until you change it.',
    },
    unsaved: 'Save or discard your changes to its files first.',
    /** The units of the same job. */
    along: {
      rename: (units: readonly string[]) =>
        `Renamed with it, as parts of the same job: ${allOf(units.map(code))}.`,
      duplicate: (units: readonly string[]) =>
        `Copied with it, as parts of the same job: ${allOf(units.map(code))}.`,
    },
    follow: (units: readonly string[]) =>
      `The new name is also written into ${allOf(units.map(code))}.`,
    unsavedIn: (unit: string) => `Save or discard your changes to ${unit} first.`,
    refers: 'These name it, and keep the old name until you edit them:',
    refersBy: (of: { unit: string; key: string }) => `${code(of.unit)} in ${code(`${of.key}=`)}`,
    same: 'That is its name already.',
    taken: (unit: string) => `${unit} already exists.`,
    rename: 'Rename',
    duplicate: 'Duplicate',
  },
});
