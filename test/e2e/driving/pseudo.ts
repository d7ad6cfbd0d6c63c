/** What a page in the pseudo-language shows of texts that were left out, and of words that do not fit. */
import type { Page } from 'playwright-core';

/** Texts that are shown without the catalogue’s brackets. Code is no language. */
export const leftOut = (page: Page, part: string): Promise<string[]> =>
  page.locator(part).evaluate((root) => {
    const own = 'code, kbd, samp, pre, .name, script, style';
    const found: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    // A text may be in several pieces, with code between them.
    const open = new Map<Element, string>();
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest(own) !== null) continue;
      open.set(parent, (open.get(parent) ?? '') + (node.textContent ?? ''));
    }
    for (const text of open.values()) {
      const words = text.trim();
      if (/\p{L}/u.test(words) && !/^\[[\s\S]*\]$/.test(words)) found.push(words);
    }
    for (const element of root.querySelectorAll('[title], [aria-label], [placeholder]'))
      for (const name of ['title', 'aria-label', 'placeholder']) {
        const words = element.getAttribute(name) ?? '';
        if (/\p{L}/u.test(words) && !words.startsWith('[')) found.push(`${name}: ${words}`);
      }
    return found;
  });

/** Texts that are cut off, or reach out of what they are in. */
export const clipped = (page: Page, part: string): Promise<string[]> =>
  page
    .locator(part)
    .evaluate((root) =>
      [root, ...root.querySelectorAll('*')]
        .filter(
          (element) =>
            element instanceof HTMLElement &&
            element.clientWidth > 0 &&
            element.scrollWidth > element.clientWidth + 1,
        )
        .map((element) => (element.textContent ?? '').trim().slice(0, 80)),
    );
