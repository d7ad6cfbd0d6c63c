import type { ListRow } from './list-rows.ts';

/** Which row a key leads to from the one the keyboard is at; null for a key that leads nowhere. */
export const rowAfter = (
  key: string,
  active: number,
  count: number,
  inSearch: boolean,
): number | null => {
  const to = ((): number | null => {
    switch (key) {
      case 'ArrowDown':
        return active + 1;
      case 'ArrowUp':
        return active < 0 ? count - 1 : active - 1;
      case 'PageDown':
        return active + 10;
      case 'PageUp':
        return active - 10;
      // In the search field these move the caret.
      case 'Home':
        return inSearch ? null : 0;
      case 'End':
        return inSearch ? null : count - 1;
      default:
        return null;
    }
  })();
  return to === null || count === 0 ? null : Math.min(Math.max(to, 0), count - 1);
};

/** Milliseconds after which letters start another name. */
const pauseMs = 800;

/** Typing the beginning of a name moves to the next unit with it. `now` in milliseconds. */
export const createTypeAhead = (now: () => number = () => performance.now()) => {
  let typed = '';
  let typedAt = -Infinity;
  const isTyping = (): boolean => typed !== '' && now() - typedAt < pauseMs;
  return {
    isTyping,
    /** Letters, digits and what else names contain. */
    takes: (key: string): boolean => /^[\w.@:-]$/.test(key),
    /** The key of the row for what was typed; null if there is none. Wraps around. */
    find: (key: string, rows: readonly ListRow[], active: number): string | null => {
      const before = isTyping() ? typed : '';
      typed = before + key.toLowerCase();
      typedAt = now();
      // More letters may still fit the same row; the first one leads to the next.
      const from = before === '' ? active + 1 : Math.max(0, active);
      const found = [...rows.slice(from), ...rows.slice(0, from)].find(
        (row) => row.kind === 'unit' && row.unit.name.toLowerCase().startsWith(typed),
      );
      return found?.key ?? null;
    },
  };
};
