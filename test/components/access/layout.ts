/** What is wrong with a layout, in words; empty when all is well. */
import { page } from '../driving/scene.ts';

/** Controls outside the window, text squeezed into a column of letters, and pages that scroll sideways. */
export const layoutFaults = (): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const { innerWidth: width, innerHeight: height } = window;
    const nameOf = (one: Element): string =>
      `${one.tagName.toLowerCase()} “${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40)}”`;
    const overflow = document.documentElement.scrollWidth - width;
    if (overflow > 1) found.push(`the page is ${String(overflow)} px too wide`);
    const isShown = (one: Element): boolean =>
      one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      one.closest('.unseen, [inert], [aria-hidden=true]') === null;
    /** What scrolls sideways holds lines of code, which must not wrap. */
    const scrolls = (one: Element): boolean => {
      for (let box = one.parentElement; box !== null; box = box.parentElement)
        if (
          /auto|scroll/.test(getComputedStyle(box).overflowX) &&
          box.scrollWidth > box.clientWidth + 1
        )
          return box.matches('[role=region], pre, .lines, .editor, [role=log]');
      return false;
    };
    const controls =
      'button, input, textarea, select, a[href], summary, [role=tab], [role=option], [role=menuitem]';
    for (const one of document.querySelectorAll(controls)) {
      const box = one.getBoundingClientRect();
      if (!isShown(one) || box.width === 0 || scrolls(one)) continue;
      if (box.left < -1 || box.right > width + 1)
        found.push(
          `${nameOf(one)} is beside the window: ${String(Math.round(box.left))} to ${String(Math.round(box.right))}`,
        );
    }
    for (const one of document.querySelectorAll(
      '[data-bits-floating-content-wrapper], [role=dialog]',
    )) {
      const box = one.getBoundingClientRect();
      if (!isShown(one) || box.width === 0) continue;
      if (box.left < -1 || box.right > width + 1 || box.top < -1 || box.bottom > height + 1)
        found.push(`${nameOf(one)} is partly off the screen`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || (node.textContent ?? '').trim().length < 12 || !isShown(parent))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width > 0 && box.width < 50 && box.height > 60)
        found.push(`${nameOf(parent)} is squeezed to ${String(Math.round(box.width))} px`);
    }
    return found;
  });
