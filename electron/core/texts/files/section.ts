import { allOf, number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The files of a unit: their views, their buttons and the notes above the text. */
export const filesSectionTexts = texts({
  en: {
    loading: 'Loading the files',
    noFile: 'This unit has no file.',
    view: 'View',
    views: { text: 'Text', form: 'Form', history: 'History', conflict: 'Conflict' },
    discard: 'Discard',
    discardChanges: 'Discard changes',
    save: 'Save…',
    nothingChanged: 'Nothing has changed.',
    saveWithErrors: (count: number) =>
      plural(count, { one: 'Save with 1 error…', other: `Save with ${number(count)} errors…` }),

    /** `keys` like `Environment=`. */
    restartUnits: (of: { units: readonly string[]; keys: readonly string[] }) =>
      `Restart ${allOf(of.units)} to apply ${allOf(of.keys)}.`,
    /** A running program keeps the old script until it is restarted. */
    unitsRunOldScript: (of: { units: readonly string[]; scripts: readonly string[] }) =>
      plural(of.units.length, {
        one: `${allOf(of.units)} still runs the old ${allOf(of.scripts)}. Restart it to run the new one.`,
        other: `${allOf(of.units)} still run the old ${allOf(of.scripts)}. Restart them to run the new one.`,
      }),
    /** Of a generated file. */
    madeFrom: (source: string) => `Edit ${code(source)} instead, then reload the manager.`,
    showSource: 'Show that file',

    restartNow: 'Restart now',
    restartAll: (count: number) => `Restart all ${number(count)}`,
    goneOnDisk: 'This file no longer exists on disk. What you typed is still here.',
    changedOnDisk:
      'This file changed on disk while you were editing it. What you typed is still here.',
    compare: 'Compare',
  },
});
