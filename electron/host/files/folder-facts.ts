/** What is known of a folder without reading what is in it. */
import { accessSync, constants, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import type { SilentMount } from '../../core/problems/files.ts';
import type { TreeFolder } from '../tree.ts';
import { throwIfUsedUp } from '../proc/descriptors.ts';
import { codeOf, isMissing } from './errors.ts';

/** null if it is missing, as half of the search path is. Throws nothing: an exception costs more than a read. */
export const modifiedAt = (folder: string): number | null => {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? null;
  } catch {
    // Out of reach: reading it says why.
    return 0;
  }
};

export const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // Missing, or not permitted.
    return false;
  }
};

export const realPathOf = (folder: string): string => {
  try {
    return realpathSync.native(folder);
  } catch {
    // Missing: keep the path as given.
    return folder;
  }
};

/** Nothing for a missing folder; the reason for an unreadable one. systemd finds nothing in either. @throws descriptors-used-up. */
export const listed = (folder: string): { found: Dirent[]; fault: string } => {
  try {
    return { found: readdirSync(folder, { withFileTypes: true }), fault: '' };
  } catch (thrown) {
    throwIfUsedUp(thrown);
    return { found: [], fault: isMissing(thrown) ? '' : codeOf(thrown) };
  }
};

/** A folder that is missing, or on a mount that doesn't answer. */
export const nothingIn = (at: string, silent: SilentMount | null): TreeFolder => ({
  realPath: at,
  modifiedAt: 0,
  writable: false,
  fault: '',
  silent,
  entries: new Map(),
});
