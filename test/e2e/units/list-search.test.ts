import { expect, test } from 'vitest';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth } from '../driving/hearth.ts';

const unit = 'search-job@.service';

test('a search that only templates and aliases match offers those', async () => {
  await clearAway(unit);
  await layDown(unit, sleeper('A job each'));
  const hearth = await startHearth();
  try {
    const page = await hearth.window();
    const search = page.getByRole('combobox', { name: 'Search services' });
    await search.fill('search-job@');
    for (const type of ['All types', 'Services']) {
      await page.getByLabel('Filter by type', { exact: true }).selectOption({ label: type });
      await page.getByText('Nothing in this list matches “search-job@”.').waitFor();
    }
    await page.getByRole('button', { name: 'Show 1 template or alias' }).click();
    await page.getByRole('treeitem', { name: /search-job@/ }).waitFor();
    await search.fill('no such thing');
    await page.getByText('No unit matches “no such thing”.').waitFor();
    expect(await page.getByRole('button', { name: /^Show \d/ }).count()).toBe(0);
  } finally {
    await hearth.close();
    await clearAway(unit);
  }
});
