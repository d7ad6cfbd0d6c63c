/** After each action the focus is somewhere a person can go on from: never on the body, nor on what is gone. */
import { describe, expect, test } from 'vitest';
import { filesConflictTexts } from '../../../electron/core/texts/files/conflict.ts';
import { lingerTexts } from '../../../electron/core/texts/linger.ts';
import { survivalReviewTexts } from '../../../electron/core/texts/survival/review.ts';
import { changesElsewhere, editor, save, see, type } from '../driving/files.ts';
import { alert, button, dialog, happens, open, page, patiently } from '../driving/scene.ts';
import { bar, chooseInMenu } from '../driving/unit.ts';
import type { SceneName } from '../../fake/scenes.ts';

/** Where the focus is: `nothing` where a person would have to start over. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    const isPlace =
      activeElement !== null &&
      activeElement !== document.body &&
      activeElement.checkVisibility() &&
      activeElement.closest('[inert]') === null &&
      !activeElement.matches(':disabled');
    return isPlace ? activeElement.tagName.toLowerCase() : 'nothing';
  });

/** The focus, once nothing moves it any more. */
const ends = async (): Promise<void> => {
  await expect.poll(focused, patiently).not.toBe('nothing');
  // It may fall later, when an answer removes what had it.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  await expect.poll(focused, patiently).not.toBe('nothing');
};

/** Focuses and presses, as with Tab and Enter. */
const enter = async (name: string | RegExp): Promise<void> => {
  await button(name).focus();
  await page.keyboard.press('Enter');
};
const inDialog = async (name: string): Promise<void> => {
  await dialog().getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
};

const actions: [string, SceneName, () => Promise<unknown>][] = [
  ['opening a service', 'few', () => page.getByRole('treeitem', { name: /worker/ }).click()],
  [
    'starting',
    'stopped',
    () => bar().getByRole('button', { name: 'Start', exact: true }).press('Enter'),
  ],
  ['stopping', 'running', () => bar().getByRole('button', { name: 'Stop' }).press('Enter')],
  ['restarting', 'running', () => bar().getByRole('button', { name: 'Restart' }).press('Enter')],
  ['killing', 'stop-timed-out', () => bar().getByRole('button', { name: 'Kill' }).press('Enter')],
  ['enabling', 'running', () => page.getByRole('main').getByRole('switch').press('Space')],
  ['dismissing a problem', 'start-failed', () => enter('Dismiss')],
  ['re-reading unit files', 'reload', () => enter(/^Reload/)],
  ['unmasking', 'masked', () => chooseInMenu(/^Unmask/)],
  ['pinning', 'running', () => chooseInMenu(/^Pin/)],
  [
    'closing the menu',
    'running',
    async () => {
      await button('More').click();
      await page.keyboard.press('Escape');
    },
  ],
  [
    'not deleting',
    'running',
    async () => {
      await chooseInMenu(/^Delete/);
      await inDialog('Cancel');
    },
  ],
  [
    'deleting',
    'running',
    async () => {
      await chooseInMenu(/^Delete/);
      await inDialog('Delete');
      await happens({ kind: 'units', changed: [], removed: ['worker.service'] });
    },
  ],
  ['undoing a deletion', 'deleted', () => enter('Undo')],
  ['dismissing a deletion', 'deleted', () => enter('Dismiss')],
  ['dismissing what was undone', 'undone', () => enter('Dismiss')],
  ['leaving an interrupted change', 'interrupted-edit', () => enter('Leave as is')],
  ['finishing an interrupted change', 'interrupted-edit', () => enter('Finish')],
  [
    'saving',
    'file',
    async () => {
      await type('# mine');
      await save();
      await dialog().waitFor({ state: 'detached' });
    },
  ],
  [
    'not saving',
    'file',
    async () => {
      await type('# mine');
      await button('Save…').click();
      await inDialog('Keep editing');
    },
  ],
  [
    'discarding',
    'file',
    async () => {
      await type('# mine');
      await enter('Discard changes');
    },
  ],
  ['another view of a file', 'file', () => see('Form')],
  [
    'restoring a version',
    'file-history',
    async () => {
      await see('History');
      await enter('Restore this version');
    },
  ],
  [
    'comparing',
    'file',
    async () => {
      await type('# mine');
      await changesElsewhere('[Service]\nExecStart=/bin/other\n');
      await enter('Compare');
    },
  ],
  [
    'deciding a conflict',
    'file',
    async () => {
      await type('# mine');
      await changesElsewhere('[Service]\nExecStart=/bin/other\n');
      await enter('Compare');
      await enter(filesConflictTexts.useTheirs);
      await editor().getByText('/bin/other').waitFor();
    },
  ],
  [
    'dismissing that systemd did not re-read',
    'save-unread',
    async () => {
      await type('# mine');
      await save();
      await alert(/./).getByRole('button', { name: 'Dismiss' }).press('Enter');
    },
  ],
  [
    'turning lingering on',
    'settings',
    async () => {
      await page.getByRole('main').getByRole('switch').first().press('Space');
      await inDialog(lingerTexts.turnOn);
    },
  ],
  [
    'not turning lingering on',
    'settings',
    async () => {
      await page.getByRole('main').getByRole('switch').first().press('Space');
      await inDialog('Cancel');
    },
  ],
  [
    'turning lingering off',
    'settings-linger',
    async () => {
      await page.getByRole('main').getByRole('switch').first().press('Space');
      await inDialog(survivalReviewTexts.turnOff);
    },
  ],
  ['restoring a deleted service', 'settings-deleted', () => enter('Restore gone.service')],
  ['keeping an unfinished creation', 'create-unfinished', () => enter('Keep it')],
  [
    'finding with the palette',
    'few',
    async () => {
      await page.keyboard.press('Control+k');
      await dialog().getByRole('combobox').fill('worker');
      await page.keyboard.press('Enter');
      await dialog().waitFor({ state: 'detached' });
    },
  ],
  [
    'closing the palette',
    'few',
    async () => {
      await page.getByRole('tree').focus();
      await page.keyboard.press('Control+k');
      await dialog().getByRole('combobox').waitFor();
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
    },
  ],
  [
    'closing the fields of a line',
    'log',
    async () => {
      await page.getByRole('option', { name: /tick 199/ }).dblclick();
      await page
        .getByRole('region', { name: 'All fields of this line' })
        .or(page.getByRole('region', { name: 'Fields', exact: true }))
        .first()
        .waitFor();
      await enter('Close');
    },
  ],
  [
    'choosing a time range',
    'log',
    async () => {
      await button(/^Time/).click();
      await button('Last hour').press('Enter');
    },
  ],
];

describe('the focus is in the page after', () => {
  test.each(actions)('%s', async (_, scene, act) => {
    await open(scene);
    await act();
    await ends();
  });
});
