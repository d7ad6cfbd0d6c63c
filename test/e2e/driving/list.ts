/** Finds units in the list as a person does. */
import type { Locator, Page } from 'playwright-core';
import { choose } from './choose.ts';

/** The search of the list, shown with its filters. */
export const listSearch = async (page: Page): Promise<Locator> => {
  const search = page.getByRole('combobox', { name: 'Search services' });
  await page.getByRole('tree', { name: 'Services' }).waitFor();
  if (!(await search.isVisible()))
    await page.getByRole('button', { name: 'Search and filter the list' }).click();
  await search.waitFor();
  return search;
};

/** Chooses in one of the filters, or the order. */
export const filterList = async (
  page: Page,
  name: 'Filter by type' | 'Filter by state' | 'Sort',
  option: string,
): Promise<void> => {
  await listSearch(page);
  await choose(page, name, option);
};

/** Unfolds the units that are not the person’s own. */
export const showSystem = (page: Page): Promise<void> =>
  page.getByRole('treeitem', { name: /^From your system/, expanded: false }).click();
