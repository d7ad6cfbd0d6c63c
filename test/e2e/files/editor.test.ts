import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { choose } from '../driving/choose.ts';
import {
  difference,
  editorOf,
  goToLine,
  isLoadedAnew,
  openFiles,
  press,
  save,
  see,
  startEditing,
} from '../driving/editor.ts';
import { clearAway, home, layDown, unitPath } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { property, said, until } from '../driving/outside.ts';

const unit = 'editor-test.service';
const file = unitPath(unit);
const drafts = path.join(home, '.local/state/hearth/drafts');
const commented = `# Mine. The order matters!
[Unit]
Description = Notes   # no comment for systemd
;After=old.service

[Service]
Type=exec
# long, so on lines of its own
ExecStart=/bin/sh -c "exec sleep 1000" \\
    --verbose \\
# needed on Mondays
    %h/notes
Environment=A=1 "B=two words"

[Install]
WantedBy=default.target
`;

let hearth: Hearth;
let page: Page;

beforeAll(async () => {
  ({ hearth, page } = await startEditing(unit));
});
afterAll(() => hearth.close());
afterEach(async () => {
  await clearAway(unit);
});

describe('an edit of a hand-commented unit', () => {
  test('editing by form changes only the lines of its fields, and says what needs a restart', async () => {
    await layDown(unit, commented);
    await said('systemctl', '--user', 'start', '--', unit);
    await openFiles(page, unit);
    await see(page, 'Form');
    const field = (name: string) => page.getByRole('textbox', { name, exact: true });
    expect(await field('Argument 2').inputValue()).toBe('exec sleep 1000');
    await field('Description').fill('Better notes');
    await field('Argument 3').fill('--quiet');
    await field('Environment').fill('A=1\nB=three words\nC=new');
    await choose(page, 'Restart', 'always');
    await press(page, 'Save…');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('--quiet').waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await difference(file, commented)).toEqual([
      '-Description = Notes   # no comment for systemd',
      '+Description = Better notes',
      '-    --verbose \\',
      '+    --quiet \\',
      '-Environment=A=1 "B=two words"',
      '+Environment=A=1 "B=three words"',
      '+Environment=C=new',
      '+Restart=always',
    ]);
    await isLoadedAnew(unit);
    const pid = await property(unit, 'MainPID');
    await page.getByText(/^Restart .* to apply .*ExecStart=/).waitFor();
    await press(page, 'Restart now');
    await until('a new process', async () => !['0', pid].includes(await property(unit, 'MainPID')));
    expect(await property(unit, 'Environment')).toContain('C=new');
  });

  test('edits and saves by keyboard alone', async () => {
    await layDown(unit, commented);
    await openFiles(page, unit);
    await editorOf(page).waitFor();
    await see(page, 'Text');
    const isFocused = () => editorOf(page).evaluate((element) => element.matches(':focus'));
    // Tab leads from the choice of views through the buttons, also those that are off, into the text.
    await page.getByRole('radio', { name: 'Text', exact: true }).focus();
    for (let at = 0; at < 6 && !(await isFocused()); at += 1) await page.keyboard.press('Tab');
    expect(await isFocused()).toBe(true);
    await page.keyboard.press('Control+Home');
    for (let down = 0; down < 7; down += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.type(' and slow');
    await save(page);
    expect(await difference(file, commented)).toEqual([
      '-# long, so on lines of its own',
      '+# long, so on lines of its own and slow',
    ]);
    await isLoadedAnew(unit);
    // Tab moves to the next control instead of into the text.
    await editorOf(page).focus();
    await page.keyboard.press('Tab');
    expect(await isFocused()).toBe(false);
    expect(await readFile(file, 'utf8')).not.toContain('\t');
  });

  test('editing by drop-in leaves the file alone, and can be removed', async () => {
    await layDown(unit, commented);
    await openFiles(page, unit);
    await press(page, 'Change this unit…');
    const dialog = page.getByRole('dialog', { name: `Change ${unit}` });
    await dialog.getByRole('radio', { name: /Override/ }).check();
    await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: /override\.conf$/ }).waitFor();
    await goToLine(page, 2);
    await page.keyboard.type('Environment=D=4');
    await page.keyboard.press('Escape');
    await save(page);
    expect(await readFile(`${file}.d/override.conf`, 'utf8')).toBe('[Service]\nEnvironment=D=4');
    expect(await difference(file, commented)).toEqual([]);
    await isLoadedAnew(unit);
    expect(await property(unit, 'Environment')).toBe('A=1 "B=two words" D=4');
    await page.getByText('sets Environment=').waitFor();
    await press(page, 'Remove override.conf');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('sets Environment=').waitFor({ state: 'detached' });
    await until(
      'the drop-in to be removed',
      async () => !(await readdir(path.dirname(file))).includes(`${unit}.d`),
    );
    expect(await property(unit, 'Environment')).toBe('A=1 "B=two words"');
  });

  test('an edit keeps CRLF, a byte order mark, odd bytes and a missing last newline', async () => {
    const odd = Buffer.concat([
      Buffer.from('\ufeff# caf'),
      Buffer.from([0xe9, 0x0d, 0x0a]),
      Buffer.from('[Service]\r\nExecStart=/bin/true\nRestart=no\r\n# end'),
    ]);
    await layDown(unit, '');
    await writeFile(file, odd);
    await said('systemctl', '--user', 'daemon-reload');
    await openFiles(page, unit);
    await goToLine(page, 3);
    await page.keyboard.type(' x');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Type=oneshot');
    await page.keyboard.press('Escape');
    await save(page);
    const wanted = Buffer.concat([
      Buffer.from('\ufeff# caf'),
      Buffer.from([0xe9, 0x0d, 0x0a]),
      Buffer.from('[Service]\r\nExecStart=/bin/true x\nType=oneshot\nRestart=no\r\n# end'),
    ]);
    expect((await readFile(file)).equals(wanted)).toBe(true);
  });
});

describe('what was typed', () => {
  test('keeps what was typed across tabs, units, and a closed window', async () => {
    await layDown(unit, commented);
    await openFiles(page, unit);
    await goToLine(page, 1);
    await page.keyboard.type(' Typed');
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('tab', { name: 'Edit, not saved' }).click();
    await editorOf(page).getByText('# Mine. The order matters! Typed').waitFor();
    await goToLine(page, 1);
    await page.keyboard.type(' at the last moment');
    // Immediately: only the closing itself can have sent this.
    await hearth.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close();
    });
    await until('the window to close', () => hearth.app.windows().length === 0);
    await hearth.app.evaluate(({ app }) => app.emit('second-instance', {}, [], ''));
    page = await hearth.window();
    await page.getByRole('treeitem', { name: /editor-test.*not saved/ }).waitFor();
    await openFiles(page, unit);
    await editorOf(page).getByText('# Mine. The order matters! Typed at the last moment').waitFor();
    const [kept] = await readdir(drafts);
    expect((await stat(path.join(drafts, kept ?? ''))).mode & 0o777).toBe(0o600);
    expect(await difference(file, commented)).toEqual([]);
    await press(page, 'Discard changes');
    await page.getByRole('tab', { name: 'Edit', exact: true }).waitFor();
    await until('the draft to be removed', async () => (await readdir(drafts)).length === 0);
  });
});

test('picks up a change made elsewhere if nothing was typed, and offers a reload', async () => {
  await layDown(unit, commented);
  // systemd keeps nothing of a stopped unit in memory that could be outdated.
  await said('systemctl', '--user', 'start', '--', unit);
  await openFiles(page, unit);
  await goToLine(page, 3);
  await writeFile(file, commented.replace('Mine.', 'Ours.'));
  await editorOf(page).getByText('# Ours. The order matters!').waitFor();
  await page.getByText('systemd still uses the old version').waitFor();
  await press(page, 'Reload manager');
  await page.getByText('systemd still uses the old version').waitFor({ state: 'detached' });
  await isLoadedAnew(unit);
});

test('opens a line of 1 MiB, and leaves it unchanged', { timeout: 60_000 }, async () => {
  const long = `[Unit]\n# ${'x'.repeat(1024 * 1024)}\nDescription=Long\n[Service]\nExecStart=/bin/true\n`;
  await layDown(unit, long);
  const start = Date.now();
  await openFiles(page, unit);
  await editorOf(page).getByText('Description').waitFor();
  expect(Date.now() - start).toBeLessThan(5000);
  await goToLine(page, 3);
  await page.keyboard.type('er');
  await save(page);
  expect(await difference(file, long)).toEqual(['-Description=Long', '+Description=Longer']);
});

test('keeps what was typed when Hearth quits and starts again', async () => {
  await layDown(unit, commented);
  await openFiles(page, unit);
  await goToLine(page, 1);
  await page.keyboard.type(' Kept');
  await hearth.close();
  hearth = await startHearth();
  page = await hearth.window();
  await openFiles(page, unit);
  await editorOf(page).getByText('# Mine. The order matters! Kept').waitFor();
  await press(page, 'Discard changes');
});
