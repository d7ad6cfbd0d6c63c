/** The pages before the one that is open. */
import { isSamePage, type Page } from '../../../electron/core/app/page.ts';

const most = 50;

const isSameSection = (a: Page, b: Page): boolean =>
  isSamePage(a, b) && (a.kind !== 'unit' || b.kind !== 'unit' || a.section === b.section);

export const createPagesBefore = () => {
  /** Newest last. */
  let before: readonly Page[] = [];
  return {
    /** Another page opens. */
    leave(page: Page): void {
      before = [...before.slice(1 - most), page];
    },
    /** Returns the page to go back to: the open one if there is none before it. */
    back(open: Page): Page {
      // A section opened by its tab is no step, so the last page may be open by now.
      const at = before.findLastIndex((page) => !isSameSection(page, open));
      const page = before[at];
      before = before.slice(0, Math.max(0, at));
      return page ?? open;
    },
  };
};
