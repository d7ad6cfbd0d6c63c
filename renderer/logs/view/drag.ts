/** Selecting with the mouse: within a line the browser marks words; across lines, whole lines are selected. */
import type { LogRow } from '../window/log-row.ts';

interface Options {
  rowAt: (x: number, y: number) => LogRow | undefined;
  choose: (row: LogRow, extend: boolean) => void;
}

export const createDrag = ({ rowAt, choose }: Options) => {
  /** The place of the line selected last; null while no button is down. */
  let last: number | null = null;
  return {
    begin: (event: PointerEvent): void => {
      const row = rowAt(event.clientX, event.clientY);
      if (event.button !== 0 || row === undefined) return;
      // Otherwise the browser would mark all words since the last click.
      if (event.shiftKey) event.preventDefault();
      choose(row, event.shiftKey);
      last = row.n;
    },
    move: (event: PointerEvent): void => {
      if (last === null) return;
      const row = rowAt(event.clientX, event.clientY);
      if (row === undefined || row.n === last) return;
      document.getSelection()?.empty();
      choose(row, true);
      last = row.n;
    },
    end: (): void => {
      last = null;
    },
  };
};
