/** Live regions speak of what changed, and not of each second or line. */
import { describe, expect, test } from 'vitest';
import { editor } from '../driving/files.ts';
import { happens, open, page } from '../driving/scene.ts';
import { entry } from '../../fake/journal.ts';
import { noon, unit } from '../../fake/makers.ts';
import { quietFor } from '../../quiet.ts';
import type { SceneName } from '../../fake/scenes.ts';

declare global {
  interface Window {
    /** What live regions said since counting began. */
    announced?: string[];
  }
}

const listen = (): Promise<void> =>
  page.evaluate(() => {
    const announced: string[] = (window.announced = []);
    const live = '[role=status], [role=alert], [role=log], [aria-live]';
    new MutationObserver((changes) => {
      const regions = new Set<Element>();
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(live);
        if (region != null && region.getAttribute('aria-live') !== 'off') regions.add(region);
      }
      for (const region of regions) announced.push(region.textContent.trim());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
const heard = (): Promise<string[]> => page.evaluate(() => window.announced ?? []);

describe('nothing is announced', () => {
  test.each<SceneName>(['running', 'timer-page', 'proof-text', 'log', 'file'])(
    'as time passes: %s',
    async (scene) => {
      await open(scene);
      await page.getByRole('tabpanel').waitFor();
      await quietFor(1500, 'what is loading arrives');
      await listen();
      await quietFor(2600, 'ages are counted in seconds');
      expect(await heard()).toEqual([]);
    },
  );

  test('for each line of a log that is followed', async () => {
    await open('log');
    await page.getByRole('option', { name: /tick 199/ }).waitFor();
    await listen();
    for (let count = 0; count < 5; count += 1) {
      const line = entry(noon + count * 1000, `line ${String(count)}`);
      await page.evaluate((added) => window.fake?.journal.add(added), line);
      await page.getByRole('option', { name: `line ${String(count)}` }).waitFor();
    }
    expect(await heard()).toEqual([]);
  });
});

test('another state is announced once', async () => {
  await open('running');
  await page.getByRole('status', { name: 'State' }).getByText('running').waitFor();
  await listen();
  await happens({
    kind: 'units',
    changed: [unit('worker.service', { activeState: 'failed', subState: 'failed' })],
    removed: [],
  });
  await page.getByRole('status', { name: 'State' }).getByText('failed').waitFor();
  expect(await heard()).toEqual(['failed']);
});

test('typing in a file announces no more than findings', async () => {
  await open('file');
  await editor().click();
  await listen();
  await page.keyboard.type('# a comment');
  await quietFor(1200, 'checks follow a pause in typing');
  expect((await heard()).length).toBeLessThanOrEqual(2);
});
