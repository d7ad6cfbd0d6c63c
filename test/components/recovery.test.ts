/** What was interrupted, undone, restored: the notes above every page. */
import { describe, expect, test } from 'vitest';
import { asked, open, page } from './driving/scene.ts';

const notes = () => page.getByRole('region', { name: 'Recovery' });
const press = (name: string) => notes().getByRole('button', { name, exact: true }).first().click();

describe('what was interrupted', () => {
  test.each([
    ['interrupted-create', 'Creation of worker.service'],
    ['interrupted-edit', 'A change to worker.service'],
    ['interrupted-delete', 'Deletion of worker.service'],
    ['interrupted-restore', 'Restoring worker.service'],
  ] as const)('%s: what it was, of what, and how far it came', async (scene, words) => {
    await open(scene);
    await notes().getByText(words).waitFor();
    const steps = notes().getByRole('list', { name: 'Progress' }).getByRole('listitem');
    expect(await steps.count()).toBe(3);
  });

  test('finish goes on, and the note goes', async () => {
    await open('interrupted-edit');
    await press('Finish');
    await notes().waitFor({ state: 'detached' });
    expect(await asked('finishTransaction')).toEqual([{ id: 'edit-0123456789ab' }]);
  });

  test('a creation that is finished is shown on its page', async () => {
    await open('interrupted-create');
    await press('Finish');
    await page.getByRole('heading', { name: 'New service' }).waitFor();
  });

  test('undo takes it back, and says what', async () => {
    await open('interrupted-edit');
    await press('Undo');
    await notes()
      .getByRole('status')
      .getByText(/worker.service.*back/)
      .waitFor();
    expect(await asked('undoTransaction')).toEqual([{ id: 'edit-0123456789ab' }]);
  });

  test('it may be left as it is', async () => {
    await open('interrupted-edit');
    await press('Leave as is');
    await notes().waitFor({ state: 'detached' });
    expect(await asked('dismissTransaction')).toEqual([{ id: 'edit-0123456789ab' }]);
  });

  test('what is being taken back already cannot be finished', async () => {
    await open('interrupted-undo');
    await notes().getByRole('button', { name: 'Undo' }).waitFor();
    expect(await notes().getByRole('button', { name: 'Finish' }).count()).toBe(0);
  });

  test('while one is decided, the other waits', async () => {
    await open('interrupted-two');
    const buttons = notes().getByRole('button', { name: 'Undo' });
    await buttons.nth(1).waitFor();
    expect(await buttons.nth(0).isDisabled()).toBe(true);
    expect(await buttons.nth(1).isDisabled()).toBe(true);
  });
});

describe('what is over', () => {
  test('a deletion can be undone', async () => {
    await open('deleted');
    await press('Undo');
    await notes()
      .getByRole('status')
      .getByText(/gone\.service/)
      .waitFor();
    expect(await asked('undoTransaction')).toEqual([{ id: 'deleted-0123456789ab' }]);
  });

  test('what was undone is told until it is dismissed', async () => {
    await open('undone');
    await notes()
      .getByText(/started it/)
      .waitFor();
    await press('Dismiss');
    await notes().waitFor({ state: 'detached' });
  });

  test('what was restored, and what was not', async () => {
    await open('restored');
    await notes().getByText('It is not enabled.').waitFor();
    await press('Dismiss');
    expect(await asked('dismissUndone')).toHaveLength(1);
  });

  test('notes that tell nothing: where they are', async () => {
    await open('recovery-problem');
    await notes().getByRole('alert').getByText('broken.damaged').first().waitFor();
    await press('Dismiss');
    await notes().waitFor({ state: 'detached' });
  });
});
