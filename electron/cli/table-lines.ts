/** Lines for a terminal. */
import { printable } from '../core/text/printable.ts';

export interface Print {
  /** The answer. */
  print(line: string): void;
  /** Everything else. */
  tell(line: string): void;
}

/** Columns as wide as their widest text; what units are called must not move the cursor. */
export const tableLines = (rows: readonly (readonly string[])[], gap = 2): string[] => {
  const printed = rows.map((row) => row.map(printable));
  const widths = (printed[0] ?? []).map((_, column) =>
    Math.max(...printed.map((row) => row[column]?.length ?? 0)),
  );
  return printed.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
};

/** @param ms since the epoch. */
export const isoTime = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();
