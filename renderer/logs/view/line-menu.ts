/** Opens the context menu of a log line, by mouse or by keyboard. */
import { menuPlace } from '../../ui/menu-place.ts';
import type { LogRow } from '../window/log-row.ts';

interface Lines {
  rowOf: (element: Element | null) => LogRow | undefined;
  elementOf: (row: LogRow) => Element | null;
  /** The row that the keyboard is at. */
  active: LogRow | undefined;
  /** Selects it, unless it is selected with others. */
  select: (row: LogRow) => void;
  onmenu: (row: LogRow, at: { x: number; y: number }) => void;
}

export const openLineMenu =
  (lines: () => Lines) =>
  (event: MouseEvent): void => {
    // Text selected with the mouse has a menu of its own.
    if (document.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const { rowOf, elementOf, active, select, onmenu } = lines();
    const row = rowOf(event.target as Element) ?? active;
    if (row === undefined) return;
    select(row);
    onmenu(row, menuPlace(event, elementOf(row)));
  };
