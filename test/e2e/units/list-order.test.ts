import { test } from 'vitest';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth } from '../driving/hearth.ts';
import { filterList, listSearch } from '../driving/list.ts';
import { said, until } from '../driving/outside.ts';

const names = ['order-a', 'order-b', 'order-c', 'order-d'];
const units = names.map((name) => `${name}.service`);

test('sorting by last change includes changes before Hearth started and those since', async () => {
  await clearAway(...units);
  for (const unit of units) await layDown(unit, sleeper('One of the order'));
  await said('systemctl', '--user', 'start', 'order-c.service');
  await said('systemctl', '--user', 'start', 'order-b.service');
  const hearth = await startHearth();
  try {
    const page = await hearth.window();
    const order = async () =>
      (await page.getByRole('treeitem', { name: /order-[a-d]/ }).allTextContents())
        .map((text) => /order-([a-d])/.exec(text)?.[1])
        .join('');
    await (await listSearch(page)).fill('order-');
    await until('the rows to appear', async () => (await order()) === 'abcd');
    await filterList(page, 'Sort', 'Last changed');
    await until('the started services to come first', async () => (await order()) === 'bcad');
    await said('systemctl', '--user', 'start', 'order-d.service');
    await until('the latest start to come first', async () => (await order()) === 'dbca');
    // systemd unloads it at once.
    await said('systemctl', '--user', 'stop', 'order-c.service');
    await until('the latest stop to come first', async () => (await order()) === 'cdba');
    await filterList(page, 'Sort', 'By name');
    await until('the order by name', async () => (await order()) === 'abcd');
    // After showing another order it is still correct.
    await filterList(page, 'Sort', 'Last changed');
    await until('the order by last change', async () => (await order()) === 'cdba');
  } finally {
    await hearth.close();
    await clearAway(...units);
  }
});
