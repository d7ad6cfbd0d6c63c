/** The form of a job that waits for a change or a connection: its fields, its files, and what it tells before. */
import { describe, expect, test } from 'vitest';
import { createFormTexts } from '../../../electron/core/texts/create/form.ts';
import { createProgressTexts } from '../../../electron/core/texts/create/progress.ts';
import { triggersFaultsTexts } from '../../../electron/core/texts/triggers/faults.ts';
import { triggersFormTexts } from '../../../electron/core/texts/triggers/form.ts';
import { field, submit } from '../driving/create-form.ts';
import { asked, button, open, page, shows } from '../driving/scene.ts';

const radio = (job: keyof typeof createFormTexts.jobs) =>
  page.getByRole('radio', { name: createFormTexts.jobs[job] });
const preview = (text: string | RegExp) =>
  page.getByRole('region', { name: 'Preview' }).getByText(text);
const choose = async (label: string, option: string): Promise<void> => {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
const wait = (kind: keyof typeof triggersFormTexts.watchKinds): Promise<void> =>
  choose(triggersFormTexts.watch, triggersFormTexts.watchKinds[kind]);
const invalid = (name: string) => field(name).and(page.locator('[aria-invalid=true]'));

describe('a job that waits for a change', () => {
  test('is built in words, with both files in the preview', async () => {
    await open('create');
    await radio('on-change').check();
    await field('Folder').fill('~/inbox');
    await preview('DirectoryNotEmpty').waitFor();
    await preview('MakeDirectory').waitFor();
    await preview('paths.target').waitFor();
    expect(await field('Restart delay').count()).toBe(0);
    await page.getByRole('switch', { name: triggersFormTexts.makeFolder }).click();
    await expect.poll(() => preview('MakeDirectory').count()).toBe(0);
    await wait('matches');
    expect(await field('Pattern').inputValue()).toBe('~/inbox');
    expect(await page.getByRole('switch', { name: triggersFormTexts.makeFolder }).count()).toBe(0);
    await preview('PathExistsGlob').waitFor();
  });

  test('keeps what was typed when another job is chosen and back', async () => {
    await open('create-watching');
    await radio('keeps-running').check();
    await field('Restart delay').waitFor();
    await radio('on-change').check();
    expect(await field('Folder').inputValue()).toBe('~/inbox');
  });

  test('adds a chosen path to those that are there', async () => {
    await open('create-watching');
    await button('Choose what to watch…').click();
    await expect.poll(() => field('Folder').inputValue()).toBe('~/inbox\n~/site');
    await preview('%h/site').waitFor();
  });

  test('tells of a loop when the field is left, and not once the job removes what it finds', async () => {
    await open('create-watching');
    await field('Folder').focus();
    await page.keyboard.press('Tab');
    await shows(triggersFaultsTexts.loop);
    await field('Command').fill('mv ~/inbox/x ~/done');
    await page.getByText(triggersFaultsTexts.loop).waitFor({ state: 'detached' });
  });

  test('is refused with a bad path, and leads there', async () => {
    await open('create-watching-faults');
    await submit();
    await shows(triggersFaultsTexts.notAbsolute('inbox'));
    await shows(/PathChanged= doesn’t expand “~\/inbox/);
    await invalid('File').and(page.locator(':focus')).waitFor();
    expect(await asked('createService')).toEqual([]);
  });
});

describe('a job that waits for a connection', () => {
  test('is built in words, with both files in the preview', async () => {
    await open('create');
    await radio('on-connection').check();
    await field('Port').fill('48100');
    await preview('127.0.0.1:48100').waitFor();
    await field('Restart delay').waitFor();
    await choose(triggersFormTexts.handover, triggersFormTexts.handovers.streams);
    await preview('NAME@.service').first().waitFor();
    await preview('StandardInput').waitFor();
    expect(await field('Restart delay').count()).toBe(0);
    await choose(triggersFormTexts.listen, triggersFormTexts.listenPlaces.file);
    await field('Socket file').fill('%t/notes.sock');
    await preview('%t/notes.sock').waitFor();
    await preview('SocketMode').waitFor();
  });

  test('says what the program must do', async () => {
    await open('create-listening');
    await shows(/must accept connections there instead of opening a port itself/);
    await choose(triggersFormTexts.handover, triggersFormTexts.handovers.connection);
    await shows(/gets the open connection as file descriptor 3/);
  });

  test('is refused with a bad port, and leads there', async () => {
    await open('create-listening');
    await field('Port').fill('70000');
    await submit();
    await shows(triggersFaultsTexts.noPort);
    await invalid('Port').and(page.locator(':focus')).waitFor();
    expect(await asked('createService')).toEqual([]);
  });

  test('ends with its socket to open, and no run without a connection', async () => {
    await open('create-listening');
    await submit();
    await button(createProgressTexts.open('notes.socket')).waitFor();
    expect(await button(createProgressTexts.runNow).count()).toBe(0);
  });
});
