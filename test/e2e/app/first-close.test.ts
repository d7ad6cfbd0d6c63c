import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trayTexts } from '../../../electron/core/texts/tray.ts';
import { quietFor } from '../../quiet.ts';
import { home } from '../driving/files.ts';
import { startHearth, type Hearth } from '../driving/hearth.ts';
import { said, until } from '../driving/outside.ts';
import { trayOf } from '../driving/tray-bus.ts';

const settings = path.join(home, '.config/hearth/settings.ini');
let hearth: Hearth;

const closeWindow = (): Promise<void> =>
  hearth.app.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows()) one.close();
  });
const isTold = async (): Promise<boolean> =>
  (await readFile(settings, 'utf8').catch(() => '')).includes('tray-told=yes');
/** Sends a notification; the desktop numbers them in the order of their arrival. */
const numberNow = async (): Promise<number> =>
  Number(await said('notify-send', '--print-id', 'first-close'));
let earlier: number;
/** The titles of the notifications since the test began, by the desktop’s own record. */
const notes = async (): Promise<string[]> => {
  await said('dunstctl', 'close-all');
  const record = JSON.parse(await said('dunstctl', 'history')) as {
    data: { id: { data: number }; summary: { data: string } }[][];
  };
  const since = record.data.flat().filter(({ id }) => id.data > earlier);
  return since.map(({ summary }) => summary.data);
};

beforeAll(async () => {
  await rm(settings, { force: true });
  // One that is still shown would take the same words for itself.
  await said('dunstctl', 'close-all');
  earlier = await numberNow();
  hearth = await startHearth();
});
afterAll(async () => {
  await hearth.close();
  await rm(settings, { force: true });
});

test('says at the first close that Hearth stays in the tray, and never again', async () => {
  const tray = await trayOf(hearth.pid);
  await hearth.window();
  await closeWindow();
  await until('the notification', isTold);
  expect(await notes()).toEqual([trayTexts.firstClose.title]);
  await tray.click('Open Hearth');
  await hearth.window();
  await closeWindow();
  await until('no window', () => hearth.app.windows().length === 0);
  await quietFor(1000, 'a second notification would come right after the window closed');
  expect(await notes()).toEqual([trayTexts.firstClose.title]);
});
