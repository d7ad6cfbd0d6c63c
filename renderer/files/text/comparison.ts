/** Another text shown in the editor where it differs from what is there, to be taken over place by place. */
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, type StateEffect, type Text } from '@codemirror/state';

/** Part of each editor's state: empty while nothing is compared. */
export const comparison = new Compartment();

const labels = { reject: 'Use mine', accept: 'Keep theirs' };

const button = (type: keyof typeof labels, run: (event: MouseEvent) => void): HTMLElement => {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = labels[type];
  // The library's own listen to the mouse alone.
  element.addEventListener('click', run);
  return element;
};

/** @param mine one's own text, where theirs is in the editor; null ends the comparison. */
export const compareWith = (mine: Text | null): StateEffect<unknown> =>
  comparison.reconfigure(
    mine === null ? [] : unifiedMergeView({ original: mine, mergeControls: button }),
  );
