/**
 * Lines chosen, from one to another: known by their cursors, so they may lie far apart, and stay chosen while the view
 * goes elsewhere and numbers its lines anew.
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
    /** The line that the keyboard moves; null when none is chosen. */
    get head() {
      return head;
    },
    /** The oldest and the newest line chosen. */
    get ends() {
      return ends;
    },
    /** How many lines; null when nobody has counted those between the two. */
    get count(): number | null {
      if (ends === null) return 0;
      return sameNumbering(...ends) ? ends[1].n - ends[0].n + 1 : null;
    },
    /** The cursors of the oldest and the newest line chosen. */
    get range(): { from: string; to: string } | null {
      return ends === null ? null : { from: ends[0].cursor, to: ends[1].cursor };
    },
    has(row: End): boolean {
      return ends !== null && compare(row, ends[0]) >= 0 && compare(row, ends[1]) <= 0;
    },
    /** @param rows those in memory: where the other end is among them, the lines between can be counted. */
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
