/** The first page: what needs the person, else how everything is. */
import { describe, expect, test } from 'vitest';
import { environmentComputerTexts } from '../../electron/core/texts/environment/computer.ts';
import { unitsHomeTexts } from '../../electron/core/texts/units/home.ts';
import { asked, button, open, page } from './driving/scene.ts';

describe('the first page', () => {
  test('shows what needs you, why, and what to do about it', async () => {
    await open('few');
    await page.getByRole('heading', { name: '1 service needs you', level: 1 }).waitFor();
    const card = page
      .getByRole('list', { name: unitsHomeTexts.needing })
      .getByRole('listitem', { name: 'notes.service' });
    await card.getByText('Ended with exit code 1, 3 min ago').waitFor();
    await card.getByRole('button', { name: 'Start again' }).click();
    await expect
      .poll(() => asked('actOnUnit'))
      .toEqual([{ unit: 'notes.service', action: 'start' }]);
    await page.getByRole('heading', { name: /^All well: 3 running, next: backup, / }).waitFor();
  });

  test('opens the page of what needs you', async () => {
    await open('few');
    await page.getByRole('main').getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { name: 'notes.service', level: 1 }).waitFor();
  });

  test('says what was left unsaved', async () => {
    await open('file-draft');
    await page.getByRole('article').waitFor();
    await button('Home').click();
    const card = page.getByRole('region', { name: unitsHomeTexts.unsaved });
    await card.getByRole('button', { name: 'worker.service' }).click();
    await page.getByRole('tab', { name: 'Edit', selected: true }).waitFor();
  });

  test('shows no more cards than somebody reads', async () => {
    await open('thousand');
    await page.getByText(/more are at the top of the list/).waitFor();
    expect(await page.getByRole('listitem').count()).toBe(8);
  });

  test('invites you to create your first service', async () => {
    await open('empty');
    await button('Create your first service').click();
    await page.getByRole('heading', { name: 'New service' }).waitFor();
  });

  test('fills in the form from the example', async () => {
    await open('empty');
    await button('Try the example').click();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
      'custom-user-worker',
    );
  });

  test('says what this computer offers, and what to do where something is missing', async () => {
    await open('empty-lacking');
    const offers = page
      .getByRole('list', { name: environmentComputerTexts.title })
      .getByRole('listitem');
    await offers.filter({ hasText: 'Missing: journald keeps its records in memory' }).waitFor();
    await offers.filter({ hasText: 'sudo usermod --append --groups systemd-journal' }).waitFor();
    await offers.filter({ hasText: 'sudo systemctl edit user@.service' }).waitFor();
    expect(await offers.filter({ hasText: 'Missing:' }).count()).toBe(3);
  });
});
