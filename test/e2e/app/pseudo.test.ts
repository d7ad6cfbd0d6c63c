/** Hearth in the pseudo-language: every text comes from the catalogue, and still fits when it is 40 % longer. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appTexts } from '../../../electron/core/texts/app.ts';
import { lingerTexts } from '../../../electron/core/texts/linger.ts';
import { chooseLanguage } from '../../../electron/core/texts/texts.ts';
import { unitsActionsTexts } from '../../../electron/core/texts/units/actions.ts';
import { unitsCommandsTexts } from '../../../electron/core/texts/units/commands.ts';
import { unitsDeletionTexts } from '../../../electron/core/texts/units/deletion.ts';
import { unitsPageTexts } from '../../../electron/core/texts/units/page.ts';
import { clearAway, layDown, sleeper } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { said } from '../driving/outside.ts';
import { clipped, leftOut } from '../driving/pseudo.ts';
import { trayOf } from '../driving/tray-bus.ts';
import { inside } from '../../machine/paths.ts';

const unit = 'pseudo-test.service';

interface View {
  /** The name of its picture. */
  name: string;
  /** The part of the page that must be in the pseudo-language. */
  part: string;
  /** Opens it in the window, or returns the other page that has it. */
  open: (page: Page) => Promise<Page | undefined>;
}

const press = async (page: Page, name: string): Promise<undefined> => {
  await page.getByRole('button', { name, exact: true }).click();
};
const openTab = async (
  page: Page,
  section: keyof typeof unitsPageTexts.titles,
): Promise<undefined> => {
  await page.getByRole('treeitem', { name: /pseudo-test/ }).click();
  await page.getByRole('tab', { name: unitsPageTexts.titles[section], exact: true }).click();
};

const views: View[] = [
  {
    name: 'list',
    part: 'nav, .home',
    open: () => Promise.resolve(undefined),
  },
  {
    name: 'overview',
    part: '.window',
    open: async (page) => {
      await openTab(page, 'overview');
      await press(page, unitsActionsTexts.start);
      await press(page, unitsPageTexts.allDetails);
      await page.getByRole('img').first().waitFor();
    },
  },
  {
    name: 'commands',
    part: '[role="dialog"], dialog',
    open: async (page) => {
      await press(page, unitsCommandsTexts.title);
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'log',
    part: 'article',
    open: async (page) => {
      await page.keyboard.press('Escape');
      await openTab(page, 'log');
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  {
    name: 'journal',
    part: 'article',
    open: async (page) => {
      await press(page, appTexts.journal);
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  {
    name: 'settings',
    part: '.settings',
    open: (page) => press(page, appTexts.settings),
  },
  {
    name: 'lingering',
    part: '[role="dialog"], dialog',
    open: async (page) => {
      await page.getByRole('switch', { name: lingerTexts.keepRunning }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'menu',
    part: '[role="menu"]',
    open: async (page) => {
      await page.keyboard.press('Escape');
      await openTab(page, 'overview');
      await press(page, unitsActionsTexts.more);
    },
  },
  {
    name: 'deletion',
    part: '[role="dialog"], dialog',
    open: async (page) => {
      await page.getByRole('menuitem', { name: unitsActionsTexts.delete }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'recovery',
    part: '.toasts',
    open: async (page) => {
      await press(page, unitsDeletionTexts.delete);
      await page.locator('.toast').waitFor();
    },
  },
  {
    name: 'panel',
    part: '.panel',
    open: async () => {
      await (await trayOf(hearth.pid)).activate();
      const panel = await hearth.panel();
      await panel.getByRole('button', { name: appTexts.openHearth }).waitFor();
      return panel;
    },
  },
];

const pictures = `${inside.out}/pseudo`;
let hearth: Hearth;
let page: Page;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  await clearAway(unit);
  await layDown(unit, sleeper());
  // Lingering has something to list.
  await said('systemctl', '--user', 'enable', '--', unit);
  chooseLanguage('pseudo');
  hearth = await startHearth({ env: { HEARTH_LANGUAGE: 'pseudo' } });
  page = await hearth.window();
  await hearth.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  await page.getByRole('treeitem', { name: /pseudo-test/ }).waitFor();
});
afterAll(async () => {
  chooseLanguage('en');
  await hearth.close();
  await clearAway(unit);
});

test.each(views)('$name: no text is left out or clipped', async ({ name, part, open }) => {
  const shown = (await open(page)) ?? page;
  await shown.locator(part).first().waitFor();
  await shown.screenshot({ path: `${pictures}/${name}.png` });
  expect(await leftOut(shown, part)).toEqual([]);
  expect(await clipped(shown, part)).toEqual([]);
});
