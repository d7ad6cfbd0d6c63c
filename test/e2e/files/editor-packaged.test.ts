import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { difference, editorOf, goToLine, openFiles, press, save } from '../driving/editor.ts';
import { clearAway, home, sleeper, unitPath } from '../driving/files.ts';
import { startHearth } from '../driving/hearth.ts';
import { showSystem } from '../driving/list.ts';
import { property, said, until } from '../driving/outside.ts';

const unit = 'editor-packaged.service';
const file = unitPath(unit);
const commented = `# Packaged\n${sleeper()}`;

test('a packaged unit is read-only, and can be changed by an override or a copy', async () => {
  await clearAway(unit);
  const shared = path.join(home, '.local/share/systemd/user');
  await mkdir(shared, { recursive: true });
  await writeFile(path.join(shared, unit), commented);
  await said('systemctl', '--user', 'daemon-reload');
  await said('systemctl', '--user', 'start', '--', unit);
  const hearth = await startHearth();
  const page = await hearth.window();
  try {
    await showSystem(page);
    await openFiles(page, unit);
    await editorOf(page).waitFor();
    await goToLine(page, 1);
    await page.keyboard.type('x');
    expect(await page.getByRole('button', { name: 'Save…' }).count()).toBe(0);
    await press(page, 'Change this unit…');
    const dialog = page.getByRole('dialog', { name: `Change ${unit}` });
    await dialog.getByRole('radio', { name: /Full edit/ }).check();
    await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
    await goToLine(page, 1);
    await page.keyboard.type(' Copied');
    await save(page);
    expect(await difference(file, commented)).toEqual(['-# Packaged', '+# Packaged Copied']);
    expect(await readFile(path.join(shared, unit), 'utf8')).toBe(commented);
    await until(
      'the copy to take effect',
      async () => (await property(unit, 'FragmentPath')) === file,
    );
  } finally {
    await hearth.close();
    await clearAway(unit);
    await rm(path.join(shared, unit));
  }
});
