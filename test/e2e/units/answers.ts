/** How soon the window answers a click. */
import type { Page } from 'playwright-core';

/** Milliseconds from a click on a tab to the frame that shows it, measured in the page; 9999 if that frame doesn't. */
export const answerTo = (page: Page, tab: string): Promise<number> =>
  page.evaluate(async (label) => {
    const found = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find(
      (each) => each.textContent.trim() === label,
    );
    const began = performance.now();
    found?.click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return found?.getAttribute('aria-selected') === 'true' ? performance.now() - began : 9999;
  }, tab);

export interface Answers {
  count: number;
  median: number;
  p95: number;
  longest: number;
}

export const answersOf = (waits: readonly number[]): Answers => {
  const sorted = [...waits].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
  return { count: sorted.length, median: at(0.5), p95: at(0.95), longest: at(1) };
};

export const answersLine = ({ count, median, p95, longest }: Answers): string =>
  `clicks: ${String(count)}, median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`;
