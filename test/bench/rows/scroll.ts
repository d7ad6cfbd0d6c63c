/** 5,000 rows of the list scrolled from top to bottom, nine rows per frame: does each frame come in time? */
import type { Page } from 'playwright-core';
import { openHearth } from '../hearth-window.ts';
import { clearUnits, layUnits, unitName } from '../own-units.ts';
import { profiled } from '../profile.ts';
import { rowOf, type Group, type Row } from '../row.ts';
import { median, most, p95 } from '../statistics.ts';

const count = 5000;
const pixelsAFrame = 400;
/** Chromium paints 60 times a second here; a frame this late means that one was dropped. */
const lateMs = 1.5 * (1000 / 60);

/** Milliseconds between frames while the list is scrolled to its end. */
const scrollThrough = (page: Page): Promise<number[]> =>
  page.evaluate(async (step) => {
    const tree = document.querySelector('[role=tree]');
    if (tree === null) throw new Error('the list is not there');
    const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
    const frames: number[] = [];
    let before = await nextFrame();
    while (tree.scrollTop < tree.scrollHeight - tree.clientHeight - 1) {
      tree.scrollTop += step;
      const now = await nextFrame();
      frames.push(now - before);
      before = now;
    }
    tree.scrollTop = 0;
    await nextFrame();
    return frames;
  }, pixelsAFrame);

const measure = async (): Promise<Row> => {
  await layUnits({ count, running: 0 });
  const { page, close } = await openHearth();
  try {
    await page.getByRole('treeitem', { name: unitName(1).replace('.service', '') }).waitFor();
    // The first time compiles code that all later ones use.
    await scrollThrough(page);
    const frames = await profiled(page, 'list.scroll', () => scrollThrough(page));
    return rowOf({
      name: 'list.scroll',
      measured: `frames left out while ${count} rows scroll past, ${pixelsAFrame} pixels a frame; of ${frames.length}`,
      unit: 'frames',
      runs: [frames.filter((ms) => ms > lateMs).length],
      goal: { atMost: 0 },
      details: { medianMs: median(frames), p95Ms: p95(frames), longestMs: most(frames) },
    });
  } finally {
    await close();
    await clearUnits();
  }
};

export const scroll: Group = {
  names: ['list.scroll'],
  measure: async (tell) => {
    tell(await measure());
  },
};
