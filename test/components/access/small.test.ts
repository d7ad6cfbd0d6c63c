/** A window of 1280 × 800 at 200 % has 640 × 400 pixels of the page: everything is still there, and can be reached. */
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { proofCardTexts } from '../../../electron/core/texts/proof/card.ts';
import { overlays, pages, type Place } from '../driving/places.ts';
import { button, dialog, open, page, patiently } from '../driving/scene.ts';
import { layoutFaults } from './layout.ts';

const size = { width: 640, height: 400 };

const show = async ({ scene, reach }: Place): Promise<void> => {
  await open(scene, { size });
  await reach?.();
};

/** What people come to a page for. */
const mainParts: Record<keyof typeof pages, () => Locator> = {
  'the list': () => page.getByRole('treeitem', { name: /worker/ }),
  'the instances of templates': () => page.getByRole('treeitem', { name: /sync@music/ }),
  'no services': () => button('Create your first service'),
  'the overview': () => button('Stop'),
  'a failure': () => button('Start'),
  'the proof': () => page.getByRole('log', { name: proofCardTexts.lastLines }),
  'a log': () => page.getByRole('option').last(),
  'the journal': () => page.getByRole('option').last(),
  'the text of a file': () => button('Save…'),
  'the text of a script': () => button('Save…'),
  'the form of a file': () => button('Save…'),
  'the whole form of a file': () => button('Save…'),
  'a schedule as a form': () => page.getByRole('textbox', { name: 'Time', exact: true }),
  'the calendar': () => page.getByRole('img', { name: /^Chart/ }),
  'the calendar as a table': () => page.getByRole('table'),
  'the history of a file': () => button('Restore this version'),
  'a new service': () => button('Create service'),
  'an import': () => button(/^Import 6 jobs/),
  'an import from autostart': () => button(/^Import 4 entries/),
  'a creation': () => button(/^Open/),
  'a failed creation': () => button('Undo creation'),
  'the environment': () => page.getByRole('table', { name: 'Variables' }),
  'the runs of a service': () => page.getByRole('listbox', { name: /^7 runs/ }),
  'a timer': () => button('Run now'),
  'the settings': () => page.getByRole('main').getByRole('switch').first(),
  'a report': () => button('Save the archive…'),
};

describe('at 200 %, nothing is beside the window or squeezed', () => {
  test.each(Object.entries<Place>({ ...pages, ...overlays }))('%s', async (_, place) => {
    await show(place);
    await expect.poll(layoutFaults, patiently).toEqual([]);
  });
});

test('at 200 %, a log keeps to its own box, and shows its newest line', async () => {
  await open('log', { size });
  const list = page.getByRole('listbox', { name: 'Log' });
  await list.getByRole('option').filter({ hasText: 'tick 199' }).waitFor();
  const height = (): Promise<number> => list.evaluate((one) => one.clientHeight);
  await expect.poll(height, patiently).toBeLessThan(size.height);
  await expect.poll(() => list.getByRole('option').count(), patiently).toBeLessThan(60);
});

test('at 200 %, the numbers of a service are whole', async () => {
  await open('running', { size });
  const figures = page.getByRole('region', { name: 'Resource usage' }).getByRole('definition');
  await figures.first().waitFor();
  const cut = await figures.evaluateAll((all) =>
    all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
  );
  expect(cut).toEqual([]);
});

describe('at 200 %, the main part can be reached', () => {
  // Scrolls to it, and fails if it stays outside or something covers it.
  test.each(Object.entries(mainParts))('%s', async (name, part) => {
    await show(pages[name as keyof typeof pages]);
    await part().hover();
  });

  test.each(['deleting', 'saving', 'a refused save', 'turning lingering on'] as const)(
    'the last button of %s',
    async (name) => {
      await show(overlays[name]);
      await dialog().getByRole('button').last().hover();
    },
  );
});
