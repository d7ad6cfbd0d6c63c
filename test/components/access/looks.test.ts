/** Other looks: a desktop's own few colours, right to left, longer texts. */
import { describe, expect, test } from 'vitest';
import { editor } from '../driving/files.ts';
import { overlays, pages, type Place } from '../driving/places.ts';
import { button, open, page, patiently } from '../driving/scene.ts';
import { layoutFaults } from './layout.ts';

describe('in forced colours', () => {
  const forced = { forced: true };
  const backgroundOf = (selector: string, pseudo?: string): Promise<string> =>
    page.evaluate(
      ([wanted, part]) => {
        const one = document.querySelector(wanted);
        if (one === null) throw new Error(`no ${wanted}`);
        return getComputedStyle(one, part).backgroundColor;
      },
      [selector, pseudo] as const,
    );

  test.each([
    [
      'the chosen unit',
      'running',
      '[role=treeitem][aria-selected=true]',
      '[role=treeitem][aria-level="2"][aria-selected=false]',
    ],
    [
      'the chosen file',
      'file-drop-in',
      '[aria-current=true]',
      'section button:not([aria-current])',
    ],
    [
      'the chosen view',
      'file',
      'label:has(input[type=radio]:checked)',
      'label:has(input[type=radio]:not(:checked))',
    ],
  ] as const)('marks %s', async (_, scene, chosen, other) => {
    await open(scene, forced);
    await page.locator(chosen).first().waitFor();
    await page.locator(other).first().waitFor();
    expect(await backgroundOf(chosen)).not.toBe(await backgroundOf(other));
  });

  test('marks the selected line of a log', async () => {
    await open('log', forced);
    await page.getByRole('option', { name: /tick 199/ }).click();
    const chosen = '[role=option][aria-selected=true]';
    expect(await backgroundOf(chosen)).not.toBe(
      await backgroundOf('[role=option][aria-selected=false]'),
    );
  });

  test.each(['settings', 'settings-linger'] as const)(
    'shows the knob of a switch: %s',
    async (scene) => {
      await open(scene, forced);
      await page.getByRole('switch').first().waitFor();
      expect(await backgroundOf('[role=switch]', '::after')).not.toBe(
        await backgroundOf('[role=switch]'),
      );
    },
  );

  test.each(['failed', 'create', 'settings', 'file'] as const)(
    'puts no plate behind text on a colour of its own: %s',
    async (scene) => {
      await open(scene, forced);
      await page.locator('button').first().waitFor();
      const plated = await page.evaluate(() => {
        const canvas = getComputedStyle(document.body).backgroundColor;
        return [...document.querySelectorAll<HTMLElement>('button, a, label')].flatMap((one) => {
          const { backgroundColor, forcedColorAdjust } = getComputedStyle(one);
          const isPlain = backgroundColor.endsWith(', 0)') || backgroundColor === canvas;
          return isPlain || forcedColorAdjust === 'none'
            ? []
            : [`${one.innerText}: ${backgroundColor} on ${canvas}`];
        });
      });
      expect(plated).toEqual([]);
    },
  );

  test('shows the focus', async () => {
    await open('running', forced);
    await button('Stop').focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return [outlineStyle, Number.parseFloat(outlineWidth) >= 2];
    });
    expect(outline).toEqual(['solid', true]);
  });
});

describe('with reduced motion', () => {
  test('nothing moves but slowly turning signs of work', async () => {
    await open('starting');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const fast = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) < 4000)
        .map((one) => (one instanceof CSSAnimation ? one.animationName : 'a transition')),
    );
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(fast).toEqual([]);
  });
});

const all = Object.entries<Place>({ ...pages, ...overlays });

describe('from right to left', () => {
  test.each(all)('everything is in the window: %s', async (_, { scene, reach }) => {
    await open(scene, { rtl: true });
    await reach?.();
    await expect.poll(layoutFaults, patiently).toEqual([]);
  });

  test.each(['commands', 'overview-failed', 'start-failed', 'proof-text'] as const)(
    'commands and paths read from left to right: %s',
    async (scene) => {
      await open(scene, { rtl: true });
      await page.locator('code').first().waitFor();
      const directions = await page
        .locator('code, pre')
        .evaluateAll((codes) => codes.map((code) => getComputedStyle(code).direction));
      expect([...new Set(directions)]).toEqual(['ltr']);
    },
  );

  test('a unit file reads from left to right', async () => {
    await open('file', { rtl: true });
    await editor().waitFor();
    expect(await editor().evaluate((one) => getComputedStyle(one).direction)).toBe('ltr');
  });

  test('the right arrow leads to the tab on the right', async () => {
    await open('running', { rtl: true });
    await page.getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
  });
});

describe('with texts 40 % longer', () => {
  test.each(['few', 'running', 'log', 'file', 'settings', 'create'] as const)(
    'everything is in the window: %s',
    async (scene) => {
      await open(scene, { language: 'pseudo' });
      await page.getByRole('treeitem').first().waitFor();
      await expect.poll(layoutFaults, patiently).toEqual([]);
    },
  );

  test('no button and no filter is cut', async () => {
    await open('file', { language: 'pseudo' });
    const cut = await page
      .locator('button, label')
      .evaluateAll((all) =>
        all
          .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.textContent.trim()),
      );
    expect(cut).toEqual([]);
  });
});
