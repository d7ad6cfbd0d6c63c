/**
 * What the person looks at in the window: only while it has the focus, since another program's may cover it, and only
 * after a moment, since a window that opens shows its first page before the one that was asked for.
 */
import { isSamePage, type Page } from '../../core/app/page.ts';

const glanceMs = 700;

/** Whether this page shows what is wrong with the unit: its own page, or Home. */
export const showsUnit = (page: Page, unit: string): boolean =>
  page.kind === 'home' || (page.kind === 'unit' && page.unit === unit);

/** @param onLook called with each page that the person looks at. */
export const createPageInView = (onLook: (page: Page) => void) => {
  let shown: Page | null = null;
  let isFocused = false;
  let looked: Page | null = null;
  let timer: NodeJS.Timeout | undefined;

  const change = (): void => {
    clearTimeout(timer);
    looked = null;
    const page = shown;
    if (!isFocused || page === null) return;
    timer = setTimeout(() => {
      looked = page;
      onLook(page);
    }, glanceMs);
  };
  return {
    /** Takes the page of the window; null when the window is gone. */
    show: (page: Page | null): void => {
      const isSame = shown !== null && page !== null && isSamePage(shown, page);
      shown = page;
      if (!isSame) change();
    },
    focus: (focused: boolean): void => {
      if (focused === isFocused) return;
      isFocused = focused;
      change();
    },
    /** Whether the person sees this unit's troubles now. */
    sees: (unit: string): boolean => looked !== null && showsUnit(looked, unit),
    close: (): void => {
      clearTimeout(timer);
    },
  };
};

export type PageInView = ReturnType<typeof createPageInView>;
