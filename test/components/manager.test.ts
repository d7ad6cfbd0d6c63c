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
  test('shows the services of one’s own with their states', async () => {
    await open('few');
    await page
      .getByRole('treeitem', { name: /worker/ })
      .getByText('running')
      .waitFor();
    await page.getByRole('treeitem', { name: /notes/ }).getByText('failed').waitFor();
    await page.getByRole('treeitem', { name: /old/ }).getByText('masked').waitFor();
  });

  test('of 1,000 units only those in sight are in the document', async () => {
    await open('thousand');
    await rows().first().waitFor();
    expect(await rows().count()).toBeLessThan(60);
  });

  test('says so where nothing is found, and forgets the search with Escape', async () => {
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

  test('a search that only templates and aliases match offers those', async () => {
    await open('template');
    const search = page.getByRole('combobox', { name: 'Search services' });
    await search.fill('job@');
    for (const type of ['All types', 'Services']) {
      await choose('Filter by type', type);
      await page.getByText('Nothing in this list matches “job@”.').waitFor();
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

  test('P pins the unit under the cursor', async () => {
    await open('few');
    await page.getByRole('treeitem', { name: /worker/ }).click();
    await page.getByRole('tree').focus();
    await page.keyboard.press('p');
    await expect.poll(() => asked('pinUnit')).toEqual([{ unit: 'worker.service', pinned: true }]);
  });

  test('what is pinned is first', async () => {
    await open('pinned');
    await rows().first().waitFor();
    const first = await page.getByRole('treeitem').nth(1).innerText();
    expect(first).toContain('proxy.socket');
  });

  test('follows a unit that comes, changes and goes', async () => {
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
          refusesStart: false,
          refusesStop: false,
          changedAt: null,
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
  test('with services: how to choose one', async () => {
    await open('few');
    await page.getByRole('heading', { name: 'Choose a service' }).waitFor();
  });

  test('without: how to create the first', async () => {
    await open('empty');
    await button('Create your first service').click();
    await page.getByRole('heading', { name: 'New service' }).waitFor();
  });

  test('the example fills the form in', async () => {
    await open('empty');
    await button('Try the example').click();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
      'custom-user-worker',
    );
  });
});

describe('without an answer', () => {
  test('waits without a word of failure', async () => {
    await open('first-answer');
    await page.getByLabel('Connecting to systemd').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('tells of a bug in Hearth', async () => {
    await open('no-answer');
    await page.getByRole('alert').waitFor();
    expect(await forgiveErrors()).toHaveLength(1);
  });

  test('while the manager is asked, nothing is said to be missing', async () => {
    await open('connecting');
    await page.getByLabel('Listing services').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('without a manager', () => {
  test('that has gone: says so, and that it goes on trying', async () => {
    await open('manager-lost');
    await alert(what('manager-lost', { detail: '' }))
      .getByText('Trying again')
      .waitFor();
  });

  test('that never was: with the line that starts it', async () => {
    await open('no-manager');
    await alert(what('no-user-manager', { runtimeFolder: '', user: '' }))
      .getByText('sudo systemctl start user@')
      .waitFor();
  });

  test.each([
    ['root', what('run-as-root', { through: 'root' })],
    ['sudo', what('run-as-root', { through: 'sudo' })],
    ['no-systemctl', what('no-systemctl', { folders: [] })],
  ] as const)('refused (%s): nothing else is offered', async (scene, words) => {
    await open(scene);
    await alert(words).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await button('New service').count()).toBe(0);
  });

  test('it comes back: the list does, too', async () => {
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
  test('no tray: says that closing quits, and leads to the reason', async () => {
    await open('no-tray');
    await button(/No system tray/).click();
    await page.getByRole('heading', { name: 'Tray' }).waitFor();
  });

  test('with a tray, nothing of that', async () => {
    await open('few');
    expect(await button(/No system tray/).count()).toBe(0);
  });

  test.each([
    ['lingering', 'Services keep running after logout'],
    ['few', 'Services stop at logout'],
  ] as const)('%s: what happens at logout', async (scene, words) => {
    await open(scene);
    await shows(words);
  });

  test('lingering that is not known is not told', async () => {
    await open('linger-unknown');
    await button('Settings').waitFor();
    expect(await page.getByText(/at logout|after logout/).count()).toBe(0);
  });

  test('Hearth crashed the last time: told until it is dismissed', async () => {
    await open('crashed');
    await button('Dismiss').click();
    await button('Dismiss').waitFor({ state: 'detached' });
    expect(await asked('dismissCrash')).toHaveLength(1);
  });

  test('folders that cannot be watched: told once', async () => {
    await open('unwatched');
    const told = alert(what('watch-limit', { limit: 'max_user_watches' }));
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
    await happens({ kind: 'pins', pins: [] });
    expect(await told.count()).toBe(0);
  });

  test('Ctrl+N opens the form', async () => {
    await open('few');
    await page.keyboard.press('Control+n');
    await page.getByRole('heading', { name: 'New service' }).waitFor();
  });
});
