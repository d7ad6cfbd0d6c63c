/** The page that makes a report: what is in it is shown before it is saved. */
import { describe, expect, test } from 'vitest';
import { alert, asked, button, forgiveErrors, open, page, shows } from './driving/scene.ts';
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

describe('of services chosen one after the other', () => {
  const choose = async (unit: string): Promise<void> => {
    await page.getByRole('combobox', { name: 'About' }).click();
    await page.getByRole('option', { name: unit }).click();
  };

  /** As the engine: only the last report made can be saved. That about `worker.service` waits for `late`. */
  const openSlow = async (isRefused = false): Promise<void> => {
    await open('report');
    await files().waitFor();
    await page.evaluate((fails) => {
      const fake = window.fake;
      if (fake === undefined) return;
      const { makeReport, saveReport } = fake.handlers;
      let [made, last] = [0, ''];
      fake.handlers.makeReport = async (input) => {
        if (input.unit === 'worker.service') {
          await new Promise((resolve) => {
            addEventListener('late', resolve, { once: true });
          });
          if (fails) throw new Error('refused');
        }
        const report = await makeReport(input);
        made += 1;
        last = `${String(made)} ${report.id}`;
        return { ...report, id: last };
      };
      fake.handlers.saveReport = (input) => {
        if (input.id !== last) throw new Error('gone');
        return saveReport(input);
      };
    }, isRefused);
    await choose('worker.service');
    await choose('backup.service');
    await files().getByText('unit/backup.service').waitFor();
  };
  const answerLate = () => page.evaluate(() => dispatchEvent(new Event('late')));

  test('is about the last, and can be saved, though another is made later', async () => {
    await openSlow();
    await page.getByRole('checkbox', { name: 'Include log.txt' }).uncheck();
    await answerLate();
    await expect
      .poll(() => asked('makeReport'))
      .toEqual(
        [null, 'worker', 'backup', 'backup'].map((name) => ({ unit: name && `${name}.service` })),
      );
    await expect.poll(() => button('Save the archive…').getAttribute('aria-disabled')).toBeNull();
    await files().getByText('unit/backup.service').waitFor();
    await button('Save the archive…').click();
    await page.getByRole('status').getByText('/home/alice/hearth-report').waitFor();
    expect(await asked('saveReport')).toEqual([
      { id: '3 report-backup.service', without: ['log.txt'] },
    ]);
  });

  test('shows no error of another', async () => {
    await openSlow(true);
    await answerLate();
    await expect.poll(forgiveErrors).not.toEqual([]);
    await files().getByText('unit/backup.service').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await asked('makeReport')).toHaveLength(3);
  });
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
