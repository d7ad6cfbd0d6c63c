/** Lines chosen, from one to another: known by their cursors, so they may lie far apart. */
import type { LogRow } from './row.ts';

type End = Pick<LogRow, 'n' | 'cursor'>;

export const createSelection = () => {
  let anchor = $state.raw<End | null>(null);
  let head = $state.raw<End | null>(null);
  return {
    /** The line that the keyboard moves; null when none is chosen. */
    get head() {
      return head;
    },
    get count() {
      return anchor === null || head === null ? 0 : Math.abs(anchor.n - head.n) + 1;
    },
    /** The cursors of the oldest and the newest line chosen. */
    get range(): { from: string; to: string } | null {
      if (anchor === null || head === null) return null;
      const [from, to] = anchor.n <= head.n ? [anchor, head] : [head, anchor];
      return { from: from.cursor, to: to.cursor };
    },
    has(n: number): boolean {
      if (anchor === null || head === null) return false;
      return n >= Math.min(anchor.n, head.n) && n <= Math.max(anchor.n, head.n);
    },
    choose({ n, cursor }: End, extend: boolean): void {
      head = { n, cursor };
      if (!extend || anchor === null) anchor = head;
    },
    all(rows: readonly LogRow[]): void {
      const [first, last] = [rows[0], rows.at(-1)];
      if (first === undefined || last === undefined) return;
      anchor = { n: first.n, cursor: first.cursor };
      head = { n: last.n, cursor: last.cursor };
    },
    clear(): void {
      anchor = head = null;
    },
  };
};

export type Selection = ReturnType<typeof createSelection>;
