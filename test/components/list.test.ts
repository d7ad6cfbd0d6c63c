/** The list of units. */
import { describe, expect, test } from 'vitest';
import {
  asked,
  button,
  choose,
  dialog,
  find,
  happens,
  open,
  page,
  shows,
} from './driving/scene.ts';
import { noon, ofDistribution, stopped, unit } from '../fake/makers.ts';

const rows = () => page.getByRole('treeitem', { name: /\.|worker|backup/ });
const search = () => page.getByRole('combobox', { name: 'Search services' });

describe('the list', () => {
  test('shows your own services with their states', async () => {
    await open('few');
    await page
      .getByRole('treeitem', { name: /worker/ })
      .getByText('running')
      .waitFor();
    await page.getByRole('treeitem', { name: /notes/ }).getByText('failed').waitFor();
    await page.getByRole('treeitem', { name: /old/ }).getByText('masked').waitFor();
  });

  test('renders only the rows in view of 1,000 units', async () => {
    await open('thousand');
    await rows().first().waitFor();
    expect(await rows().count()).toBeLessThan(60);
  });

  test('shows that nothing matches, and clears the search on Escape', async () => {
    await open('few');
    await find();
    await search().fill('no such unit');
    await shows(/no such unit/);
    await search().press('Escape');
    await page.getByRole('treeitem', { name: /worker/ }).waitFor();
  });

  test('shows instances below their template, many of them folded', async () => {
    await open('template-many');
    const row = (name: RegExp) => page.getByRole('treeitem', { name });
    await row(/^sync@\..*2 instances/).waitFor();
    const texts = await page.getByRole('treeitem').allTextContents();
    const names = texts.map((text) => text.trim().split(/[\s.]/)[0] ?? '');
    expect(names.slice(names.indexOf('job@'))).toEqual([
      ...['job@', 'old', 'proxy', 'proxy', 'sync@', 'sync@music', 'sync@photos', 'tool@'],
      ...['worker', 'From'],
    ]);
    expect(await row(/^sync@broken/).getAttribute('aria-level')).toBe('2');
    expect(await row(/^sync@music/).getAttribute('aria-level')).toBe('3');
    expect(await row(/^sync@music/).getAttribute('aria-setsize')).toBe('2');
    expect(await row(/^tool@/).getAttribute('aria-expanded')).toBe(null);
    expect(await row(/^job@\..*12 instances/).getAttribute('aria-expanded')).toBe('false');
  });

  test('opens and closes a template with the arrow keys, and goes out to it', async () => {
    await open('template-many');
    await page.getByRole('treeitem', { name: /^tool@/ }).waitFor();
    await page.getByRole('tree').focus();
    await page.keyboard.type('job@');
    const cursor = () =>
      page.evaluate(() => {
        const id = document.querySelector('[role=tree]')?.getAttribute('aria-activedescendant');
        return document
          .getElementById(id ?? '')
          ?.textContent.trim()
          .split(/[\s.]/)[0];
      });
    expect(await cursor()).toBe('job@');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('treeitem', { name: /^job@site-12/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await cursor()).toBe('job@site-1');
    await page.keyboard.press('ArrowLeft');
    expect(await cursor()).toBe('job@');
    await page.keyboard.press('ArrowLeft');
    await page
      .getByRole('treeitem', { name: /^job@site-1/ })
      .first()
      .waitFor({ state: 'detached' });
  });

  test('makes an instance from the menu of a template’s row, and opens it', async () => {
    await open('template-many');
    await page.getByRole('treeitem', { name: /^sync@\./ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'New instance…' }).click();
    await dialog().getByRole('textbox', { name: 'New instance' }).waitFor();
    await page.keyboard.type('videos');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'sync@videos.service' }).waitFor();
    expect(await asked('actOnUnit')).toEqual([{ unit: 'sync@videos.service', action: 'start' }]);
    await page.getByRole('treeitem', { name: /^sync@\..*3 instances/ }).waitFor();
  });

  test('offers templates and aliases when only those match a search', async () => {
    await open('template');
    await happens({
      kind: 'units',
      changed: [unit('tool@.service', { ...ofDistribution, ...stopped })],
      removed: [],
    });
    await find();
    await search().fill('tool@.');
    for (const type of ['All types', 'Services']) {
      await choose('Filter by type', type);
      await page.getByText('Nothing in this list matches “tool@.”.').waitFor();
    }
    await page.getByRole('button', { name: 'Show 1 template or alias' }).click();
    await page.getByRole('treeitem', { name: /tool@/ }).waitFor();
    await search().fill('no such thing');
    await page.getByText('No unit matches “no such thing”.').waitFor();
    expect(await page.getByRole('button', { name: /^Show \d/ }).count()).toBe(0);
  });

  test('marks what changed on disk and what has drop-ins', async () => {
    await open('few');
    await page
      .getByRole('treeitem', { name: /edited/ })
      .getByText('changed on disk', { exact: true })
      .waitFor();
    await page
      .getByRole('treeitem', { name: /proxy/ })
      .getByText('has drop-ins', { exact: true })
      .waitFor();
  });

  test('pins the selected unit on P', async () => {
    await open('few');
    await page.getByRole('treeitem', { name: /worker/ }).click();
    await page.getByRole('tree').focus();
    await page.keyboard.press('p');
    await expect.poll(() => asked('pinUnit')).toEqual([{ unit: 'worker.service', pinned: true }]);
  });

  test('groups units by what people look for, those of the system folded', async () => {
    await open('pinned');
    // When a timer next runs is read once the list is there.
    await page.getByRole('treeitem', { name: /backup\.timer.*next/ }).waitFor();
    const texts = await page.getByRole('treeitem').allTextContents();
    expect(texts.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      'Needs attention 1',
      expect.stringMatching(/^notes/),
      'Pinned 2',
      expect.stringMatching(/^proxy.socket/),
      expect.stringMatching(/^worker/),
      'Yours 5',
      expect.stringMatching(/^backup.service/),
      expect.stringMatching(/^backup.timer.*next \d\d:\d\d$/),
      expect.stringMatching(/^edited/),
      expect.stringMatching(/^old.*masked/),
      expect.stringMatching(/^proxy.service.*off/),
      'From your system 3',
    ]);
    await page.getByRole('treeitem', { name: /From your system/ }).click();
    await page.getByRole('treeitem', { name: /^Distribution/ }).waitFor();
    await page.getByRole('treeitem', { name: /pipewire/ }).waitFor();
  });

  test('shows the search and the filters when they are wanted, or in use', async () => {
    await open('few');
    await page.getByRole('tree').waitFor();
    expect(await search().count()).toBe(0);
    await page.keyboard.press('/');
    await page.keyboard.type('worker');
    expect(await search().inputValue()).toBe('worker');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await search().waitFor({ state: 'detached' });
    await find();
    await choose('Filter by type', 'Sockets');
    await button('Search and filter the list').click();
    await page.getByLabel('Filter by type', { exact: true }).waitFor();
  });

  test('asks when a timer runs next, and again only for a timer that changed', async () => {
    await open('few');
    await page.getByRole('treeitem', { name: /backup.timer.*next/ }).waitFor();
    const timer = unit('weekly.timer', { subState: 'waiting' });
    await happens({ kind: 'units', changed: [timer], removed: [] });
    await page.getByRole('treeitem', { name: /weekly.timer.*next/ }).waitFor();
    await happens({ kind: 'units', changed: [{ ...timer, changedAt: noon }], removed: [] });
    await expect
      .poll(async () =>
        (await asked('unitDetails')).filter((input) => JSON.stringify(input).includes('.timer')),
      )
      .toEqual(['backup', 'weekly', 'weekly'].map((name) => ({ unit: `${name}.timer` })));
  });

  test('shows a new unit, and hides it when it is removed', async () => {
    await open('none');
    await happens({
      kind: 'units',
      changed: [unit('fresh.service', { description: 'Fresh', changedAt: null })],
      removed: [],
    });
    const row = page.getByRole('treeitem', { name: /fresh/ });
    await row.waitFor();
    await happens({ kind: 'units', changed: [], removed: ['fresh.service'] });
    await row.waitFor({ state: 'detached' });
  });
});
