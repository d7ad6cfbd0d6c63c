/** What keys do among the lines of a log. */
import type { LogModel } from '../window/log-window.svelte.ts';
import type { LogRow } from '../window/log-row.ts';
import type { Selection } from '../window/selection.svelte.ts';

interface Lines {
  model: LogModel;
  selection: Selection;
  /** How many lines fit on the screen. */
  screen: number;
  move: (by: number, extend: boolean) => void;
  choose: (row: LogRow | undefined, extend: boolean) => void;
  toStart: () => void;
  toEnd: () => void;
  onopen: () => void;
  oncopy: () => void;
}

const steps: Partial<Record<string, (lines: Lines, event: KeyboardEvent) => void>> = {
  ArrowDown: ({ move }, { shiftKey }) => {
    move(1, shiftKey);
  },
  ArrowUp: ({ move }, { shiftKey }) => {
    move(-1, shiftKey);
  },
  PageDown: ({ move, screen }, { shiftKey }) => {
    move(screen, shiftKey);
  },
  PageUp: ({ move, screen }, { shiftKey }) => {
    move(-screen, shiftKey);
  },
  Home: ({ model, choose, toStart }, { ctrlKey, shiftKey }) => {
    if (!ctrlKey || model.atStart) choose(model.rows[0], shiftKey);
    else toStart();
  },
  End: ({ model, choose, toEnd }, { shiftKey }) => {
    if (shiftKey && model.atEnd) choose(model.rows.at(-1), true);
    else toEnd();
  },
  Enter: ({ onopen }) => {
    onopen();
  },
  Escape: ({ selection }) => {
    selection.clear();
  },
};

export const handleLineKeys =
  (lines: () => Lines) =>
  (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    const step = steps[event.key];
    if (event.ctrlKey && key === 'c') {
      // The browser itself copies text selected with the mouse.
      if (document.getSelection()?.isCollapsed === false) return;
      lines().oncopy();
    } else if (event.ctrlKey && key === 'a') lines().selection.all(lines().model.rows);
    else if (step !== undefined) step(lines(), event);
    else return;
    event.preventDefault();
  };
