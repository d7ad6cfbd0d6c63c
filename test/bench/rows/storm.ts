/** 300 services restarted at once: does the window still answer, and is what it shows correct in the end? */
import { setTimeout as pause } from 'node:timers/promises';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { openHearth } from '../hearth-window.ts';
import { activeStates, clearUnits, firstNames, layUnits, unitName } from '../own-units.ts';
import { profiled } from '../profile.ts';
import { rowOf, type Group } from '../row.ts';
import { most, p95 } from '../statistics.ts';

const count = 1000;
const running = 300;
const betweenClicksMs = 40;

/** While this file exists, every sixth restarted service fails: a list that never updated would be wrong. */
const flag = path.join(tmpdir(), 'hearth-bench-storm');
const exec = (index: number): string =>
  index % 6 === 5
    ? `/bin/sh -c '! test -e ${flag} || exit 1; exec sleep infinity'`
    : '/bin/sleep infinity';

declare global {
  interface Window {
    benchAnswers?: number[];
  }
}

/** Each click on a row → that unit's page, painted; counted from the moment of the click. */
const watchClicks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const answers: number[] = [];
    window.benchAnswers = answers;
    const title = (): string => document.querySelector('main h1')?.textContent ?? '';
    const nameIn = (row: Element): string => /[\w-]*a-bench-\d+/.exec(row.textContent)?.[0] ?? '';
    document.addEventListener(
      'click',
      (event) => {
        const row = (event.target as Element).closest('[role=treeitem]');
        if (row === null) return;
        const name = nameIn(row);
        const look = (): void => {
          if (!title().includes(name)) {
            requestAnimationFrame(look);
            return;
          }
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            answers.push(performance.now() - event.timeStamp);
          };
          channel.port2.postMessage(null);
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });

/** Clicks on rows in turn, as a person in a hurry does, until `over`. @returns how many. */
const clickUntil = async (page: Page, over: () => boolean): Promise<number> => {
  const tree = await page.getByRole('tree').boundingBox();
  if (tree === null) throw new Error('the list is not there');
  let clicks = 0;
  while (!over()) {
    // Rows move while some fail; click whatever is there.
    await page.mouse.click(tree.x + tree.width / 2, tree.y + 100 + 90 * (clicks % 4));
    clicks += 1;
    await pause(betweenClicksMs);
  }
  return clicks;
};

const clickFor = (page: Page, ms: number): Promise<number> => {
  const end = performance.now() + ms;
  return clickUntil(page, () => performance.now() > end);
};

/** All rows of the list, scrolled through from top to bottom: name → displayed state. */
const rowsShown = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const tree = document.querySelector('[role=tree]');
    if (tree === null) throw new Error('the list is not there');
    const shown: Record<string, string> = {};
    for (let top = 0; top < tree.scrollHeight; top += tree.clientHeight) {
      tree.scrollTop = top;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      for (const row of document.querySelectorAll('[role=treeitem]')) {
        const name = /a-bench-\d+/.exec(row.textContent)?.[0];
        if (name !== undefined) shown[`${name}.service`] = row.textContent;
      }
    }
    tree.scrollTop = 0;
    return shown;
  });

const words: Record<string, string> = { active: 'running', failed: 'failed', inactive: 'stopped' };

/** The restarted services that the list shows differently than systemctl. */
const wrongRows = async (page: Page): Promise<string[]> => {
  const [shown, states] = [await rowsShown(page), await activeStates()];
  return firstNames(running).flatMap((name) => {
    const state = states.get(name) ?? 'inactive';
    const word = words[state] ?? state;
    return shown[name]?.includes(word) === true
      ? []
      : [`${name}: ${shown[name] ?? '–'}, is ${word}`];
  });
};

/** Waits until the list is correct, 5 s at most. @returns what is wrong at the end. */
const settled = async (page: Page): Promise<{ wrong: string[]; ms: number }> => {
  const began = performance.now();
  for (;;) {
    const wrong = await wrongRows(page);
    const ms = performance.now() - began;
    if (wrong.length === 0 || ms > 5000) return { wrong, ms };
  }
};

const measure = async () => {
  await rm(flag, { force: true });
  await layUnits({ count, running, exec });
  const { page, close } = await openHearth();
  try {
    await page.getByRole('treeitem', { name: unitName(1).replace('.service', '') }).waitFor();
    await watchClicks(page);
    // Open a service first, as people have: the first page opened compiles what all later ones use.
    await clickFor(page, 1000);
    await page.evaluate(() => window.benchAnswers?.splice(0));
    await writeFile(flag, '');
    let over = false;
    const storm = execa('systemctl', ['--user', 'restart', ...firstNames(running)], {
      reject: false,
    }).then(async () => {
      // The last changes are still on their way.
      await pause(500);
      over = true;
    });
    const clicks = await profiled(page, 'change.storm', () => clickUntil(page, () => over));
    await storm;
    await pause(300);
    const answers = (await page.evaluate(() => window.benchAnswers)) ?? [];
    if (clicks < 10 || answers.length < clicks * 0.8)
      throw new Error(`only ${answers.length} of ${clicks} clicks were answered`);
    const failed = [...(await activeStates()).values()].filter(
      (state) => state === 'failed',
    ).length;
    if (failed < 40) throw new Error(`only ${failed} services failed: the storm was none`);
    const { wrong, ms } = await settled(page);
    return [
      rowOf({
        name: 'change.storm',
        measured: `longest of ${clicks} clicks on rows, click → page painted, while 300 of 1,000 services restart, 50 of them to fail`,
        unit: 'ms',
        runs: answers,
        by: most,
        goal: { atMost: 100 },
        details: { p95: p95(answers), over100: answers.filter((ms) => ms > 100).length },
      }),
      rowOf({
        name: 'change.storm.final',
        measured: 'rows of the list that do not say what systemctl says, after the storm',
        unit: 'rows',
        runs: [wrong.length],
        goal: { atMost: 0 },
        details: { exactWithinMs: Math.round(ms), wrong: wrong.slice(0, 10) },
      }),
    ];
  } finally {
    await close();
    await rm(flag, { force: true });
    await clearUnits();
  }
};

export const storm: Group = {
  names: ['change.storm', 'change.storm.final'],
  measure: async (tell) => {
    tell(...(await measure()));
  },
};
