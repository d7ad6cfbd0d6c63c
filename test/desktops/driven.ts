/** The desktop of this session, chosen by HEARTH_TEST_DESKTOP, and what was seen on it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DesktopName } from './desktops.ts';
import type { Shell } from './shell.ts';
import { gnome } from './shells/gnome.ts';
import { plasma } from './shells/plasma.ts';
import { sway } from './shells/sway.ts';
import { xfce } from './shells/xfce.ts';

const folder = '/out/desktops';

const desktopName = process.env['HEARTH_TEST_DESKTOP'] as DesktopName;

const shells = {
  gnome: gnome(false),
  'gnome-appindicator': gnome(true),
  plasma,
  xfce,
  sway,
} satisfies Record<DesktopName, Shell>;

export const shell: Shell = shells[desktopName];

export const picture = async (name: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${desktopName}-${name}.png`);
  await shell.picture(file);
  return file;
};

const seenFile = path.join(folder, `${desktopName}.json`);

/** Keeps what was seen in a cell of the table. */
export const saw = async (row: string, words: string): Promise<void> => {
  const before = JSON.parse(await readFile(seenFile, 'utf8').catch(() => '{}')) as object;
  await writeFile(seenFile, JSON.stringify({ ...before, [row]: words }, null, 2));
};
