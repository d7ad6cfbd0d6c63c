/**
 * The selected lines, from one end to the other. Their cursors identify them, so they may be far apart, and stay
 * selected when the view jumps elsewhere and renumbers its lines.
 */
import { compareCursors } from '../../../electron/core/logs/cursor-order.ts';
import { sameNumbering, type LogRow } from './log-row.ts';

type End = Pick<LogRow, 'n' | 'cursor' | 'at'>;

const endOf = ({ n, cursor, at }: End): End => ({ n, cursor, at });

const compare = (a: End, b: End): number =>
  sameNumbering(a, b) ? a.n - b.n : compareCursors(a.cursor, b.cursor);

export const createSelection = () => {
  let anchor = $state.raw<End | null>(null);
  let head = $state.raw<End | null>(null);
  const ends = $derived.by((): readonly [End, End] | null => {
    if (anchor === null || head === null) return null;
    return compare(anchor, head) <= 0 ? [anchor, head] : [head, anchor];
  });
  return {
    /** The line that the keyboard moves; null if none is selected. */
    get head() {
      return head;
    },
    /** The oldest and the newest selected line. */
    get ends() {
      return ends;
    },
    /** How many lines are selected; null if those in between haven't been counted. */
    get count(): number | null {
      if (ends === null) return 0;
      return sameNumbering(...ends) ? ends[1].n - ends[0].n + 1 : null;
    },
    /** The cursors of the oldest and the newest selected line. */
    get range(): { from: string; to: string } | null {
      return ends === null ? null : { from: ends[0].cursor, to: ends[1].cursor };
    },
    has(row: End): boolean {
      return ends !== null && compare(row, ends[0]) >= 0 && compare(row, ends[1]) <= 0;
    },
    /** @param rows those in memory: if the other end is among them, the lines between can be counted. */
    choose(row: End, extend: boolean, rows: readonly LogRow[] = []): void {
      head = endOf(row);
      const other = anchor;
      if (!extend || other === null) anchor = head;
      else if (!sameNumbering(other, row))
        anchor = endOf(rows.find(({ cursor }) => cursor === other.cursor) ?? other);
    },
    all(rows: readonly LogRow[]): void {
      const [first, last] = [rows[0], rows.at(-1)];
      if (first === undefined || last === undefined) return;
      anchor = endOf(first);
      head = endOf(last);
    },
    clear(): void {
      anchor = head = null;
    },
  };
};

export type Selection = ReturnType<typeof createSelection>;
