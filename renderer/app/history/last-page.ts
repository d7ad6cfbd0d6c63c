/** The page that is open, kept so that a window whose process ended comes back where it was. */
import type { Page } from '../../../electron/core/app/page.ts';

const key = 'page';

/** The list in a new window. */
export const lastPage = (): Page => {
  // Of this window only; the browser keeps it when the window's process ends.
  const kept = sessionStorage.getItem(key);
  return kept === null ? { kind: 'home' } : (JSON.parse(kept) as Page);
};

export const keepPage = (page: Page): void => {
  sessionStorage.setItem(key, JSON.stringify(page));
};
