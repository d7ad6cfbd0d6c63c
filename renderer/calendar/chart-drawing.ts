/** Draws jobs as rows of marks with uPlot, which makes the axis and the places of times. */
import type uPlot from 'uplot';
import { dayMs } from '../../electron/core/runs/agenda.ts';
import { clockTime } from '../ui/words/format.ts';
import { languageTag } from '../../electron/core/texts/texts.ts';
import type { Mark } from './marks.ts';

/** In pixels of the page. */
export const rowHeight = 26;
export const axisHeight = 26;
const leastWidth = 3;
/** How far from a mark the pointer may be. */
const reach = 5;

interface Chart {
  /** From the top. */
  rows: readonly (readonly Mark[])[];
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  now: number;
}

/** What failed fills its row, so that colour isn’t all that tells. */
const shares: Record<Mark['what'], number> = {
  failed: 0.84,
  running: 0.5,
  success: 0.5,
  stopped: 0.5,
  skipped: 0.25,
  unknown: 0.25,
  coming: 0.5,
};

const colours = (style: CSSStyleDeclaration): Record<Mark['what'], string> => {
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    failed: token('--bad'),
    running: token('--busy'),
    success: token('--good'),
    stopped: token('--edge'),
    skipped: token('--edge'),
    unknown: token('--edge'),
    coming: token('--accent'),
  };
};

/** Hours of a day; days of a week. */
const timeText = (chart: Chart): ((seconds: number) => string) => {
  const isDay = chart.to - chart.from <= dayMs;
  const days = new Intl.DateTimeFormat(languageTag(), { weekday: 'short', day: 'numeric' });
  return (seconds) => {
    const at = seconds * 1000;
    return isDay ? clockTime(at).slice(0, 5) : days.format(at);
  };
};

const drawMarks = (
  plot: uPlot,
  { rows, from, to, now }: Chart,
  style: CSSStyleDeclaration,
): void => {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  const place = (at: number): number =>
    plot.valToPos(Math.min(Math.max(at, from), to) / 1000, 'x', true);
  const colour = colours(style);
  ctx.save();
  ctx.fillStyle = style.getPropertyValue('--line').trim();
  for (let row = 0; row <= rows.length; row += 1)
    ctx.fillRect(bbox.left, Math.round(bbox.top + row * rowHeight * scale), bbox.width, 1);
  for (const [row, marks] of rows.entries()) {
    const middle = bbox.top + (row + 0.5) * rowHeight * scale;
    for (const mark of marks) {
      const left = place(mark.from);
      const width = Math.max(leastWidth * scale, place(mark.to) - left);
      const height = rowHeight * scale * shares[mark.what];
      ctx.fillStyle = colour[mark.what];
      // What only goes on as before is drawn thin.
      const isLong = mark.what === 'coming' && mark.to > mark.from;
      const shown = isLong ? height / 4 : height;
      ctx.fillRect(left, middle - shown / 2, width, shown);
    }
  }
  if (now > from && now < to) {
    ctx.fillStyle = style.getPropertyValue('--text').trim();
    ctx.fillRect(place(now), bbox.top, Math.max(1, scale), bbox.height);
  }
  ctx.restore();
};

export const chartOptions = (element: HTMLElement, chart: Chart): uPlot.Options => {
  const style = getComputedStyle(element);
  const text = timeText(chart);
  return {
    width: element.clientWidth,
    height: axisHeight + Math.max(1, chart.rows.length) * rowHeight + 1,
    padding: [0, 24, 0, 24],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: true, range: () => [chart.from / 1000, chart.to / 1000] },
    },
    axes: [
      {
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the top; its enum is no value
        side: 0,
        size: axisHeight,
        space: 64,
        stroke: style.getPropertyValue('--muted').trim(),
        font: `11px ${style.fontFamily}`,
        grid: { stroke: style.getPropertyValue('--line').trim(), width: 1 },
        ticks: { show: false },
        gap: 6,
        values: (_, ticks) => ticks.map(text),
      },
    ],
    series: [{}],
    hooks: {
      draw: [
        (plot) => {
          drawMarks(plot, chart, style);
        },
      ],
    },
  };
};

/** The mark under the pointer, or the nearest one in reach; null for none. */
export const markAt = (
  plot: uPlot,
  rows: readonly (readonly Mark[])[],
  { clientX, clientY }: PointerEvent,
): Mark | null => {
  const { left, top } = plot.over.getBoundingClientRect();
  const x = clientX - left;
  const marks = rows[Math.floor((clientY - top) / rowHeight)] ?? [];
  const distance = ({ from, to }: Mark): number => {
    const [start, end] = [from, to].map((at) => plot.valToPos(at / 1000, 'x'));
    return Math.max(0, (start ?? 0) - x, x - Math.max(end ?? 0, (start ?? 0) + leastWidth));
  };
  const near = marks
    .map((mark) => ({ mark, away: distance(mark) }))
    .filter(({ away }) => away <= reach)
    .sort((one, other) => one.away - other.away);
  return near[0]?.mark ?? null;
};
