import { number, plural } from '../counting.ts';
import { code } from '../marks.ts';
import { texts } from '../texts.ts';

/** The dialogs that begin, save and remove a file of a unit. */
export const filesChangeTexts = texts({
  en: {
    title: (unit: string) => `Change ${unit}`,
    recommended: 'recommended',
    override: 'Override',
    overrideText:
      'A drop-in next to the file has only your changes. The file itself stays as it is, and you still get its updates.',
    full: 'Full edit',
    fullOwnText: 'Changes your file itself.',
    fullCopyText:
      'A full copy in your folder replaces the file. You no longer get updates to the original.',
    name: 'Name of the drop-in',
    nameHelp:
      'Drop-ins are read in alphabetical order. If a setting appears more than once, the last one wins.',
    nameFault: 'A name can’t contain “/” or start with a dot.',
    comesFirst: (path: string) =>
      `systemd wouldn’t read it: ${path} has the same name and takes precedence.`,
    hides: (of: { path: string; origin: string }) =>
      `This hides ${of.path} (${of.origin}): systemd reads only one drop-in of each name, and for this unit that would be yours.`,
    copy: 'Start from a copy, so its settings stay in effect',
    edit: 'Edit',

    saveTitle: 'Save these changes?',
    saved: (of: { path: string; isNew: boolean; added: number; removed: number }) => {
      const lines = plural(of.added, {
        one: `1 line added, ${number(of.removed)} removed`,
        other: `${number(of.added)} lines added, ${number(of.removed)} removed`,
      });
      return of.isNew ? `${code(of.path)}, a new file · ${lines}` : `${code(of.path)} · ${lines}`;
    },
    changes: 'Changes',
    found: 'Found in this text',
    moreFound: (count: number) => `and ${number(count)} more`,
    saveSteps: 'Hearth keeps the old version, writes the file and reloads the manager:',
    saveScript:
      'Hearth keeps the old version and writes the file. The next start runs the new one.',
    keepEditing: 'Keep editing',
    save: 'Save',
    saveWithErrors: (count: number) =>
      plural(count, { one: 'Save with 1 error', other: `Save with ${number(count)} errors` }),

    removeTitle: (name: string) => `Remove ${name}?`,
    removed: (path: string) =>
      `${code(path)} will be removed, and its settings no longer take effect.`,
    unsavedLost: 'What you typed in it and didn’t save is lost, too.',
    kept: 'Hearth keeps this version. You can restore it under History.',
    maskRemoved: (path: string) =>
      `${code(path)} will be removed, and the drop-in with the same name takes effect again.`,
    maskNotKept:
      'It is a link to /dev/null without any text, so History doesn’t keep it. To create it again:',
    maskSteps: 'Hearth removes the link and reloads the manager:',
    changedMeanwhile:
      'It changed on disk in the meantime, so nothing was removed. Close this and check it again.',
  },
});
