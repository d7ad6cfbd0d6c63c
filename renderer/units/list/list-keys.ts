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
