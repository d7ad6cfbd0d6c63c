/** Finds the folded groups of the forms, and their fields, as a person would. */
import type { SettingGroup } from '../../../electron/core/fields/setting.ts';
import { fieldsFormTexts } from '../../../electron/core/texts/fields/form.ts';
import { page } from './scene.ts';

type Labelled = keyof typeof fieldsFormTexts.labels;

export const fold = (group: SettingGroup) =>
  page.locator('summary').filter({
    hasText: new RegExp(`^\\s*${fieldsFormTexts.groups[group]}`),
  });

export const unfold = (group: SettingGroup): Promise<void> => fold(group).click();

export const label = (key: Labelled): string => fieldsFormTexts.labels[key];

export const nthItem = (key: Labelled, place: number) => ({ label: label(key), place });

export const item = (key: Labelled, place: number) =>
  page
    .getByRole('group', { name: label(key), exact: true })
    .locator('input[type=text]')
    .nth(place - 1);

export const add = (key: Labelled) =>
  page.getByRole('button', { name: `${fieldsFormTexts.add}: ${label(key)}`, exact: true });
