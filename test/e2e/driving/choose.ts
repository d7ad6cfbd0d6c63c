/** Uses selection lists as a person does. */
import type { Locator, Page } from 'playwright-core';

/** Opens the list with this name. Returns its options. */
export const openChoices = async (page: Page, name: string): Promise<Locator> => {
  await page.getByRole('combobox', { name, exact: true }).click();
  return page.getByRole('listbox', { name, exact: true }).getByRole('option');
};

export const choose = async (page: Page, name: string, option: string | RegExp): Promise<void> => {
  const options = await openChoices(page, name);
  await options.and(page.getByRole('option', { name: option, exact: true })).click();
};
