/** Shows another text in the editor where the two differ, to be taken over chunk by chunk. */
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, type StateEffect, type Text } from '@codemirror/state';
import { filesConflictTexts } from '../../../electron/core/texts/files/conflict.ts';

/** Part of each editor's state: empty while nothing is compared. */
export const comparison = new Compartment();

const button = (type: 'reject' | 'accept', run: (event: MouseEvent) => void): HTMLElement => {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent =
    type === 'reject' ? filesConflictTexts.useMine : filesConflictTexts.keepTheirs;
  // The library's own buttons react only to the mouse.
  element.addEventListener('click', run);
  return element;
};

/** @param mine your own text, while theirs is in the editor; null ends the comparison. */
export const compareWith = (mine: Text | null): StateEffect<unknown> =>
  comparison.reconfigure(
    mine === null ? [] : unifiedMergeView({ original: mine, mergeControls: button }),
  );
