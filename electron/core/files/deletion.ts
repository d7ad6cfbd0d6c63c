/** What deleting a service takes, in order. */
import { onManager, onUnit, shellLine, trashFile } from '../commands.ts';
import { isUp, type Unit } from '../units/unit.ts';

/** What is removed when a service is deleted, and what stays; shown before the person agrees. */
export interface DeletionPlan {
  unit: string;
  /** Moved to the desktop's trash. */
  trashed: string[];
  /** Links that disabling removes. */
  unlinked: string[];
  stays: string[];
  /** The unit this is an alias of, which stays as it is; null if it is no alias. */
  aliasOf: string | null;
}

export interface DeletionFacts {
  wasUp: boolean;
  wasFailed: boolean;
  /** Nothing to disable: its link, or a mask in its place, is moved to the trash instead. */
  masked: boolean;
}

/** @param isUnit false for an alias: only that name is deleted. */
export const deletionFacts = (
  row: Pick<Unit, 'activeState' | 'loadState'> | undefined,
  isUnit: boolean,
): DeletionFacts => ({
  wasUp: isUnit && row !== undefined && isUp(row),
  wasFailed: isUnit && row?.activeState === 'failed',
  masked: !isUnit || row?.loadState === 'masked',
});

/** The same by hand. Disabling a linked unit removes its link, so it may be gone before the trash. */
export const deletionLines = (
  unit: string,
  files: readonly string[],
  { wasUp, wasFailed, masked }: DeletionFacts,
): string[] =>
  [
    ...(wasUp ? [onUnit('stop', unit)] : []),
    ...(masked ? [] : [onUnit('disable', unit)]),
    ...files.map((path) => trashFile(path, { gone: !masked })),
    onManager('daemon-reload'),
    ...(wasFailed ? [onUnit('reset-failed', unit)] : []),
  ].map(shellLine);
