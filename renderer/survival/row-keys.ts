/** Moves between the rows of the review: 200 rows are one stop for the Tab key. */

const buttonsOf = (row: Element | undefined): HTMLElement[] => [
  ...(row?.querySelectorAll<HTMLElement>('button') ?? []),
];

/** Up, Down, Home and End, for an element that holds the rows. */
export const rowKeys = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
  const rows = [...event.currentTarget.querySelectorAll('[data-row]')].filter(
    (row) => buttonsOf(row).length > 0,
  );
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const place = buttonsOf(rows[at]).indexOf(document.activeElement as HTMLElement);
  const buttons = buttonsOf(rows[Math.max(0, Math.min(rows.length - 1, to))]);
  (buttons[place] ?? buttons[0])?.focus();
};
