/** KDE Plasma under Wayland, nested in the X server :98. */
import { writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { said, until } from '../../e2e/driving/outside.ts';
import type { Shell, ShownWindow } from '../shell.ts';
import { onX11 } from './x11.ts';

const { xdotool, ...x11 } = onX11(':98');

const busctl = (...words: string[]): Promise<string> => said('busctl', '--user', ...words);

let scripts = 0;

/** A script in KWin can only print, into the log of this session. */
const windows = async (): Promise<ShownWindow[]> => {
  scripts += 1;
  const mark = `hearth-test-${String(process.pid)}-${String(scripts)}`;
  const file = `/tmp/${mark}.js`;
  await writeFile(
    file,
    `print("${mark} " + JSON.stringify(workspace.windowList().map((it) => ({
      title: it.caption, app: it.desktopFileName || it.resourceClass,
      bounds: { x: it.x, y: it.y, width: it.width, height: it.height } }))));`,
  );
  const scripting = ['org.kde.KWin', '/Scripting', 'org.kde.kwin.Scripting'];
  const loaded = await busctl('call', ...scripting, 'loadScript', 'ss', file, mark);
  const id = loaded.split(' ')[1] ?? '';
  await busctl('call', 'org.kde.KWin', `/Scripting/Script${id}`, 'org.kde.kwin.Script', 'run');
  const line = await until('KWin’s windows', async () =>
    (await said('grep', '--text', mark, '/tmp/hearth-desktop.log')).split('\n').at(-1),
  );
  return JSON.parse(line.slice(line.indexOf(mark) + mark.length)) as ShownWindow[];
};

export const plasma: Shell = {
  ...x11,
  hasPanel: true,
  hasWaylandWindows: true,
  // Left of the arrow and the clock, which change by themselves.
  bar: { x: 900, y: 740, width: 230, height: 60 },
  windows,
  setDark: (dark) => said('plasma-apply-colorscheme', dark ? 'BreezeDark' : 'BreezeLight'),
  setScale: (factor) => execa('kscreen-doctor', [`output.1.scale.${String(factor)}`]),
  pressNotice: () => xdotool('mousemove', '1102', '688', 'sleep', '0.5', 'click', '1'),
};
