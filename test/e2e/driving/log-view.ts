/** Reads and uses a window's log as a person does. */
import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import type { Hearth } from './hearth.ts';

export interface LogView {
  open(unit: string): Promise<void>;
  /** Opens the journal of all units: another page, so that the next log opens afresh. */
  openJournal(): Promise<void>;
  list(): Locator;
  row(text: string | RegExp): Locator;
  search(): Locator;
  /** Waits until this text is shown. */
  says(text: string | RegExp): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  /** The messages in view and near it, oldest first. */
  shown(): Promise<string[]>;
  /** Scrolls to a height in pixels, or to the end. */
  scrollTo(top: number | 'end'): Promise<void>;
  /** The numbers of the lines in view; each must follow the previous. */
  unbroken(): Promise<number[]>;
  clipboard(): Promise<string>;
}

/** The number in `line 12`; -1 for any other message. */
export const numberOf = (message = ''): number => Number(/line (\d+)/.exec(message)?.[1] ?? -1);

export const logView = (hearth: Hearth, page: Page): LogView => {
  const list = (): Locator => page.getByRole('listbox', { name: 'Log' });
  const press = (name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name }).click();
  const shown = (): Promise<string[]> =>
    page
      .locator('[role=option] .message')
      .evaluateAll((messages) => messages.map(({ textContent }) => textContent.trim()));
  return {
    open: async (unit) => {
      const name = new RegExp(unit.replace('.service', ''));
      await page.getByRole('treeitem', { name }).click();
      await page.getByRole('tab', { name: 'Log' }).click();
    },
    openJournal: () => page.getByRole('button', { name: 'Logs', exact: true }).click(),
    list,
    row: (text) => list().getByRole('option').filter({ hasText: text }),
    search: () => page.getByRole('textbox', { name: 'Search messages' }),
    says: (text) => page.getByText(text).first().waitFor(),
    press,
    shown,
    scrollTo: async (top) => {
      await list().evaluate(async (element, to) => {
        element.scrollTop = to === 'end' ? element.scrollHeight : to;
        // The page follows in its next frame; until then it still shows the old lines.
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
      }, top);
    },
    unbroken: async () => {
      const numbers = (await shown()).map(numberOf);
      expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
      return numbers;
    },
    clipboard: () => hearth.app.evaluate(({ clipboard }) => clipboard.readText()),
  };
};
