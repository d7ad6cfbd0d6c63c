/** Deletes a unit: the dialog and the outcome. */
import { describe, expect, test } from 'vitest';
import { alert, asked, dialog, open, page, what } from '../driving/scene.ts';
import { bar, chooseInMenu } from '../driving/unit.ts';
import { person } from '../../fake/makers.ts';

describe('deleting', () => {
  const ask = async (scene: 'running' | 'delete-other' | 'plan-refused'): Promise<void> => {
    await open(scene);
    await chooseInMenu(/Delete/);
    await dialog().waitFor();
  };

  test('lists what will be removed before removing it', async () => {
    await ask('running');
    await dialog()
      .getByRole('list', { name: 'Moved to the trash' })
      .getByText('worker.service')
      .waitFor();
    await dialog().getByRole('list', { name: 'Removed when it is disabled' }).waitFor();
    await dialog()
      .getByText(/^systemctl --user .*worker\.service$/)
      .waitFor();
    expect(await asked('deleteUnit')).toEqual([]);
  });

  test('deletes nothing on Cancel or Escape', async () => {
    await ask('running');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    await chooseInMenu(/Delete/);
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await asked('deleteUnit')).toEqual([]);
  });

  test('says which units of the same job stay', async () => {
    await open('named-elsewhere');
    await chooseInMenu(/Delete/);
    await dialog()
      .getByText(/although part of the same job.*worker\.timer.*nightly\.timer/)
      .waitFor();
  });

  test('focuses the safe button', async () => {
    await ask('running');
    await dialog().getByRole('list', { name: 'Moved to the trash' }).waitFor();
    const focused = await page.evaluate(() => document.activeElement?.textContent.trim());
    expect(focused).not.toMatch(/trash|Delete/);
  });

  test('deletes the unit, leaves its page, and offers undo', async () => {
    await ask('running');
    await dialog()
      .getByRole('button', { name: /trash|Delete/i })
      .last()
      .click();
    await page.getByRole('heading', { name: '1 service needs you' }).waitFor();
    expect(await asked('deleteUnit')).toEqual([{ unit: 'worker.service' }]);
    await page.getByRole('region', { name: 'Outcomes' }).getByText('worker.service').waitFor();
  });

  test('stays on the page when a deletion fails, and shows why', async () => {
    await ask('delete-other');
    await dialog()
      .getByRole('button', { name: /trash|Delete/i })
      .last()
      .click();
    await alert(
      what('trash-failed', { path: `${person.unitFolder}/worker.service`, detail: '' }),
    ).waitFor();
    await bar().waitFor();
  });

  test('shows why a deletion can’t be planned', async () => {
    await ask('plan-refused');
    await dialog()
      .getByRole('alert')
      .getByText(what('not-own', { unit: 'worker.service' }))
      .waitFor();
  });
});
