/** Views and edits the files of a unit as a person would. */
import { button, dialog, page } from './scene.ts';
import { person } from '../../fake/makers.ts';

export const editor = () =>
  page.getByRole('textbox', { name: /worker\.service$|override.*\.conf$|worker\.sh$/ });
export const see = (name: string) =>
  page.getByRole('radio', { name, exact: true }).check({ force: true });
/** The file that the scenes show. */
export const path = `${person.unitFolder}/worker.service`;
export const list = () => page.getByRole('region', { name: 'Files of this unit' });

/** Types a line at the end of the text. */
export const type = async (line: string): Promise<void> => {
  await editor().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(line);
};
export const save = async (): Promise<void> => {
  await button('Save…').click();
  await dialog().getByRole('button', { name: 'Save' }).click();
};

/** Changes or removes the file on disk behind the editor’s back, and notifies the window. */
export const changesElsewhere = (text: string | null): Promise<void> =>
  page.evaluate((now) => {
    if (now === null) window.fake?.disk.removeElsewhere('worker.service');
    else window.fake?.disk.changeElsewhere('worker.service', now);
    window.fake?.emit('files', null);
  }, text);
