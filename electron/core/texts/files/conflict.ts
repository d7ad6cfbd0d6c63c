import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** A file that changed on disk while it was edited. */
export const filesConflictTexts = texts({
  en: {
    region: 'Conflict',
    goneTitle: 'The file is gone.',
    gone: (path: string) =>
      `${code(path)} was removed after you opened it. Your text is kept here.`,
    changedTitle: 'There are two versions of this file.',
    changed: (path: string) =>
      `${code(path)} changed on disk after you opened it. Nothing was written, and your text is kept.`,
    compare: 'What to compare',
    changes: 'Changes',
    base: 'As you opened it',
    mine: 'Yours',
    theirs: 'On disk',
    myChanges: 'What you changed',
    theirChanges: 'What changed on disk',
    cannotMerge:
      'Both versions change the same or adjacent lines, so they can’t be merged automatically.',
    canMerge: 'The changes don’t overlap, so they can be merged.',

    choices: 'What to do',
    merge: 'Merge both',
    editTheirs: 'Edit the one on disk, keep mine alongside',
    editTheirsTip: 'Opens the text on disk in the editor and shows yours where it differs',
    useTheirs: 'Use the one on disk',
    useTheirsTip: 'Press Ctrl+Z in the editor to get yours back',
    saveAsNew: 'Save as a new file',
    overwrite: 'Overwrite with mine',

    /** In the editor, with both texts. */
    beside: 'Your text',
    besideExplained: 'Where the texts differ, your lines are above those on disk.',
    copyMine: 'Copy your text',
    useMine: 'Use mine',
    keepTheirs: 'Keep the one on disk',
  },
});
