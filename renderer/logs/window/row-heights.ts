/** The places of rows with different heights. */
import { folded } from '../../../electron/core/logs/ansi-text.ts';
import { speakerOf } from './levels.ts';
import type { LogRow } from './log-row.ts';

const lineHeight = 18;
const padding = 2;
const characterWidth = 7.23;
/** The height of a row with a single line. */
export const leastHeight = lineHeight + padding;

/** Too narrow for columns: the message is below its time, level and unit. */
export const isStacked = (width: number): boolean => width > 0 && width < 520;

/**
 * How many characters fit in a line beside its time, its level and, in a view of several units, its unit. The pixels
 * match the grid in LogRow.svelte with its gaps and padding: change both.
 */
export const charactersIn = (width: number, tagged: boolean): number =>
  Math.max(20, Math.floor((width - (isStacked(width) ? 24 : tagged ? 238 : 118)) / characterWidth));

/** An approximate height: a screen of rows is measured once shown. @param columns characters in a line. */
const estimate = (
  { message, dropped }: Pick<LogRow, 'message' | 'dropped'>,
  columns: number,
): number => {
  if (dropped !== null) return 2 * lineHeight + padding;
  if (message.length <= columns && !message.includes('\n')) return leastHeight;
  const cut = folded(message);
  const lines = (cut ?? message)
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
  return (lines + (cut === null ? 0 : 1)) * lineHeight + padding;
};

/** How much wider than assumed characters may be, in another font, for the line to still be a single one. */
const slack = 0.8;
const plain = /^[ -~]*$/;

/** Certainly one line of ordinary letters. Most are; measuring them would lay out the page for nothing. */
const isOneLine = (row: LogRow, columns: number): boolean =>
  row.dropped === null &&
  row.isText &&
  row.whole &&
  speakerOf(row).length + 2 + row.message.length <= columns * slack &&
  plain.test(speakerOf(row)) &&
  plain.test(row.message);

/** The top of each row, followed by the total height. @param stacked the message is below its time. */
export const topsOf = (rows: readonly LogRow[], columns: number, stacked = false): Float64Array => {
  const tops = new Float64Array(rows.length + 1);
  let top = 0;
  rows.forEach((row, index) => {
    tops[index] = top;
    if (row.height === 0) {
      row.height = estimate(row, columns) + (stacked ? lineHeight : 0);
      row.measured = isOneLine(row, columns);
    }
    top += row.height;
  });
  tops[rows.length] = top;
  return tops;
};

/** The row at a height: the last one with its top not below it. */
export const rowAt = (tops: Float64Array, y: number): number => {
  let low = 0;
  let high = tops.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
};

/** Takes the heights of the rows shown. True if any differs from its estimate. */
export const measure = (shown: HTMLCollection, rows: readonly LogRow[]): boolean => {
  let changed = false;
  for (const element of shown) {
    const { dataset } = element as HTMLElement;
    const row = rows[Number(dataset['n']) - (rows[0]?.n ?? 0)];
    if (row === undefined || row.measured) continue;
    // Only now: it lays the page out.
    const { offsetHeight } = element as HTMLElement;
    changed ||= row.height !== offsetHeight;
    row.height = offsetHeight;
    row.measured = true;
  }
  return changed;
};
