/** The notes about what was interrupted, and the toasts about what was undone or restored. */
import { describe, expect, test } from 'vitest';
import { asked, open, page } from './driving/scene.ts';

const notes = () => page.getByRole('region', { name: 'Recovery' });
const toasts = () => page.getByRole('region', { name: 'Outcomes' });
const press = (name: string, within = notes()) =>
  within.getByRole('button', { name, exact: true }).first().click();

describe('interrupted changes', () => {
  test.each([
    ['interrupted-create', 'Creation of worker.service'],
    ['interrupted-edit', 'A change to worker.service'],
    ['interrupted-delete', 'Deletion of worker.service'],
    ['interrupted-restore', 'Restoring worker.service'],
  ] as const)('shows what was interrupted and its progress: %s', async (scene, words) => {
    await open(scene);
    await notes().getByText(words).waitFor();
    const steps = notes().getByRole('list', { name: 'Progress' }).getByRole('listitem');
    expect(await steps.count()).toBe(3);
  });

  test('finishes the change and removes the note', async () => {
    await open('interrupted-edit');
    await press('Finish');
    await notes().waitFor({ state: 'detached' });
    expect(await asked('finishTransaction')).toEqual([{ id: 'edit-0123456789ab' }]);
  });

  test('shows a finished creation on its page', async () => {
    await open('interrupted-create');
    await press('Finish');
    await page.getByRole('heading', { name: 'New service' }).waitFor();
  });

  test('undoes the change and reports how', async () => {
    await open('interrupted-edit');
    await press('Undo');
    await toasts()
      .getByRole('status')
      .getByText(/worker.service.*back/)
      .waitFor();
    expect(await asked('undoTransaction')).toEqual([{ id: 'edit-0123456789ab' }]);
  });

  test('leaves the change as is', async () => {
    await open('interrupted-edit');
    await press('Leave as is');
    await notes().waitFor({ state: 'detached' });
    expect(await asked('dismissTransaction')).toEqual([{ id: 'edit-0123456789ab' }]);
  });

  test('offers only undo once undo has begun', async () => {
    await open('interrupted-undo');
    await notes().getByRole('button', { name: 'Undo' }).waitFor();
    expect(await notes().getByRole('button', { name: 'Finish' }).count()).toBe(0);
  });

  test('disables all notes while one is being processed', async () => {
    await open('interrupted-two');
    const buttons = notes().getByRole('button', { name: 'Undo' });
    await buttons.nth(1).waitFor();
    expect(await buttons.nth(0).isDisabled()).toBe(true);
    expect(await buttons.nth(1).isDisabled()).toBe(true);
  });
});

describe('completed changes', () => {
  test('undoes a deletion', async () => {
    await open('deleted');
    await press('Undo', toasts());
    await toasts()
      .getByRole('status')
      .getByText(/gone\.service/)
      .first()
      .waitFor();
    expect(await asked('undoTransaction')).toEqual([{ id: 'deleted-0123456789ab' }]);
  });

  test('shows what was undone until it is dismissed', async () => {
    await open('undone');
    const told = toasts().getByText(/started it/);
    await told.waitFor();
    await press('Dismiss', toasts());
    await told.waitFor({ state: 'detached' });
  });

  test('shows what was restored, and what wasn’t', async () => {
    await open('restored');
    await toasts().getByText('It is not enabled.').waitFor();
    await press('Dismiss', toasts());
    expect(await asked('dismissUndone')).toHaveLength(1);
  });

  test('shows where a damaged journal is', async () => {
    await open('recovery-problem');
    await notes().getByRole('alert').getByText('broken.damaged').first().waitFor();
    await press('Dismiss');
    await notes().waitFor({ state: 'detached' });
  });
});
