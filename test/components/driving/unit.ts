/** The page of a unit, as a person finds its parts. */
import { button, page } from './scene.ts';

export const bar = () => page.getByRole('toolbar', { name: 'Actions' });
export const state = () => page.getByRole('status', { name: 'State' });
/** Chooses in the menu of the unit. */
export const chooseInMenu = async (name: RegExp): Promise<void> => {
  await button('More').click();
  await page.getByRole('menuitem', { name }).click();
};
