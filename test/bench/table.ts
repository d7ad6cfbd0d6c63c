/** Formats rows as a table for a terminal. */
import type { Row } from './row.ts';

const number = (value: number): string =>
  value >= 10_000 ? Math.round(value).toLocaleString('en') : String(value);

const withSpread = (value: number, spread: [number, number] | null, runs: number): string => {
  if (spread === null || runs < 2) return number(value);
  return `${number(value)} (${number(spread[0])}–${number(spread[1])}, ${runs})`;
};

const cellsOf = (row: Row): string[] => [
  row.name,
  `${withSpread(row.value, row.spread, row.runs.length)} ${row.unit}`.trim(),
  row.peerValue === null ? '' : withSpread(row.peerValue, row.peerSpread, row.peerRuns.length),
  row.ratio === null ? '' : row.ratio.toFixed(2),
  row.goal,
  row.met ? 'yes' : 'NO',
];

const heads = ['figure', 'Hearth (lowest–highest, runs)', 'peer', 'ratio', 'goal', 'met'];

export const tableOf = (rows: readonly Row[]): string => {
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  const drawn = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [drawn[0], widths.map((width) => '─'.repeat(width)).join('  '), ...drawn.slice(1)].join(
    '\n',
  );
};
