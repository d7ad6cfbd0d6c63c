import { rm } from 'node:fs/promises';
import { test } from 'vitest';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { attach, startAlone } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';

const profile = '/tmp/hearth-hidden';
const unit = 'hidden-sleeper.service';

// A page that Playwright launches itself believes it is visible, whatever happens to its window.
test('an age ticks only while someone can see it', async () => {
  await layDown(unit, sleeper());
  await said('systemctl', '--user', 'start', '--', unit);
  const app = startAlone(profile);
  try {
    const { page, detach } = await attach(profile);
    await page.addInitScript(() => {
      const { setInterval: set, clearInterval: clear } = window;
      const ticking = new Set<number>();
      Object.assign(window, {
        ticking,
        setInterval: (...how: Parameters<typeof setInterval>) => {
          const timer = set(...how);
          ticking.add(timer);
          return timer;
        },
        clearInterval: (timer: number) => {
          ticking.delete(timer);
          clear(timer);
        },
      });
    });
    await page.reload();
    const ticking = (): Promise<number> =>
      page.evaluate(() => (window as unknown as { ticking: Set<number> }).ticking.size);
    await page.getByRole('treeitem', { name: /hidden-sleeper/ }).click();
    const age = page.getByRole('article').getByText(/^Running for \d+ s/);
    await age.waitFor();
    await until('the age to tick', async () => (await ticking()) > 0);
    const [id = ''] = (
      await said('xdotool', 'search', '--onlyvisible', '--name', '^Hearth$')
    ).split('\n');
    await said('xdotool', 'windowminimize', '--sync', id);
    await until('the age to stop ticking', async () => (await ticking()) === 0);
    const before = await age.textContent();
    await said('xdotool', 'windowactivate', '--sync', id);
    await until('the age to tick again', async () => (await ticking()) > 0);
    await until('the age to grow', async () => (await age.textContent()) !== before);
    await detach();
  } finally {
    app.kill();
    await app;
    await clearAway(unit);
    await rm(profile, { recursive: true, force: true });
  }
});
