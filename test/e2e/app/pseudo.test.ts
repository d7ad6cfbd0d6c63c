/** Hearth in the pseudo-language: every text comes from the catalogue, and 40 % more of it still fits. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { clipped, leftOut } from '../driving/pseudo.ts';
import { inside } from '../../machine/place.ts';

interface View {
  /** Of its picture. */
  name: string;
  /** What of the page must be in the pseudo-language. */
  part: string;
  open: (page: Page) => Promise<void>;
}

const views: View[] = [
  {
    name: 'settings',
    part: 'section[aria-labelledby="lingering"]',
    open: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
    },
  },
  {
    name: 'lingering',
    part: '[role="dialog"], dialog',
    open: async (page) => {
      await page.getByRole('switch').first().click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
];

const pictures = `${inside.out}/pseudo`;
let hearth: Hearth;
let page: Page;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  hearth = await startHearth({ env: { HEARTH_LANGUAGE: 'pseudo' } });
  page = await hearth.window();
});
afterAll(() => hearth.close());

test.each(views)('$name: nothing is left out, nothing is clipped', async ({ name, part, open }) => {
  await open(page);
  await page.locator(part).waitFor();
  await page.screenshot({ path: `${pictures}/${name}.png` });
  expect(await leftOut(page, part)).toEqual([]);
  expect(await clipped(page, part)).toEqual([]);
});
