/** Fills in the form of a new service as a person does. */
import type { Page } from 'playwright-core';
import { shellLine } from '../../../electron/core/commands.ts';
import { choose } from './choose.ts';

export interface Typed {
  name?: string;
  description?: string;
  program?: string;
  args?: string[];
  script?: string;
  type?: string;
  restart?: string;
  environment?: string;
  workingFolder?: string;
  proofFile?: string;
  startNow?: boolean;
  startAutomatically?: boolean;
}

/** Opens an empty form, from wherever the window is. */
export const openForm = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'New service' }).first().click();
  const back = page.getByRole('button', { name: 'Back to the form' });
  const create = page.getByRole('button', { name: 'Create service' });
  // What was created leaves by itself; what failed stays.
  await back.or(create).first().waitFor();
  if (await back.isVisible()) await back.click();
  await create.waitFor();
};

const flip = async (page: Page, name: string, wanted: boolean): Promise<void> => {
  const control = page.getByRole('main').getByRole('switch', { name });
  if ((await control.isChecked()) !== wanted) await control.click();
};

/** Fills in the named fields, and empties the others that matter. */
export const fillForm = async (page: Page, typed: Typed): Promise<void> => {
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  await page.getByRole('radio', { name: 'Keeps running' }).check({ force: true });
  await field('Name').fill(typed.name ?? '');
  await field('Description').fill(typed.description ?? '');
  const way = typed.script === undefined ? 'program' : 'script';
  await page.getByRole('radio', { name: new RegExp(way, 'i') }).check({ force: true });
  if (typed.script === undefined) {
    const { program = '', args = [] } = typed;
    await field('Command').fill(program === '' ? '' : shellLine({ program, args }));
  } else {
    await field('Script').fill(typed.script);
  }
  await field('Working folder').fill(typed.workingFolder ?? '');
  await field('Environment').fill(typed.environment ?? '');
  await field('Proof file').fill(typed.proofFile ?? '');
  await choose(page, 'Type', typed.type ?? 'exec');
  await choose(page, 'Restart', typed.restart ?? 'on-failure');
  await flip(page, 'Start automatically', typed.startAutomatically ?? true);
  await flip(page, 'Start now', typed.startNow ?? true);
};

export const submit = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Create service' }).click();

/** Opens, fills and submits. */
export const create = async (page: Page, typed: Typed): Promise<void> => {
  await openForm(page);
  await fillForm(page, typed);
  await submit(page);
};
