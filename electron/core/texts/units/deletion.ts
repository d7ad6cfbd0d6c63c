import { allOf } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The question before a service is deleted. */
export const unitsDeletionTexts = texts({
  en: {
    title: (unit: string) => `Delete ${unit}?`,
    alias: (unit: string) =>
      `This is an alias of ${code(unit)}, which isn’t changed. Only this is moved to the trash:`,
    disabledFirst: 'Hearth stops and disables it first, which removes:',
    thenTrashed: 'Then this is moved to the trash:',
    stoppedThenTrashed: 'Hearth stops and disables it, then moves this to the trash:',
    removedByDisabling: 'Removed when it is disabled',
    trashed: 'Moved to the trash',
    stays: 'This stays where it is:',
    kept: 'Not removed',
    /** Other units of the same job. */
    partsStay: (units: readonly string[]) =>
      `Not deleted, although part of the same job: ${allOf(units.map(code))}.`,
    copyCommands: 'Copy commands',
    delete: 'Delete',
  },
});
