/** The dialog of a try: what it says while it runs and afterwards, its keys, and what can go wrong. */
import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createTryTexts } from '../../../electron/core/texts/create/try.ts';
import { asked, button, open, page, shows } from '../driving/scene.ts';

const dialog = () => page.getByRole('dialog');
const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true });
const status = (text: string) => dialog().getByRole('status').getByText(text, { exact: true });
const output = () => dialog().getByRole('region', { name: createTryTexts.output });

const begin = async (): Promise<void> => {
  await button(createTryTexts.try).click();
  await inDialog(createTryTexts.run).click();
};

describe('a try', () => {
  test('asks first, runs with the keyboard, shows its output live, and ends with Stop', async () => {
    await open('try-running');
    await button(createTryTexts.try).focus();
    await page.keyboard.press('Enter');
    await inDialog(createTryTexts.run).and(page.locator(':focus')).waitFor();
    expect(await asked('tryForm')).toEqual([]);
    await page.keyboard.press('Enter');
    await status(createTryTexts.phases.running).waitFor();
    await output().getByText('reading /home/alice/.config/heartbeat.toml').waitFor();
    await shows('Restart=on-failure');
    await inDialog(createTryTexts.stop).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await status(createTryTexts.ends.person('killed by SIGTERM (15)')).waitFor();
    expect((await asked('stopTry')).length).toBe(1);
    await inDialog(createTryTexts.again).waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await button(createTryTexts.try).and(page.locator(':focus')).waitFor();
  });

  test('is stopped by closing it', async () => {
    await open('try-running');
    await begin();
    await status(createTryTexts.phases.running).waitFor();
    await inDialog(createTryTexts.stopAndClose).click();
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(async () => (await asked('stopTry')).length).toBe(1);
  });

  test('says how it ended, what was left, and what is different from the real service', async () => {
    await open('try-failed');
    await begin();
    await status(createTryTexts.ends.failed('exit code 78')).waitFor();
    await shows(createTryTexts.killedRest);
    await shows(createTryTexts.omitted(1200));
    await dialog().getByText('isn’t applied: the try ends').waitFor();
  });

  test('says that it ended well, and that it wrote nothing', async () => {
    await open('try-well');
    await begin();
    await status(createTryTexts.ends.well).waitFor();
    await shows(createTryTexts.noOutputAtAll);
  });

  test('runs for the chosen time', async () => {
    await open('try-well');
    await button(createTryTexts.try).click();
    await dialog().getByLabel(createTryTexts.limit).click();
    await page.getByRole('option', { name: createTryTexts.limits[300] }).click();
    await inDialog(createTryTexts.run).click();
    await status(createTryTexts.ends.well).waitFor();
    expect(await asked('tryForm')).toMatchObject([{ seconds: 300 }]);
  });

  test('shows why systemd refuses it, and can be tried again', async () => {
    await open('try-refused');
    await begin();
    await shows('systemd refuses to run this.');
    await dialog().getByText('!0-unit.conf:5').waitFor();
    await inDialog(createTryTexts.run).waitFor();
  });

  test('shows first what keeps a form from running', async () => {
    await open('create');
    await button(createTryTexts.try).click();
    await page.locator('[aria-invalid=true]:focus').waitFor();
    expect(await dialog().count()).toBe(0);
  });

  test('of a file runs it with all that is not saved', async () => {
    await open('file-draft');
    await begin();
    await status(createTryTexts.ends.well).waitFor();
    expect(await asked('tryUnit')).toMatchObject([
      { edited: [{ file: { kind: 'fragment' } }], seconds: 60 },
    ]);
  });

  test.each([
    ['light', {}],
    ['dark', { dark: true }],
    ['small', { size: { width: 900, height: 600 } }],
  ] as const)('looks right: %s', async (name, look) => {
    await mkdir('out/components', { recursive: true });
    for (const scene of ['try-running', 'try-failed', 'try-refused'] as const) {
      await open(scene, look);
      await begin();
      await inDialog(
        scene === 'try-running' ? createTryTexts.stop : createTryTexts.close,
      ).waitFor();
      await page.waitForTimeout(200);
      await page.screenshot({ path: `out/components/${scene}-${name}.png` });
    }
  });
});
