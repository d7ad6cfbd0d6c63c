/** The page that makes a report: what is in it is shown before it is saved. */
import { expect, test } from 'vitest';
import { alert, asked, button, open, page, shows } from './driving/scene.ts';
import { chooseInMenu } from './driving/unit.ts';

const files = () => page.getByRole('list', { name: 'Files in the archive' });

test('shows each file, with the secrets masked', async () => {
  await open('report-unit');
  await files().getByText('hearth.log').waitFor();
  expect(await files().getByRole('listitem').count()).toBe(5);
  await files().getByText('unit/worker.service').click();
  await shows('Environment=API_TOKEN=•••');
  await files().getByText('log.txt').click();
  await files().getByText('200 lines').waitFor();
  expect(await asked('makeReport')).toEqual([{ unit: 'worker.service' }]);
});

test('saves what is shown, without what is left out', async () => {
  await open('report-unit');
  await page.getByRole('checkbox', { name: 'Include log.txt' }).uncheck();
  await button('Save the archive…').click();
  await page.getByRole('status').getByText('/home/alice/hearth-report-2026-11-22.tar.gz').waitFor();
  expect(await asked('saveReport')).toEqual([
    { id: 'report-worker.service', without: ['log.txt'] },
  ]);
  await button('Show in folder').click();
  await expect.poll(() => asked('showReport')).toHaveLength(1);
});

test('saves nothing if everything is left out', async () => {
  await open('report');
  await page.getByRole('checkbox', { name: 'Include about.txt' }).uncheck();
  await page.getByRole('checkbox', { name: 'Include hearth.log' }).uncheck();
  const save = button('Save the archive…');
  await expect.poll(() => save.getAttribute('aria-disabled')).toBe('true');
  expect(await save.getAttribute('data-tip')).toBe('Every file is left out.');
});

test('is made again for another service', async () => {
  await open('report');
  await page.getByRole('combobox', { name: 'About' }).click();
  await page.getByRole('option', { name: 'worker.service' }).click();
  await files().getByText('unit/worker.service').waitFor();
});

test('shows why it couldn’t be saved', async () => {
  await open('report-refused');
  await button('Save the archive…').click();
  await alert('/home/alice/hearth-report.tar.gz').waitFor();
  await button('Make it again').click();
  await files().waitFor();
});

test('opens from the settings, the palette and the menu of a service', async () => {
  await open('settings');
  await button('Report a problem…').click();
  await page.getByRole('heading', { name: 'Report a problem' }).waitFor();
  await open('few');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('report');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Report a problem' }).waitFor();
  await open('running');
  await chooseInMenu(/^Report a problem/);
  await expect
    .poll(() => asked('openWindow'))
    .toEqual([{ kind: 'report', unit: 'worker.service' }]);
});
