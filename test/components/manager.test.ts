/** The window as a whole: with and without units, a manager, a tray. */
import { describe, expect, test } from 'vitest';
import {
  alert,
  asked,
  button,
  choose,
  forgiveErrors,
  happens,
  open,
  page,
  shows,
  what,
} from './driving/scene.ts';

const rows = () => page.getByRole('treeitem', { name: /\.|worker|backup/ });

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
    const search = page
      .getByRole('searchbox')
      .or(page.getByLabel(/Search/))
      .first();
    await search.fill('no such unit');
    await shows(/no such unit/);
    await search.press('Escape');
    await page.getByRole('treeitem', { name: /worker/ }).waitFor();
  });

  test('offers templates and aliases when only those match a search', async () => {
    await open('template');
    const search = page.getByRole('combobox', { name: 'Search services' });
    await search.fill('job@.');
    for (const type of ['All types', 'Services']) {
      await choose('Filter by type', type);
      await page.getByText('Nothing in this list matches “job@.”.').waitFor();
    }
    await page.getByRole('button', { name: 'Show 1 template or alias' }).click();
    await page.getByRole('treeitem', { name: /job@/ }).waitFor();
    await search.fill('no such thing');
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

  test('opens on what needs attention', async () => {
    await open('few');
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await attention.getByRole('button', { name: /notes/ }).click();
    await page.getByRole('heading', { name: 'notes.service', level: 1 }).waitFor();
  });

  test('lists pinned units first', async () => {
    await open('pinned');
    await rows().first().waitFor();
    const first = await page.getByRole('treeitem').nth(1).innerText();
    expect(first).toContain('proxy.socket');
  });

  test('shows a new unit, and hides it when it is removed', async () => {
    await open('none');
    await happens({
      kind: 'units',
      changed: [
        {
          name: 'fresh.service',
          description: 'Fresh',
          loadState: 'loaded',
          activeState: 'active',
          subState: 'running',
          unitFileState: 'enabled',
          own: true,
          origin: 'mine',
          aliasOf: null,
          dropIns: false,
          needDaemonReload: false,
          command: '',
          aliases: '',
          refusesStart: false,
          refusesStop: false,
          changedAt: null,
          crashing: false,
        },
      ],
      removed: [],
    });
    const row = page.getByRole('treeitem', { name: /fresh/ });
    await row.waitFor();
    await happens({ kind: 'units', changed: [], removed: ['fresh.service'] });
    await row.waitFor({ state: 'detached' });
  });
});

describe('the first page', () => {
  test('invites you to choose a service', async () => {
    await open('few');
    await page.getByRole('heading', { name: 'Choose a service' }).waitFor();
  });

  test('invites you to create your first service', async () => {
    await open('empty');
    await button('Create your first service').click();
    await page.getByRole('heading', { name: 'New service' }).waitFor();
  });

  test('fills in the form from the example', async () => {
    await open('empty');
    await button('Try the example').click();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
      'custom-user-worker',
    );
  });
});

describe('without an answer', () => {
  test('waits for the first answer without an error', async () => {
    await open('first-answer');
    await page.getByLabel('Connecting to systemd').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('reports a bug in Hearth', async () => {
    await open('no-answer');
    await page.getByRole('alert').waitFor();
    expect(await forgiveErrors()).toHaveLength(1);
  });

  test('shows no error while connecting to the manager', async () => {
    await open('connecting');
    await page.getByLabel('Listing services').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('without a manager', () => {
  test('shows that the manager was lost, and that Hearth is trying again', async () => {
    await open('manager-lost');
    await alert(what('manager-lost', { detail: '' }))
      .getByText('Trying again')
      .waitFor();
  });

  test('shows the command that starts a missing manager', async () => {
    await open('no-manager');
    await alert(what('no-user-manager', { runtimeFolder: '', user: '' }))
      .getByText('sudo systemctl start user@')
      .waitFor();
  });

  test.each([
    ['root', what('run-as-root', { through: 'root' })],
    ['sudo', what('run-as-root', { through: 'sudo' })],
    ['no-systemctl', what('no-systemctl', { folders: [] })],
  ] as const)('offers nothing else when Hearth refuses to run (%s)', async (scene, words) => {
    await open(scene);
    await alert(words).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await button('New service').count()).toBe(0);
  });

  test('shows the list again when the manager is back', async () => {
    await open('manager-lost');
    await happens({ kind: 'manager', manager: { kind: 'running' } });
    await alert(what('manager-lost', { detail: '' })).waitFor({ state: 'detached' });
    await page
      .getByRole('searchbox')
      .or(page.getByLabel(/Search/))
      .first()
      .waitFor();
  });
});

describe('around the list', () => {
  test('explains that closing quits without a tray', async () => {
    await open('no-tray');
    await button(/No system tray/).click();
    await page.getByRole('heading', { name: 'Tray' }).waitFor();
  });

  test('mentions no tray when there is one', async () => {
    await open('few');
    await page.getByRole('tree').waitFor();
    expect(await button(/No system tray/).count()).toBe(0);
  });

  test.each([
    ['lingering', 'Services keep running after logout'],
    ['few', 'Services stop at logout'],
  ] as const)('shows what happens at logout: %s', async (scene, words) => {
    await open(scene);
    await shows(words);
  });

  test('shows nothing about logout while lingering is unknown', async () => {
    await open('linger-unknown');
    await button('Settings').waitFor();
    expect(await page.getByText(/at logout|after logout/).count()).toBe(0);
  });

  test('reports a crash until it is dismissed', async () => {
    await open('crashed');
    await button('Dismiss').click();
    await button('Dismiss').waitFor({ state: 'detached' });
    expect(await asked('dismissCrash')).toHaveLength(1);
  });

  test('reports folders that can’t be watched, once', async () => {
    await open('unwatched');
    const told = alert(what('watch-limit', { limit: 'max_user_watches' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
    await happens({ kind: 'pins', pins: [] });
    expect(await told.count()).toBe(0);
  });

  test('opens the form on Ctrl+N', async () => {
    await open('few');
    await page.keyboard.press('Control+n');
    await page.getByRole('heading', { name: 'New service' }).waitFor();
  });
});
