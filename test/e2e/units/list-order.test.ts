import { test } from 'vitest';
import { choose } from '../driving/choose.ts';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';

const names = ['order-a', 'order-b', 'order-c', 'order-d'];
const units = names.map((name) => `${name}.service`);

test('the order by last change knows what was before Hearth, and what happens since', async () => {
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
    await page.getByRole('combobox', { name: 'Search services' }).fill('order-');
    await until('the rows are there', async () => (await order()) === 'abcd');
    await choose(page, 'Sort', 'Last changed');
    await until('the started ones lead', async () => (await order()) === 'bcad');
    await said('systemctl', '--user', 'start', 'order-d.service');
    await until('a start is on top', async () => (await order()) === 'dbca');
    // systemd forgets it at once.
    await said('systemctl', '--user', 'stop', 'order-c.service');
    await until('a stop is on top', async () => (await order()) === 'cdba');
    await choose(page, 'Sort', 'By name');
    await until('it is by name again', async () => (await order()) === 'abcd');
    // After a look elsewhere it is as true as before.
    await choose(page, 'Sort', 'Last changed');
    await until('it is by change again', async () => (await order()) === 'cdba');
  } finally {
    await hearth.close();
    await clearAway(...units);
  }
});
