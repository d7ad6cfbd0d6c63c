/** Finds the parts of a unit’s page as a person would. */
import { button, page } from './scene.ts';

export const bar = () => page.getByRole('toolbar', { name: 'Actions' });
export const verdict = () => page.getByRole('region', { name: 'How it is' });
export const state = () => page.getByRole('status', { name: 'State' });
/** Chooses an item in the unit’s menu. */
export const chooseInMenu = async (name: RegExp): Promise<void> => {
  await button('More').click();
  await page.getByRole('menuitem', { name }).click();
};
/** Shows all that systemd says about the unit. */
export const showDetails = (): Promise<void> => button('All details').click();
