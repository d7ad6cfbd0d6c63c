import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { listSearch } from '../driving/list.ts';
import { said, until } from '../driving/outside.ts';

let hearth: Hearth;
let page: Page;

const isOpen = (): Promise<boolean> =>
  hearth.app.evaluate(() => (globalThis as { menuOpen?: boolean }).menuOpen === true);

beforeAll(async () => {
  hearth = await startHearth();
  page = await hearth.window();
  // The menu itself is a window of the toolkit: Playwright can’t see it.
  await hearth.app.evaluate(({ Menu }) => {
    const known = globalThis as { menuOpen?: boolean };
    const { buildFromTemplate } = Menu;
    Menu.buildFromTemplate = (...template) => {
      const menu = buildFromTemplate(...template);
      menu.on('menu-will-show', () => {
        known.menuOpen = true;
      });
      menu.on('menu-will-close', () => {
        known.menuOpen = false;
      });
      return menu;
    };
  });
});
afterAll(() => hearth.close());

test('cuts and pastes by the menu of a field, opened and used by keyboard', async () => {
  const [id = ''] = (await said('xdotool', 'search', '--onlyvisible', '--name', '^Hearth$')).split(
    '\n',
  );
  await said('xdotool', 'windowactivate', '--sync', id);
  const box = await listSearch(page);
  await box.fill('some words');
  await box.selectText();
  const chooseFirst = async (keys: string): Promise<void> => {
    await said('xdotool', 'key', keys);
    await until('the menu', isOpen);
    await said('xdotool', 'key', 'Down', 'Return');
    await until('no menu', async () => !(await isOpen()));
  };
  // Shift+F10: by its keycode, since xdotool adds Alt to newer layouts’ F10.
  await chooseFirst('shift+76');
  await expect.poll(() => box.inputValue()).toBe('');
  // With nothing selected, pasting is the first thing possible.
  await chooseFirst('Menu');
  await expect.poll(() => box.inputValue()).toBe('some words');
});

test('offers to copy selected text, and nothing where none is selected', async () => {
  const heading = page.getByRole('heading').first();
  await heading.click({ button: 'right' });
  expect(await isOpen()).toBe(false);
  await heading.selectText();
  await heading.click({ button: 'right' });
  await until('the menu', isOpen);
  await said('xdotool', 'key', 'Down', 'Return');
  const text = (await heading.textContent())?.trim();
  await expect.poll(() => hearth.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(text);
});
