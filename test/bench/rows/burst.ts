/** 100,000 lines at once while a window follows: none lost or out of order, the window responsive, memory freed. */
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { logsBarTexts } from '../../../electron/core/texts/logs/bar.ts';
import { saidToRoot, until } from '../../e2e/driving/outside.ts';
import { copyElectron } from '../apps.ts';
import { openHearth } from '../hearth-window.ts';
import { clearUnits, layUnits, unitName } from '../own-units.ts';
import { profiled } from '../profile.ts';
import { memoryOf } from '../process-tree.ts';
import { rowOf, type Group } from '../row.ts';
import { most } from '../statistics.ts';

const lines = 100_000;
const unit = unitName(0);
/** From the last line until memory is measured again: V8 tidies up some seconds after it becomes idle. */
const restMs = 20_000;
/**
 * Numbered, so that lines can be told apart; line 0 comes earlier, to be painted separately. The process stays a while
 * because journald asks /proc which unit a line belongs to.
 */
const speaker = `/usr/bin/perl -e '$$| = 1; print "burst 000000\\n"; sleep 2; $$| = 0; printf("burst %%06d\\n", $$_) for 1..${lines}; sleep 5'`;

interface Seen {
  /** Lines that the view took in between line 0 and the newest painted one, from its row numbers. */
  lines: number;
  /** The number in the newest painted line. */
  newest: number;
  /** Lines out of place, painted or on their way there. */
  outOfOrder: number;
  /** Milliseconds between frames while lines came. */
  frames: number[];
}

declare global {
  interface Window {
    benchSeen?: Seen;
  }
}

/** From now on counts the rows that the window's log view makes, and its frames. */
const watch = (page: Page): Promise<void> =>
  page.evaluate((wanted) => {
    const seen: Seen = { lines: 0, newest: 0, outOfOrder: 0, frames: [] };
    window.benchSeen = seen;
    const numberIn = (text: string | null): number =>
      Number(/burst (\d{6})/.exec(text ?? '')?.[1] ?? -1);
    let last = -1;
    const { hearth } = globalThis as typeof globalThis & {
      hearth: { subscribe(name: string, listener: (payload: unknown) => void): () => void };
    };
    hearth.subscribe('log', (payload) => {
      for (const [, digits] of (payload as { packed: string }).packed.matchAll(/burst (\d{6})/g)) {
        if (Number(digits) !== last + 1) seen.outOfOrder += 1;
        last = Number(digits);
      }
    });
    /** The row number of line 0. */
    let zero: number | null = null;
    let place = -1;
    const look = (): void => {
      for (const row of document.querySelectorAll<HTMLElement>('[role=option][data-n]')) {
        const [n, number] = [Number(row.dataset['n']), numberIn(row.textContent)];
        if (number < 0 || n <= place) continue;
        zero ??= n - number;
        // Its distance from the previous row must match its number.
        if (place >= 0 && n - place !== number - seen.newest) seen.outOfOrder += 1;
        [place, seen.newest, seen.lines] = [n, number, n - zero];
      }
    };
    let before = performance.now();
    const frame = (): void => {
      const now = performance.now();
      look();
      if (seen.lines > 0) seen.frames.push(now - before);
      before = now;
      if (seen.newest < wanted) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }, lines);

const seenBy = async (page: Page): Promise<Seen> => {
  const seen = await page.evaluate(() => window.benchSeen);
  if (seen === undefined) throw new Error('the page has lost its watch');
  return seen;
};

const rateLimitFile = '/run/systemd/journald.conf.d/hearth-bench.conf';

const withoutRateLimit = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  const write = `mkdir -p $(dirname ${rateLimitFile}); printf '[Journal]\\nRateLimitIntervalSec=0\\n' > ${rateLimitFile}`;
  await saidToRoot('sh', '-c', write);
  await saidToRoot('systemctl', 'restart', 'systemd-journald');
  try {
    return await work();
  } finally {
    await saidToRoot('rm', '-f', rateLimitFile);
    await saidToRoot('systemctl', 'restart', 'systemd-journald');
  }
};

/** How many of the lines journald kept. */
const stored = async (): Promise<number> => {
  const { stdout } = await execa('journalctl', ['--user', '-u', unit, '-o', 'cat']);
  return stdout.split('\n').filter((line) => line.startsWith('burst ')).length;
};

const measure = async () => {
  await layUnits({ count: 1, running: 0, exec: () => speaker });
  const { electron, remove } = await copyElectron();
  const { app, page, close } = await openHearth(electron);
  try {
    await page.getByRole('treeitem', { name: unit.replace('.service', '') }).click();
    await page.getByRole('tab', { name: 'Log' }).click();
    // The manager's own messages would add rows among the lines.
    await page.getByRole('checkbox', { name: logsBarTexts.manager }).uncheck();
    await pause(3000);
    const memoryBefore = await memoryOf(app.pid);
    await watch(page);
    const began = performance.now();
    await profiled(page, 'logs.burst', async () => {
      await execa('systemctl', ['--user', 'start', unit]);
      const areAllSeen = async () => (await seenBy(page)).newest >= lines;
      // Lines that never come are a figure, not a failure.
      await until('the lines', areAllSeen, 60).catch(() => null);
    });
    const seconds = (performance.now() - began) / 1000;
    const seen = await seenBy(page);
    const kept = await stored();
    // Line 0 comes on top.
    if (kept <= lines) throw new Error(`journald itself kept ${kept - 1} of ${lines} lines`);
    const isShown = () => page.getByRole('option', { name: `burst ${lines}` }).isVisible();
    await until('the last line to be shown', isShown, 20);
    await pause(restMs);
    const memoryAfter = await memoryOf(app.pid);
    return [
      rowOf({
        name: 'logs.burst',
        measured: `of ${lines} lines at once, lost on the way into the rows of a window that follows`,
        unit: 'lines',
        runs: [lines - seen.lines],
        goal: { atMost: 0 },
        details: { seconds: Number(seconds.toFixed(1)) },
      }),
      rowOf({
        name: 'logs.burst.order',
        measured: 'lines that did not come right after the one before them',
        unit: 'lines',
        runs: [seen.outOfOrder],
        goal: { atMost: 0 },
      }),
      rowOf({
        name: 'logs.burst.frame',
        measured: 'longest time between two frames of the window while they came',
        unit: 'ms',
        runs: seen.frames,
        by: most,
        goal: { atMost: 50 },
      }),
      rowOf({
        name: 'logs.burst.memory',
        measured: `PSS of all processes ${restMs / 1000} s after the last line, more than before the first`,
        unit: 'MB',
        runs: [(memoryAfter.bytes - memoryBefore.bytes) / 1e6],
        goal: { atMost: 60 },
        details: { before: memoryBefore, after: memoryAfter },
      }),
    ];
  } finally {
    await close();
    await remove();
    await clearUnits();
  }
};

export const burst: Group = {
  names: ['logs.burst', 'logs.burst.order', 'logs.burst.frame', 'logs.burst.memory'],
  measure: async (tell) => {
    tell(...(await withoutRateLimit(measure)));
  },
};
