/** Everything by keyboard: each shortcut, and each page's main task within six keys of the start. */
import { describe, expect, test } from 'vitest';
import { keysShortcutsTexts } from '../../../electron/core/texts/keys/shortcuts.ts';
import { unitsCommandsTexts } from '../../../electron/core/texts/units/commands.ts';
import { shortcutIds } from '../../../renderer/ui/keyboard/shortcuts.ts';
import { editor } from '../driving/files.ts';
import { asked, dialog, happens, open, page, patiently } from '../driving/scene.ts';
import type { SceneName } from '../../fake/scenes.ts';

/** Keys pressed before the page is there reach nobody. */
const begin = async (scene: SceneName): Promise<void> => {
  await open(scene);
  await page.getByRole('treeitem', { name: /worker/ }).waitFor();
};
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const article = (name: string) => page.getByRole('article', { name });

describe('every page’s main task is at most six keys from the start', () => {
  const worker = ['Control+f', 'w', 'Enter'];
  const tasks: [string, SceneName, string[], () => Promise<unknown>][] = [
    ['finding a service', 'few', ['Control+k'], () => dialog().getByRole('combobox').waitFor()],
    [
      'stopping a service',
      'few',
      [...worker, 'Control+.'],
      () =>
        expect
          .poll(() => asked('actOnUnit'), patiently)
          .toEqual([{ unit: 'worker.service', action: 'stop' }]),
    ],
    [
      'restarting a service',
      'few',
      [...worker, 'Control+r'],
      () =>
        expect
          .poll(() => asked('actOnUnit'), patiently)
          .toEqual([{ unit: 'worker.service', action: 'restart' }]),
    ],
    [
      'reading its log',
      'few',
      [...worker, 'Control+2'],
      () => expect.poll(() => focusIs('listbox'), patiently).toBe(true),
    ],
    [
      'editing its file',
      'few',
      [...worker, 'Control+3'],
      async () => {
        await editor().waitFor();
        await expect.poll(() => focusIs('textbox'), patiently).toBe(true);
      },
    ],
    [
      'its commands',
      'few',
      [...worker, 'Control+j'],
      () => dialog().getByText(unitsCommandsTexts.none).waitFor(),
    ],
    [
      'describing a new service',
      'few',
      ['Control+n'],
      () => expect.poll(() => focusIs('textbox'), patiently).toBe(true),
    ],
    [
      'reading the journal',
      'few',
      ['Control+k', 'j', 'o', 'Enter'],
      () => expect.poll(() => focusIs('listbox'), patiently).toBe(true),
    ],
    [
      'lingering',
      'few',
      ['Control+,'],
      () => expect.poll(() => focusIs('switch'), patiently).toBe(true),
    ],
  ];
  /** The role of what has the focus, also in the editor’s shadow root. */
  const focusIs = (role: string): Promise<boolean> =>
    page.evaluate((wanted) => {
      const outer = document.activeElement;
      const one = outer?.shadowRoot?.activeElement ?? outer;
      const implied = one instanceof HTMLInputElement && one.type === 'text' ? 'textbox' : null;
      return (one?.getAttribute('role') ?? implied) === wanted;
    }, role);

  test.each(tasks)('%s', async (_, scene, keys, done) => {
    expect(keys.length).toBeLessThanOrEqual(6);
    await begin(scene);
    await press(...keys);
    await done();
  });
});

describe('shortcuts', () => {
  test('are all listed under “?”', async () => {
    await begin('few');
    await press('?');
    const list = dialog();
    for (const id of shortcutIds)
      await list.getByText(keysShortcutsTexts.what[id], { exact: true }).first().waitFor();
    await press('Escape');
    await list.waitFor({ state: 'detached' });
  });

  test('type signs into a text', async () => {
    await begin('few');
    await press('Control+f');
    const search = page.getByRole('combobox', { name: 'Search services' });
    await page.keyboard.type('?/');
    expect(await search.inputValue()).toBe('?/');
    expect(await dialog().count()).toBe(0);
  });

  test('lead to tabs by number', async () => {
    await begin('running');
    for (const [key, title] of [
      ['2', 'Log'],
      ['3', 'Edit'],
      ['1', 'Overview'],
    ] as const) {
      await press(`Control+${key}`);
      await page.getByRole('tab', { name: title, selected: true }).waitFor();
    }
  });

  test('go back to the page before', async () => {
    await begin('running');
    await page.getByRole('treeitem', { name: /notes/ }).click();
    await article('notes.service').waitFor();
    await press('Control+,', 'Alt+ArrowLeft');
    await article('notes.service').waitFor();
    await press('Alt+ArrowLeft');
    await article('worker.service').waitFor();
  });

  test('move between the parts of the window', async () => {
    await begin('running');
    const within = (): Promise<string> =>
      page.evaluate(
        () => document.activeElement?.closest('[role=tabpanel], main, nav')?.tagName ?? 'none',
      );
    await press('F6');
    await expect.poll(within, patiently).toBe('NAV');
    await press('F6');
    await expect.poll(within, patiently).toBe('MAIN');
    await press('Shift+F6');
    await expect.poll(within, patiently).toBe('NAV');
  });

  test('letters move to the next unit of the list that begins with them', async () => {
    await begin('few');
    const tree = page.getByRole('tree');
    await tree.focus();
    const active = (): Promise<string | null | undefined> =>
      tree.evaluate((list) => {
        const id = list.getAttribute('aria-activedescendant');
        return id === null ? null : document.getElementById(id)?.textContent;
      });
    await page.keyboard.type('wo');
    await expect.poll(active, patiently).toContain('worker');
    await press('Enter');
    await article('worker.service').waitFor();
  });

  test('letters move to the item of a menu that begins with them', async () => {
    await begin('running');
    await page.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('menuitem', { name: /^Pin/ }).waitFor();
    await page.keyboard.type('del');
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => document.activeElement?.textContent.trim());
    await expect.poll(focused, patiently).toMatch(/^Delete/);
  });

  test('undo the last deletion, but not while typing', async () => {
    await begin('deleted');
    await press('Control+f');
    await press('Control+z');
    expect(await asked('undoTransaction')).toEqual([]);
    await page.getByRole('tree').focus();
    await press('Control+z');
    await expect.poll(() => asked('undoTransaction'), patiently).toHaveLength(1);
  });

  test('make pages larger and smaller, also with the wheel', async () => {
    await begin('few');
    await press('Control++', 'Control+=', 'Control+-', 'Control+0');
    await page.keyboard.down('Control');
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, -120);
    await page.mouse.wheel(0, 120);
    await page.keyboard.up('Control');
    await expect
      .poll(() => asked('zoom'), patiently)
      .toEqual(['in', 'in', 'out', 'reset', 'in', 'out'].map((step) => ({ step })));
  });

  test('quit', async () => {
    await begin('few');
    await press('Control+q');
    await expect.poll(() => asked('quit'), patiently).toHaveLength(1);
  });

  test('do nothing behind a dialog', async () => {
    await begin('running');
    await press('?');
    await dialog().waitFor();
    await press('Control+.', 'Control+r', 'Control+n', 'Control+k');
    expect(await asked('actOnUnit')).toEqual([]);
    expect(await dialog().count()).toBe(1);
  });
});

describe('the palette', () => {
  test('carries out a verb on the unit that was typed', async () => {
    await begin('few');
    await press('Control+k');
    await dialog().getByRole('combobox').waitFor();
    await page.keyboard.type('sto wor');
    await dialog().getByRole('option', { name: 'Stop worker.service', selected: true }).waitFor();
    await press('Enter');
    await expect
      .poll(() => asked('actOnUnit'), patiently)
      .toEqual([{ unit: 'worker.service', action: 'stop' }]);
    await article('worker.service').waitFor();
  });

  test('moves with the arrows, and opens what is chosen', async () => {
    await begin('few');
    await press('Control+k');
    await dialog().getByRole('combobox').waitFor();
    await page.keyboard.type('worker');
    await press('ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'Enter');
    await article('worker.service').waitFor();
  });

  test('says that nothing matches', async () => {
    await begin('few');
    await press('Control+k');
    await dialog().getByRole('combobox').waitFor();
    await page.keyboard.type('no such thing');
    await dialog().getByText('Nothing matches “no such thing”.').waitFor();
    await press('Enter');
    expect(await dialog().count()).toBe(1);
  });

  test('offers the last deletion to undo', async () => {
    await begin('deleted');
    await happens({ kind: 'crashed', crashed: null });
    await press('Control+k');
    await page.keyboard.type('undo');
    await press('Enter');
    await expect.poll(() => asked('undoTransaction'), patiently).toHaveLength(1);
  });
});
