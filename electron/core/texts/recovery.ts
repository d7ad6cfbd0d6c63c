import { allOf } from './counting.ts';
import { texts } from './texts.ts';

/** Notes above the pages: changes that were interrupted, undone or can be undone. */
export const recoveryTexts = texts({
  en: {
    region: 'Recovery',
    crashed: {
      'last-time':
        'Hearth quit unexpectedly last time. Your services weren’t affected. The log may show why.',
      page: 'Hearth’s window crashed and was reopened. Your services weren’t affected, and unsaved changes were kept. The log may show why.',
      bug: 'Something went wrong in Hearth. Your services weren’t affected. The log has the details.',
    },
    /** In a dialog of the desktop, as the window itself can’t be trusted any more. */
    keepsCrashing: {
      title: 'Hearth’s window keeps crashing',
      detail: (log: string) =>
        `Your services weren’t affected, and unsaved changes were kept. The log may show why: ${log}`,
      reopen: 'Reopen',
      close: 'Close',
    },
    interrupted: {
      create: (of: { unit: string; age: string }) =>
        `Creation of ${of.unit} was interrupted ${of.age}.`,
      edit: (of: { unit: string; age: string }) =>
        `A change to ${of.unit} was interrupted ${of.age}.`,
      delete: (of: { unit: string; age: string }) =>
        `Deletion of ${of.unit} was interrupted ${of.age}.`,
      disable: (of: { unit: string; age: string }) =>
        `Disabling ${of.unit} was interrupted ${of.age}.`,
      rename: (of: { unit: string; age: string }) =>
        `Renaming ${of.unit} was interrupted ${of.age}.`,
      duplicate: (of: { unit: string; age: string }) =>
        `Duplicating ${of.unit} was interrupted ${of.age}.`,
      restore: (of: { unit: string; age: string }) =>
        `Restoring ${of.unit} was interrupted ${of.age}.`,
      environment: (of: { unit: string; age: string }) =>
        `A change of the environment of all your services was interrupted ${of.age}.`,
      import: (of: { age: string }) => `An import from cron was interrupted ${of.age}.`,
      remedy: (of: { unit: string; age: string }) =>
        `A remedy for ${of.unit} was interrupted ${of.age}.`,
    },
    halfDone: 'It is only partly done. Finish it, or undo what was done.',
    halfUndone: 'It has only partly been undone.',
    steps: 'Progress',
    stepStates: { done: 'done', begun: 'may be done', waiting: 'not started' },
    finish: 'Finish',
    leave: 'Leave as is',
    /** Why its buttons are off. */
    busy: 'Hearth is finishing or undoing a change.',

    nothingToUndo: (unit: string) => `${unit} is as it was before: there was nothing to undo.`,
    /** `done` says what Hearth did: “removed /a, stopped it”. */
    undone: (of: { unit: string; done: string }) =>
      `${of.unit} is as it was before: Hearth ${of.done}.`,
    restored: (unit: string) => `${unit} is back. It is neither enabled nor started yet.`,
    restoredBy: (of: { unit: string; done: string }) =>
      `${of.unit} is back: Hearth ${of.done}. It is neither enabled nor started yet.`,
    deleted: (unit: string) => `${unit} was deleted.`,
    unlinked: (unit: string) => `${unit} was disabled, and its link removed.`,
    renamed: (of: { unit: string; to: string }) => `${of.unit} is now ${of.to}.`,
    duplicated: (of: { unit: string; to: string }) =>
      `${of.to} is a copy of ${of.unit}. It is neither enabled nor started yet.`,
    removed: (of: { unit: string; file: string }) => `${of.file} was removed from ${of.unit}.`,
    /** `names` of variables. */
    environment: (names: readonly string[]) =>
      `${allOf(names)} changed for all your services, for good.`,
    /** `label` is what the button said: “Make it executable”. */
    remedied: (of: { unit: string; label: string }) => `${of.unit}: “${of.label}” is done.`,
  },
});
