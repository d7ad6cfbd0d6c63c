/** A creation in each of its states. */
import { describe, expect, test } from 'vitest';
import { createProgressTexts } from '../../../electron/core/texts/create/progress.ts';
import { field, heading } from '../driving/create-form.ts';
import { alert, asked, button, open, page, shows, what } from '../driving/scene.ts';

describe('a creation', () => {
  test('shows the steps of a running creation, and can cancel it', async () => {
    await open('creation-running');
    await page
      .getByRole('list', { name: 'Steps' })
      .getByRole('listitem', { name: /: running$/ })
      .waitFor();
    await button('Cancel and undo').click();
    expect(await button('Cancel and undo').isDisabled()).toBe(true);
    expect(await asked('cancelCreation')).toHaveLength(1);
  });

  test('opens the page of the created service', async () => {
    await open('creation-done');
    await button('Open heartbeat.service').click();
    expect(await asked('dismissCreation')).toHaveLength(1);
    await heading(/heartbeat/).waitFor();
  });

  test('keeps success, the next step and the proof in sight', async () => {
    const size = { width: 900, height: 600 };
    await open('creation-done', { size });
    const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    for (const part of [heading(/heartbeat/), button('Open heartbeat.service'), steps.last()]) {
      await expect
        .poll(async () => {
          const box = await part.boundingBox();
          return box !== null && box.y >= 0 && box.y + box.height <= size.height + 1;
        })
        .toBe(true);
    }
  });

  test('starts another service with an empty form', async () => {
    await open('creation-done');
    await button('Create another').click();
    expect(await field('Name').inputValue()).toBe('');
  });

  test('lists problems in other units separately', async () => {
    await open('creation-others');
    await page.getByRole('list', { name: 'Steps' }).locator('summary', { hasText: '(1)' }).click();
    await shows('other.service: Unknown key.');
  });

  test('shows why a creation failed, with the log and three ways to continue', async () => {
    await open('creation-failed');
    await alert(what('start-failed', { unit: 'heartbeat.service', line: '' })).waitFor();
    await shows('heartbeat.sh: line 3: date: command not found');
    for (const name of [
      createProgressTexts.back,
      createProgressTexts.undo,
      createProgressTexts.keep,
    ])
      await button(name).waitFor();
  });

  test('returns to the filled form after a failure', async () => {
    await open('creation-failed');
    await button(createProgressTexts.back).click();
    expect(await field('Name').inputValue()).toBe('heartbeat');
  });

  test('keeps a failed service and opens its page', async () => {
    await open('creation-failed');
    await button(createProgressTexts.keep).click();
    await expect.poll(() => asked('keepCreation')).toHaveLength(1);
    await heading(/heartbeat/).waitFor();
  });

  test('undoes a failed creation', async () => {
    await open('creation-failed');
    await button(createProgressTexts.undo).click();
    await shows(/removed .*heartbeat\.service/);
  });

  test('offers nothing to keep when nothing was written', async () => {
    await open('creation-early');
    await button(createProgressTexts.undo).waitFor();
    expect(await button(createProgressTexts.keep).count()).toBe(0);
  });

  test('disables everything else during undo', async () => {
    await open('creation-undoing');
    await button(createProgressTexts.undo).waitFor();
    expect(await button(createProgressTexts.undo).isDisabled()).toBe(true);
    expect(await button(createProgressTexts.back).isDisabled()).toBe(true);
  });

  test.each([
    ['creation-undone', /removed .*heartbeat\.service/],
    ['creation-undone-nothing', createProgressTexts.nothingToUndo],
    ['creation-took-back', /earlier\.service.*removed its file/],
  ] as const)('lists what was undone: %s', async (scene, words) => {
    await open(scene);
    await shows(words);
  });
});
