/** Finds texts on a pseudo-language page that bypass the catalogue, and words that do not fit. */
import type { Page } from 'playwright-core';

/** Names, paths, messages and values: the computer’s own words, the same in every language. */
const own = 'code, kbd, samp, pre, .name, [translate="no"], script, style';

/** Texts shown without the catalogue’s brackets. */
export const leftOut = (page: Page, part: string): Promise<string[]> =>
  page.locator(part).evaluateAll((roots, own) => {
    const found: string[] = [];
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      // A text may consist of several pieces, with code between them.
      const open = new Map<Element, string>();
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (parent?.closest(own) !== null) continue;
        open.set(parent, (open.get(parent) ?? '') + (node.textContent ?? ''));
      }
      for (const text of open.values()) {
        const words = text.trim();
        if (/\p{L}/u.test(words) && !/^\[[\s\S]*\]$/.test(words)) found.push(words);
      }
      for (const element of root.querySelectorAll('[data-tip], [aria-label], [placeholder]'))
        for (const name of ['data-tip', 'aria-label', 'placeholder']) {
          // The tip of a time shows its exact moment.
          if (element.closest(own) !== null || (name === 'data-tip' && element.tagName === 'TIME'))
            continue;
          const words = element.getAttribute(name) ?? '';
          const isName = /^\S*[.@/]\S*$/.test(words);
          if (/\p{L}/u.test(words) && !words.startsWith('[') && !isName)
            found.push(`${name}: ${words}`);
        }
    }
    return found;
  }, own);

/** Texts that are cut off, or overflow their box. A text ending in “…” may be cut if its tip has all of it. */
export const clipped = (page: Page, part: string): Promise<string[]> =>
  page.locator(part).evaluateAll(
    (roots, own) =>
      roots
        .flatMap((root) => [root, ...root.querySelectorAll('*')])
        .filter(
          (element) =>
            element instanceof HTMLElement &&
            element.clientWidth > 0 &&
            element.scrollWidth > element.clientWidth + 1 &&
            element.closest(`${own}, .unseen`) === null &&
            !(
              getComputedStyle(element).textOverflow === 'ellipsis' &&
              (element.querySelector(own) !== null || element.closest('[data-tip]') !== null)
            ),
        )
        .map(
          (element) =>
            `${element.tagName}.${element.classList.value}: ${element.textContent.trim().slice(0, 80)}`,
        ),
    own,
  );
