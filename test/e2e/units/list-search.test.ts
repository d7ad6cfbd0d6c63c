import { expect, test } from 'vitest';
import { choose } from '../driving/choose.ts';
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
      await choose(page, 'Filter by type', type);
      await page.getByText('Nothing in this list matches “search-job@”.').waitFor();
    }
    await page.getByRole('button', { name: 'Show 1 among templates and aliases' }).click();
    await page.getByRole('treeitem', { name: /search-job@/ }).waitFor();
    await search.fill('no such thing');
    await page.getByText('No unit matches “no such thing”.').waitFor();
    expect(await page.getByRole('button', { name: /^Show \d/ }).count()).toBe(0);
  } finally {
    await hearth.close();
    await clearAway(unit);
  }
});
