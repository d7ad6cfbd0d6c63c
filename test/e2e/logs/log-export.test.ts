import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clearAway, home, layDown, sleeper } from '../driving/files.ts';
import { startHearth } from '../driving/hearth.ts';
import { logView } from '../driving/log-view.ts';
import { said, until } from '../driving/outside.ts';

const unit = 'log-export-sleeper.service';

test('an export named without its suffix asks before it replaces the file with the suffix', async () => {
  const file = path.join(home, 'mine.journal');
  await writeFile(file, 'precious');
  await layDown(unit, sleeper());
  await said('systemctl', '--user', 'start', '--', unit);
  const hearth = await startHearth();
  try {
    const page = await hearth.window();
    const log = logView(hearth, page);
    await log.open(unit);
    await log.row('Started').first().waitFor();
    /** The desktop's own dialogs cannot be clicked through here: answers for a person. */
    const exportAnswering = async (response: 0 | 1): Promise<void> => {
      await hearth.app.evaluate(
        ({ dialog }, [filePath, pressed]) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
          dialog.showMessageBox = ((options: Electron.MessageBoxOptions) => {
            Object.assign(dialog, { asked: `${options.message} ${String(pressed)}` });
            return Promise.resolve({ response: pressed, checkboxChecked: false });
          }) as typeof dialog.showMessageBox;
        },
        [path.join(home, 'mine'), response] as const,
      );
      await log.press('Export');
      await page.getByRole('menuitem', { name: 'As a journal file' }).click();
      await until('the question to be asked', async () => {
        const asked = await hearth.app.evaluate(
          ({ dialog }) => (dialog as { asked?: string }).asked,
        );
        return asked === `Replace mine.journal? ${String(response)}`;
      });
    };
    const told = page.getByRole('status', { name: 'Export' });
    await exportAnswering(0);
    expect(await readFile(file, 'utf8')).toBe('precious');
    expect(await told.count()).toBe(0);
    await exportAnswering(1);
    await told.getByText(/^Exported/).waitFor();
    expect(await said('journalctl', `--file=${file}`, '-o', 'cat')).toContain('Started');
  } finally {
    await hearth.close();
    await clearAway(unit);
    await rm(file, { force: true });
  }
});
