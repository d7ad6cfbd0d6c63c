/** Where the keyboard is: kept in the page when what had the focus disappears, and moved between panes. */

const tabbable =
  ':is(a[href], button, input, textarea, select, summary, [tabindex="0"]):not(:disabled, [tabindex="-1"])';

const isShown = (element: Element): boolean =>
  element.closest('[inert]') === null && element.checkVisibility({ checkVisibilityCSS: true });

const isUsable = (element: Element): boolean => isShown(element) && !element.matches(':disabled');

/** Parts of a page that say where one is; they take the focus, but not the Tab key. */
const places =
  '[role=dialog], [role=tabpanel], section[aria-label], section[aria-labelledby], nav, main';

/** Focuses a part of the page without an action, so that Enter pressed twice does nothing else. */
const focusPlace = (place: HTMLElement): void => {
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
};

/** Time for menus and dialogs to return the focus themselves, in milliseconds. */
const patience = 60;

/**
 * Puts the focus into the nearest place that is left when what had it is removed or disabled: otherwise it falls to
 * the body, and screen readers and the Tab key start over. Returns how to stop.
 */
export const keepFocus = (): (() => void) => {
  /** What had the focus last, with what is around it, innermost first. */
  let last: Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const remember = ({ target }: FocusEvent): void => {
    last = [];
    for (let one = target as Element | null; one !== null; one = one.parentElement) last.push(one);
  };
  const isLost = (): boolean => {
    const { activeElement } = document;
    const [focused] = last;
    if (focused === undefined) return false;
    return activeElement === null || activeElement === document.body
      ? !isUsable(focused)
      : activeElement.matches(':disabled');
  };
  const restore = (): void => {
    timer = undefined;
    if (!isLost()) return;
    const around = last.find((one) => one.matches(places) && isShown(one) && one !== last[0]);
    const place = around ?? [...document.querySelectorAll('main, #app')].find(isShown);
    if (place instanceof HTMLElement) focusPlace(place);
  };
  const look = (): void => {
    const { activeElement } = document;
    // Only `restore` asks `isLost`, which may force a layout while the page is changing.
    if (last.length > 0 && (activeElement === null || activeElement.matches('body, :disabled')))
      timer ??= setTimeout(restore, patience);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'inert'],
  });
  document.addEventListener('focusin', remember);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    clearTimeout(timer);
  };
};

/** What to focus first in a part of the page: what it marks with `data-focus-first`, else its first control. */
const firstIn = (part: Element): HTMLElement | null => {
  const marked = [...part.querySelectorAll<HTMLElement>('[data-focus-first]')].find(isShown);
  const first = marked ?? [...part.querySelectorAll<HTMLElement>(tabbable)].find(isUsable) ?? null;
  // An editor is in the shadow root of what is marked.
  return first?.shadowRoot?.querySelector<HTMLElement>('[contenteditable]') ?? first;
};

/** The list, the page, and the open section of the page. */
const panes = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('nav, main, main [role=tabpanel]')].filter(isShown);

/** Moves the focus to the next part of the window. */
export const focusPane = (direction: 1 | -1): void => {
  const all = panes();
  const at = all.findLastIndex((pane) => pane.contains(document.activeElement));
  const from = at < 0 && direction < 0 ? 0 : at;
  const next = all[(from + direction + all.length) % all.length];
  if (next !== undefined) (firstIn(next) ?? next).focus();
};

/** How long what a section marks may take to appear, and after which time its first control will do, in milliseconds. */
const longest = 5000;
const soon = 400;

/** Focuses what the page's open section marks, or its first control, unless the focus moves elsewhere meanwhile. */
export const focusSection = (): void => {
  const begun = performance.now();
  /** The element that has the focus without the user having moved it there. */
  let left = document.activeElement;
  const look = (): void => {
    const { activeElement } = document;
    const isFree = activeElement === left || activeElement?.matches(`body, ${places}`) === true;
    const passed = performance.now() - begun;
    if (!isFree || passed > longest) return;
    const section =
      document.querySelector('main [role=tabpanel]') ?? document.querySelector('main');
    const first = section === null ? null : firstIn(section);
    const isMarked = section?.querySelector('[data-focus-first]') != null;
    if (first !== null && (isMarked || passed > soon)) first.focus();
    if (isMarked && first !== null) return;
    if (first !== null && passed > soon) left = first;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
