/** The last change that can be undone: in its note, in the palette and for Ctrl+Z. */
import type { Undoable } from '../../electron/core/transactions/shown.ts';
import { createAutostartTexts } from '../../electron/core/texts/create/autostart.ts';
import { createImportTexts } from '../../electron/core/texts/create/import.ts';
import { recoveryTexts } from '../../electron/core/texts/recovery.ts';
import type { Unit } from '../../electron/core/units/unit.ts';

/** null also once something else is what it made, or has the name of what it removed. */
export const presentUndoable = (
  undoable: Undoable | null,
  units: Readonly<Record<string, Unit>>,
): Undoable | null => {
  if (undoable === null) return null;
  switch (undoable.kind) {
    case 'delete':
    case 'disable':
      return units[undoable.unit]?.own === true ? null : undoable;
    case 'rename':
    case 'duplicate':
      return units[undoable.to]?.own === true ? undoable : null;
    case 'remove':
    case 'environment':
    case 'import':
    case 'remedy':
      return undoable;
  }
};

/** A sentence that says what was done. */
export const undoableText = (undoable: Undoable): string => {
  const { unit } = undoable;
  switch (undoable.kind) {
    case 'delete':
      return recoveryTexts.deleted(unit);
    case 'disable':
      return recoveryTexts.unlinked(unit);
    case 'rename':
      return recoveryTexts.renamed({ unit, to: undoable.to });
    case 'duplicate':
      return recoveryTexts.duplicated({ unit, to: undoable.to });
    case 'remove':
      return recoveryTexts.removed({ unit, file: undoable.file });
    case 'environment':
      return recoveryTexts.environment(undoable.names);
    case 'import':
      return undoable.from === 'cron'
        ? createImportTexts.done(undoable.count)
        : createAutostartTexts.done(undoable.count);
    case 'remedy':
      return recoveryTexts.remedied({ unit, label: undoable.label });
  }
};
