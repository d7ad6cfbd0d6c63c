/** When something was painted in a page, by the clock of this process. */
import type { Page } from 'playwright-core';

/**
 * What to add to the page's performance.now() to get this process's. Both count CLOCK_MONOTONIC, from different starts;
 * each question narrows the difference to the time it took, and together they leave a fraction of a millisecond.
 */
export const clockOf = async (page: Page): Promise<number> => {
  let [least, most] = [-Infinity, Infinity];
  for (let i = 0; i < 100; i += 1) {
    const asked = performance.now();
    const there = await page.evaluate(() => performance.now());
    least = Math.max(least, asked - there);
    most = Math.min(most, performance.now() - there);
  }
  return (least + most) / 2;
};

declare global {
  interface Window {
    benchPainted?: Promise<number>;
  }
}

/**
 * Watches from now on for an element that shows all these words. The returned function waits until it has been painted:
 * the animation frame after the change, and the task after that frame. @returns this process's moment.
 */
export const watchText = async (
  page: Page,
  clock: number,
  selector: string,
  ...words: string[]
) => {
  await page.evaluate(
    ([wanted = '', ...texts]) => {
      window.benchPainted = new Promise((resolve) => {
        const shown = (): boolean =>
          [...document.querySelectorAll(wanted)].some(({ textContent }) =>
            texts.every((text) => textContent.includes(text)),
          );
        const afterPaint = (): void => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            resolve(performance.now());
          };
          channel.port2.postMessage(null);
        };
        const look = (): void => {
          if (!shown()) return;
          observer.disconnect();
          requestAnimationFrame(afterPaint);
        };
        const observer = new MutationObserver(look);
        const all = { subtree: true, childList: true, characterData: true, attributes: true };
        observer.observe(document.body, all);
        look();
      });
    },
    [selector, ...words],
  );
  return async (): Promise<number> => {
    const at = await page.evaluate(() => window.benchPainted);
    if (at === undefined) throw new Error('the page has lost its watch');
    return at + clock;
  };
};

/** The same for the row of a list. */
export const watchRow = (page: Page, clock: number, name: string, word: string) =>
  watchText(page, clock, '[role=treeitem]', name, word);
