import { number, plural } from './counting.ts';
import { texts } from './texts.ts';

/** What features share: buttons of dialogs, and the controls’ own words. */
export const uiTexts = texts({
  en: {
    cancel: 'Cancel',
    close: 'Close',
    dismiss: 'Dismiss',
    /** Asks for a path with the desktop’s dialog. */
    choose: 'Choose…',
    /** The same, by the field that it is for. */
    chooseFor: {
      command: 'Choose a program…',
      workingDirectory: 'Choose the working folder…',
      proofFile: 'Choose the proof file…',
      watchPaths: 'Choose what to watch…',
    },
    undo: 'Undo',
    /** The outcomes of actions, below the page. */
    outcomes: 'Outcomes',
    copy: 'Copy',
    /** The context menu of fields and selected text. */
    textMenu: { cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all' },
    copyCommand: 'Copy command',
    copied: 'Copied',
    notCopied: 'Couldn’t copy',
    moreLines: (count: number) =>
      plural(count, { one: '1 more line', other: `${number(count)} more lines` }),
    fold: 'Show less',
    loading: 'Loading',
    clearSearch: 'Clear search',
    sameInTerminal: 'In a terminal',
    /** Before the text of an error, for screen readers. */
    error: 'Error:',
    output: 'Command output',

    argument: (place: number) => `Argument ${number(place)}`,
    addArgument: 'Add argument',
    removeArgument: (place: number) => `Remove argument ${number(place)}`,
    remove: 'Remove',

    ago: (span: string) => `${span} ago`,
    days: (count: number) => plural(count, { one: '1 day', other: `${number(count)} days` }),
  },
});
